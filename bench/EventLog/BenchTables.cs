using System.Runtime.CompilerServices;
using Npgsql;

namespace Lintel.EventLog;

/// <summary>The tables of the ways that are not Lintel's.</summary>
internal static class BenchTables
{
    /// <summary>As long as an event of Lintel's.</summary>
    public const string Data = """{"dealId":"01990000-0000-7000-8000-000000000000","from":"INTENT","to":"DEPOSITED"}""";

    public static async Task CreateAsync(NpgsqlDataSource source, Guid[] brands, CancellationToken stop)
    {
        await using var create = source.CreateCommand(
            """
            DROP TABLE IF EXISTS bench_counters, bench_log, bench_horizon;
            CREATE TABLE bench_counters (brand_id uuid PRIMARY KEY, last bigint NOT NULL);
            CREATE TABLE bench_log (brand_id uuid, sequence bigint, data text NOT NULL, PRIMARY KEY (brand_id, sequence));
            CREATE TABLE bench_horizon (brand_id uuid, xid xid8 DEFAULT pg_current_xact_id(), id bigserial, data text NOT NULL, PRIMARY KEY (brand_id, xid, id));
            """
        );
        await create.ExecuteNonQueryAsync(stop);
        await using var fill = source.CreateCommand("INSERT INTO bench_counters SELECT brand, 0 FROM unnest($1) AS brand");
        fill.Parameters.Add(new NpgsqlParameter { Value = brands });
        await fill.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Reads on whenever it is notified, and every 500 ms.</summary>
    public static async IAsyncEnumerable<long> FollowAsync(
        NpgsqlDataSource source,
        (long First, long Second) after,
        string sql,
        Guid brand,
        Func<(long First, long Second), long> key,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        await using var listening = await source.OpenConnectionAsync(stop);
        await using (var listen = new NpgsqlCommand("LISTEN bench_events", listening))
        {
            await listen.ExecuteNonQueryAsync(stop);
        }

        while (true)
        {
            var rows = new List<(long First, long Second)>();
            await using (var command = source.CreateCommand(sql))
            {
                command.Parameters.Add(new NpgsqlParameter { Value = brand });
                command.Parameters.Add(
                    sql.Contains("xid8", StringComparison.Ordinal)
                        ? new NpgsqlParameter { Value = $"{after.First}" }
                        : new NpgsqlParameter { Value = after.First }
                );
                command.Parameters.Add(new NpgsqlParameter { Value = after.Second });
                await using var reader = await command.ExecuteReaderAsync(stop);
                while (await reader.ReadAsync(stop))
                {
                    rows.Add((reader.GetInt64(0), Convert.ToInt64(reader.GetValue(1), null)));
                }
            }

            foreach (var row in rows)
            {
                yield return key(row);
                after = row;
            }

            if (rows.Count == 0)
            {
                await listening.WaitAsync(500, stop);
            }
        }
    }
}
