using Lintel.Reads;
using Npgsql;

namespace Lintel.Chaos;

/// <summary>A PostgreSQL cluster of this run alone.</summary>
internal sealed class PostgresChaos : IChaosDatabase
{
    private const string Database = "lintel_chaos";

    /// <summary>For all connections of two servers, and those of servers that were killed and are not noticed to be gone yet.</summary>
    private const string Room = "max_connections = 500\n";

    private readonly PostgresCluster _cluster;

    private PostgresChaos(PostgresCluster cluster) => _cluster = cluster;

    public static async Task<PostgresChaos> StartAsync(string folder, CancellationToken stop)
    {
        var cluster = await PostgresCluster.StartAsync(folder, stop, Room);
        if (await cluster.HasAsync(Database, stop))
            await cluster.ExecuteAsync("postgres", $"DROP DATABASE {Database}", stop);
        return new PostgresChaos(cluster);
    }

    public IReadOnlyDictionary<string, string> Settings =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Lintel__Database__Provider"] = "Postgres",
            ["Lintel__Database__ConnectionString"] = _cluster.Connection(Database),
        };

    public Task RestartAsync(CancellationToken stop) => _cluster.RestartAtOnceAsync(stop);

    public async Task<IReadOnlyList<LogEntry>> LogAsync(CancellationToken stop)
    {
        // As a superuser: the wall of row-level security shows the owner nothing.
        await using var source = NpgsqlDataSource.Create(_cluster.FreeConnection(Database));
        await using var command = source.CreateCommand("SELECT sequence, kind, subject_id, franchise_id, data FROM events ORDER BY sequence");
        await using var rows = await command.ExecuteReaderAsync(stop);
        var log = new List<LogEntry>();
        while (await rows.ReadAsync(stop))
            log.Add(new LogEntry(rows.GetInt64(0), rows.GetString(1), rows.GetGuid(2), rows.GetGuid(3), rows.GetString(4)));
        return log;
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();
}
