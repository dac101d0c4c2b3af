using System.Data.Common;
using Lintel.Data.Providers.Postgres.Wall;
using Lintel.Domain;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Lintel.Data.Providers.Postgres;

/// <summary>
/// Statements travel with their viewer's scope in front of them, in one batch: one round trip, and one implicit transaction, with whose end the
/// scope ends too. The connection is of the viewer's role, from a pool that serves no other.
/// </summary>
internal sealed class PostgresViewerReads(PostgresConnections connections, TimeProvider clock) : ViewerReads
{
    private const string TakeScope = $"SELECT current_user, set_config('{ViewerScope.Setting}', $1, true)";
    private const string TakeScopeAndEpoch = $"{TakeScope}, ({AccessEpoch.Sql})";

    public override string Computed(IEntityType rows, string query) => WallScript.Quote(WallScript.ViewOf(rows));

    protected override async Task RunAsync(
        Viewer viewer,
        IReadOnlyList<ReadStatement> statements,
        Action<int, DbDataReader> read,
        CancellationToken cancellationToken
    )
    {
        await using var connection = new NpgsqlConnection(connections.Of(viewer.Role));
        await connection.OpenAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(ScopeOf(viewer));
        for (var i = 0; i < statements.Count; i++)
        {
            batch.BatchCommands.Add(CommandOf(statements[i]));
        }

        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        await CheckAsync(viewer, connection, rows, cancellationToken);
        for (var i = 0; i < statements.Count; i++)
        {
            await rows.NextResultAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                read(i, rows);
            }
        }
    }

    /// <summary>
    /// The scope's row comes first: nothing has been handed over yet. Connections are not reset when they go back to their pool, since nothing
    /// that a read does outlives its transaction; should one come back in another role all the same, nothing is read through it.
    /// </summary>
    private static async Task CheckAsync(Viewer viewer, NpgsqlConnection connection, NpgsqlDataReader scope, CancellationToken cancellationToken)
    {
        await scope.ReadAsync(cancellationToken);
        if (scope.GetString(0) != WallRoles.Of(viewer.Role))
        {
            NpgsqlConnection.ClearPool(connection);
            throw new InvalidOperationException("A connection of the viewers' pool works in another role than its pool's.");
        }

        if (viewer.AccessEpoch is not null)
        {
            Check(viewer, scope.GetValue(2));
        }
    }

    private NpgsqlBatchCommand ScopeOf(Viewer viewer) =>
        new(viewer.AccessEpoch is null ? TakeScope : TakeScopeAndEpoch)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = ViewerScope.Of(viewer, clock.GetUtcNow()) } },
        };

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
