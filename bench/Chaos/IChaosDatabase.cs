namespace Lintel.Chaos;

/// <summary>The database under the servers, as somebody beside them has it.</summary>
internal interface IChaosDatabase : IAsyncDisposable
{
    /// <summary>What a server is told of it.</summary>
    IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Ends it without a word, and has it recover; on SQLite there is nothing to end.</summary>
    Task RestartAsync(CancellationToken stop);

    /// <summary>The log as it is committed, in order.</summary>
    Task<IReadOnlyList<LogEntry>> LogAsync(CancellationToken stop);
}
