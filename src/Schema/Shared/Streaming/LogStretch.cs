namespace Lintel.Schema.Shared.Streaming;

/// <summary>A part of the event log to be read once: what stands there behind a sequence, and of it so many items of a stream at most.</summary>
internal sealed record LogStretch(long After, int Most);
