using Lintel.Domain;
using Lintel.Schema.Shared.Streaming;

namespace Lintel.Schema.Deals;

/// <summary>What somebody wants to be told of deals.</summary>
/// <param name="Viewer">For whom every item is judged.</param>
/// <param name="BrandId">The brand's log.</param>
/// <param name="After">Where to go on; null: only what happens from now on.</param>
/// <param name="Where">Which alerts.</param>
internal sealed record DealAlertQuery(Viewer Viewer, Guid BrandId, StreamPosition? After, DealAlertConditions Where)
{
    /// <summary>The end of the log when it was asked, where <see cref="After"/> is null; null: when it is read.</summary>
    public long? From { get; init; }

    /// <summary>All that the viewer sees comes first.</summary>
    public bool Snapshot { get; init; }

    /// <summary>How far to read, and how far it was read; null: as far as there is something.</summary>
    public LogPassage? Passage { get; init; }

    /// <summary>Of one who reads what there is and goes: as many events as are likely to do.</summary>
    public int Few { get; init; } = 16;

    /// <summary>Who follows; null: one who reads what there is and goes.</summary>
    public IStreamSubscriber? Subscriber { get; init; }
}
