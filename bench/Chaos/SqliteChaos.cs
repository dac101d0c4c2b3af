using Microsoft.Data.Sqlite;

namespace Lintel.Chaos;

/// <summary>A file of this run alone.</summary>
internal sealed class SqliteChaos(string folder) : IChaosDatabase
{
    private readonly string _file = Path.Combine(folder, "chaos.db");

    public IReadOnlyDictionary<string, string> Settings =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Lintel__Database__Provider"] = "Sqlite",
            ["Lintel__Database__ConnectionString"] = $"Data Source={_file}",
        };

    public Task RestartAsync(CancellationToken stop) => Task.CompletedTask;

    public async Task<IReadOnlyList<LogEntry>> LogAsync(CancellationToken stop)
    {
        await using var connection = new SqliteConnection($"Data Source={_file};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(stop);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT sequence, kind, subject_id, franchise_id, data FROM events ORDER BY sequence";
        await using var rows = await command.ExecuteReaderAsync(stop);
        var log = new List<LogEntry>();
        while (await rows.ReadAsync(stop))
            log.Add(new LogEntry(rows.GetInt64(0), rows.GetString(1), rows.GetGuid(2), rows.GetGuid(3), rows.GetString(4)));
        return log;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
