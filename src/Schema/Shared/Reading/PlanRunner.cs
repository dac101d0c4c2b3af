using System.Data.Common;
using Lintel.Data;

namespace Lintel.Schema.Shared.Reading;

/// <summary>Runs a plan level by level on one connection and writes the answer.</summary>
internal sealed class PlanRunner(DbConnection connection, DatabaseDialect dialect)
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
            await using var command = Command(rowsSql, level, keys);
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                run.Add(rows);
            }
        }

        if (level.CountSql is { } countSql)
        {
            await using var command = Command(countSql, level, keys);
            await using var counts = await command.ExecuteReaderAsync(cancellationToken);
            while (await counts.ReadAsync(cancellationToken))
            {
                run.AddCount(level.IsChild ? counts.GetGuid(0) : Guid.Empty, counts.GetInt64(counts.FieldCount - 1));
            }
        }

        foreach (var aggregate in level.Aggregates)
        {
            await using var command = Command(aggregate.Sql, level, keys);
            await using var figures = await command.ExecuteReaderAsync(cancellationToken);
            while (await figures.ReadAsync(cancellationToken))
            {
                run.AddFigures(aggregate, figures);
            }
        }

        foreach (var child in level.Children)
        {
            var childKeys = run.KeysFor(child);
            run.AddChild(child, childKeys.Count == 0 ? new LevelRun(child) : await RunLevelAsync(child, childKeys, cancellationToken));
        }

        return run;
    }

    private DbCommand Command(string sql, Level level, IReadOnlyCollection<Guid>? keys)
    {
        DatabaseMetrics.CountCommand();
        var command = connection.CreateCommand();
        command.CommandText = sql;
        level.Parameters.Bind(command);
        if (keys is not null)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = Level.KeysParameter;
            parameter.Value = dialect.Keys(keys);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
