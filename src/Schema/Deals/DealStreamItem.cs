using System.Collections.Concurrent;
using Lintel.Schema.Shared.Streaming;

namespace Lintel.Schema.Deals;

/// <summary>What a follower of deals is told: that something happened to one, that one came into sight, or that one left it.</summary>
/// <param name="Position">Where the stream goes on behind it.</param>
/// <param name="DealId">The deal.</param>
internal abstract record DealStreamItem(StreamPosition Position, Guid DealId) : ISequenced
{
    /// <summary>Those told the same had the same before, but for whoever has just begun.</summary>
    private readonly ConcurrentDictionary<long, DealStreamItem> _others = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<StreamedResult>>> _results = new(StringComparer.Ordinal);

    /// <summary>A copy reads otherwise, so it has results of its own.</summary>
    protected DealStreamItem(DealStreamItem original) =>
        (Position, DealId, At, _others, _results) = (original.Position, original.DealId, original.At, new(), new(StringComparer.Ordinal));

    public long Sequence => Position.Sequence;

    public DateTimeOffset? At { get; init; }

    /// <summary>The item before in the follower's stream; null: this is its first.</summary>
    public long? PreviousSequence { get; private init; }

    ConcurrentDictionary<string, Lazy<Task<StreamedResult>>> ISequenced.Results => _results;

    /// <summary>The same for those who were told that before; one object for all of them.</summary>
    public DealStreamItem After(long? previous) =>
        previous == PreviousSequence ? this : _others.GetOrAdd(previous ?? -1, _ => this with { PreviousSequence = previous });
}

/// <summary>A deal is in the viewer's sight that was not before, or may not have been.</summary>
internal sealed record VisibilityGained(StreamPosition Position, Guid DealId) : DealStreamItem(Position, DealId);

/// <summary>A deal is out of the viewer's sight.</summary>
internal sealed record VisibilityLost(StreamPosition Position, Guid DealId) : DealStreamItem(Position, DealId);
