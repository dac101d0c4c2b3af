using Npgsql;

namespace Lintel.EventLog;

/// <summary>
/// No counter: a row has the id of its transaction, and a reader goes no further than the oldest transaction that is still running. Plain Npgsql, two
/// statements.
/// </summary>
internal sealed class HorizonWay(NpgsqlDataSource source, Guid[] brands) : IEventWay
{
    public string Name => "horizon (plain)";

    public async Task<(long Key, TimeSpan? Held)> CommitAsync(int brand, CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await using var command = new NpgsqlCommand(
            """
            WITH added AS (INSERT INTO bench_horizon (brand_id, data) VALUES ($1, $2) RETURNING id)
            SELECT id FROM added, pg_notify('bench_events', $3)
            """,
            connection,
            transaction
        );
        command.Parameters.Add(new NpgsqlParameter { Value = brands[brand] });
        command.Parameters.Add(new NpgsqlParameter { Value = BenchTables.Data });
        command.Parameters.Add(new NpgsqlParameter { Value = brands[brand].ToString("N") });
        var key = (long)(await command.ExecuteScalarAsync(stop))!; // one row
        await transaction.CommitAsync(stop);
        return (key, null);
    }

    public IAsyncEnumerable<long> FollowAsync(int brand, CancellationToken stop) =>
        BenchTables.FollowAsync(
            source,
            (0, 0),
            """
            SELECT xid::text::bigint, id FROM bench_horizon
            WHERE brand_id = $1 AND (xid, id) > ($2::text::xid8, $3) AND xid < pg_snapshot_xmin(pg_current_snapshot())
            ORDER BY xid, id LIMIT 500
            """,
            brands[brand],
            row => row.Second,
            stop
        );
}
