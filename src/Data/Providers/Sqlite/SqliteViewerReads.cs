using System.Data.Common;
using Lintel.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Lintel.Data.Providers.Sqlite;

/// <summary>SQLite has no rights of its own: the predicates of the statements are all there is.</summary>
internal sealed class SqliteViewerReads(IDbContextFactory<LintelDbContext> contexts) : ViewerReads
{
    public override async Task<ViewerConnection> OpenAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        return new Connection(db);
    }

    public override string Computed(IEntityType rows, string query) => $"({query})";

    private sealed class Connection(LintelDbContext db) : ViewerConnection
    {
        public override ValueTask DisposeAsync() => db.DisposeAsync();

        protected override async Task RunAsync(
            string sql,
            IReadOnlyList<SqlValue> values,
            Action<DbDataReader> read,
            CancellationToken cancellationToken
        )
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = sql;
            foreach (var value in values)
            {
                command.Parameters.Add(value.Into(command.CreateParameter()));
            }

            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                read(rows);
            }
        }
    }
}
