namespace Lintel.EventLog;

/// <summary>A way to put events into a log in the order of their commits, and to read them.</summary>
internal interface IEventWay
{
    string Name { get; }

    /// <summary>Commits one event of a brand; returns what it is known by and how long others of the brand had to wait for it (null: they did not).</summary>
    Task<(long Key, TimeSpan? Held)> CommitAsync(int brand, CancellationToken stop);

    /// <summary>Tells what each event is known by, in order, without end.</summary>
    IAsyncEnumerable<long> FollowAsync(int brand, CancellationToken stop);
}
