using System.Data.Common;
using System.Globalization;
using Lintel.Data.Providers.Postgres.Wall;
using Lintel.Domain;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Lintel.Data.Providers.Postgres;

/// <summary>
/// Statements travel with their viewer's scope in front of them, in one batch: one round trip, and one implicit transaction, with whose end the
/// scope ends too.
/// </summary>
internal sealed class PostgresViewerReads(PostgresConnections connections, TimeProvider clock) : ViewerReads
{
    public override string Computed(IEntityType rows, string query) => WallScript.Quote(WallScript.ViewOf(rows));

    protected override async Task RunAsync(
        Viewer viewer,
        IReadOnlyList<ReadStatement> statements,
        Action<int, DbDataReader> read,
        CancellationToken cancellationToken
    )
    {
        await using var connection = new NpgsqlConnection(connections.Viewer);
        await connection.OpenAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(ScopeOf(viewer));
        for (var i = 0; i < statements.Count; i++)
        {
            batch.BatchCommands.Add(CommandOf(statements[i]));
        }

        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        await CheckAsync(viewer, rows, cancellationToken);
        for (var i = 0; i < statements.Count; i++)
        {
            await rows.NextResultAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                read(i, rows);
            }
        }
    }

    /// <summary>The last column of the scope's row is the epoch; no row of a statement has been handed over yet.</summary>
    private static async Task CheckAsync(Viewer viewer, NpgsqlDataReader scope, CancellationToken cancellationToken)
    {
        if (viewer.AccessEpoch is null)
        {
            return;
        }

        await scope.ReadAsync(cancellationToken);
        Check(viewer, scope.GetValue(scope.FieldCount - 1));
    }

    private NpgsqlBatchCommand ScopeOf(Viewer viewer)
    {
        (string Setting, string Value)[] scope = [.. ViewerScope.Of(viewer, clock.GetUtcNow())];
        // The role is there already; said again, the statement does not depend on how the connection started.
        var command = new NpgsqlBatchCommand(
            $"SELECT set_config('role', '{WallRoles.Viewer}', true), "
                + string.Join(
                    ", ",
                    scope.Select((one, i) => string.Create(CultureInfo.InvariantCulture, $"set_config('{one.Setting}', ${i + 1}, true)"))
                )
                + (viewer.AccessEpoch is null ? "" : $", ({AccessEpoch.Sql})")
        );
        foreach (var (_, value) in scope)
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        }

        return command;
    }

    private static NpgsqlBatchCommand CommandOf(ReadStatement statement)
    {
        var command = new NpgsqlBatchCommand(statement.Sql);
        foreach (var value in statement.Values)
        {
            var parameter = new NpgsqlParameter();
            value.Into(parameter);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
