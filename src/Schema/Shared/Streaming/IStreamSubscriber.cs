using Lintel.Data;

namespace Lintel.Schema.Shared.Streaming;

/// <summary>Whoever follows a stream, as its transport knows them.</summary>
public interface IStreamSubscriber
{
    /// <summary>What the subscriber stands for now; null: nobody any more.</summary>
    Task<ViewerInForce?> LookUpAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Returns when the first so many items are written and there is room for more. It is for what is in the log already; what happens now does not wait:
    /// who is too slow for that is cut off.
    /// </summary>
    ValueTask WhenRoomAsync(long items, CancellationToken cancellationToken);
}
