using System.Data.Common;
using System.Globalization;
using Lintel.Data.Providers.Postgres.Wall;
using Lintel.Domain;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Lintel.Data.Providers.Postgres;

/// <summary>
/// A statement travels with its viewer's scope in front of it, in one batch: one round trip, and one implicit transaction, with whose end the
/// scope ends too.
/// </summary>
internal sealed class PostgresViewerReads(PostgresConnections connections, TimeProvider clock) : ViewerReads
{
    public override async Task<ViewerConnection> OpenAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(connections.Viewer);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return new Connection(connection, [.. ViewerScope.Of(viewer, clock.GetUtcNow())]);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override string Computed(IEntityType rows, string query) => WallScript.Quote(WallScript.ViewOf(rows));

    private sealed class Connection(NpgsqlConnection connection, (string Setting, string Value)[] scope) : ViewerConnection
    {
        // The role is there already; said again, the statement does not depend on how the connection started.
        private readonly string _scopeSql =
            $"SELECT set_config('role', '{WallRoles.Viewer}', true), "
            + string.Join(
                ", ",
                scope.Select((one, i) => string.Create(CultureInfo.InvariantCulture, $"set_config('{one.Setting}', ${i + 1}, true)"))
            );

        public override ValueTask DisposeAsync() => connection.DisposeAsync();

        protected override async Task RunAsync(
            string sql,
            IReadOnlyList<SqlValue> values,
            Action<DbDataReader> read,
            CancellationToken cancellationToken
        )
        {
            var scoped = new NpgsqlBatchCommand(_scopeSql);
            foreach (var (_, value) in scope)
            {
                scoped.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
            }

            var statement = new NpgsqlBatchCommand(sql);
            foreach (var value in values)
            {
                statement.Parameters.Add(value.Into(new NpgsqlParameter()));
            }

            await using var batch = new NpgsqlBatch(connection) { BatchCommands = { scoped, statement } };
            await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
            await rows.NextResultAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                read(rows);
            }
        }
    }
}
