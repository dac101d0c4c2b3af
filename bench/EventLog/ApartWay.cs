using System.Diagnostics;
using System.Runtime.CompilerServices;
using Npgsql;

namespace Lintel.EventLog;

/// <summary>The counter, the event and the notification as three statements, by plain Npgsql: what one statement saves.</summary>
internal sealed class ApartWay(NpgsqlDataSource source, Guid[] brands) : IEventWay
{
    public string Name => "counter, three statements (plain)";

    public async Task<(long Key, TimeSpan? Held)> CommitAsync(int brand, CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var key = (long)(await RunAsync("UPDATE bench_counters SET last = last + 1 WHERE brand_id = $1 RETURNING last", brands[brand]))!; // one row
        var taken = Stopwatch.GetTimestamp();
        await RunAsync("INSERT INTO bench_log (brand_id, sequence, data) VALUES ($1, $2, $3)", brands[brand], key, BenchTables.Data);
        await RunAsync("SELECT pg_notify('bench_events', $1)", brands[brand].ToString("N"));
        await transaction.CommitAsync(stop);
        return (key, Stopwatch.GetElapsedTime(taken));

        async Task<object?> RunAsync(string sql, params object[] values)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            foreach (var value in values)
            {
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            }

            return await command.ExecuteScalarAsync(stop);
        }
    }

    public IAsyncEnumerable<long> FollowAsync(int brand, CancellationToken stop) =>
        BenchTables.FollowAsync(
            source,
            (0, 0),
            "SELECT sequence, 0 FROM bench_log WHERE brand_id = $1 AND sequence > $2 AND $3 = 0 ORDER BY sequence LIMIT 500",
            brands[brand],
            row => row.First,
            stop
        );
}
