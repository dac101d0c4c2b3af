using System.Data.Common;
using Lintel.Data;

namespace Lintel.Schema.Shared.Reading;

/// <summary>Runs a plan level by level on one connection and writes the answer.</summary>
internal sealed class PlanRunner(ViewerConnection connection, DatabaseDialect dialect)
{
    public async Task<ReadOnlyMemory<byte>> RunAsync(Level root, CancellationToken cancellationToken)
    {
        var run = await RunLevelAsync(root, keys: null, cancellationToken);
        var answer = new JsonBuffer();
        run.WriteGroup(Guid.Empty, answer);
        return answer.Written;
    }

    /// <summary>Runs a level for given keys, to be written group by group.</summary>
    public Task<LevelRun> RunAsync(Level level, IReadOnlyCollection<Guid> keys, CancellationToken cancellationToken) =>
        RunLevelAsync(level, keys, cancellationToken);

    private async Task<LevelRun> RunLevelAsync(Level level, IReadOnlyCollection<Guid>? keys, CancellationToken cancellationToken)
    {
        var run = new LevelRun(level);
        if (level.RowsSql is { } rowsSql)
        {
            await ReadAsync(rowsSql, level, keys, run.Add, cancellationToken);
        }

        if (level.CountSql is { } countSql)
        {
            await ReadAsync(
                countSql,
                level,
                keys,
                counts => run.AddCount(level.IsChild ? counts.GetGuid(0) : Guid.Empty, counts.GetInt64(counts.FieldCount - 1)),
                cancellationToken
            );
        }

        foreach (var aggregate in level.Aggregates)
        {
            await ReadAsync(aggregate.Sql, level, keys, figures => run.AddFigures(aggregate, figures), cancellationToken);
        }

        foreach (var child in level.Children)
        {
            var childKeys = run.KeysFor(child);
            run.AddChild(child, childKeys.Count == 0 ? new LevelRun(child) : await RunLevelAsync(child, childKeys, cancellationToken));
        }

        return run;
    }

    private Task ReadAsync(
        string sql,
        Level level,
        IReadOnlyCollection<Guid>? keys,
        Action<DbDataReader> read,
        CancellationToken cancellationToken
    ) =>
        connection.ReadAsync(
            sql,
            keys is null ? level.Parameters.Values : [.. level.Parameters.Values, new SqlValue(Level.KeysParameter, dialect.Keys(keys))],
            read,
            cancellationToken
        );
}
