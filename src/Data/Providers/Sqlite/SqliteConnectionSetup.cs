using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Lintel.Data.Providers.Sqlite;

/// <summary>
/// Readers do not wait for the writer (WAL), a single statement that writes waits for up to 30 s (transactions: <see cref="SqliteWriteQueue"/>), and
/// a power cut may cost the last transactions but never the file (synchronous NORMAL is what WAL is made for).
/// </summary>
internal sealed class SqliteConnectionSetup : DbConnectionInterceptor
{
    public const int BusyMilliseconds = 30_000;

    private static readonly string Pragmas = string.Create(
        CultureInfo.InvariantCulture,
        $"PRAGMA busy_timeout = {BusyMilliseconds}; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
    );

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        // SQLite has no asynchronous calls.
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
