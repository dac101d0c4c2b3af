namespace Lintel.Schema.Shared.Streaming;

/// <summary>An item of a stream with a place in the event log.</summary>
internal interface ISequenced
{
    /// <summary>Asked for with <c>after:</c> this, the stream goes on behind the item.</summary>
    long Sequence { get; }
}
