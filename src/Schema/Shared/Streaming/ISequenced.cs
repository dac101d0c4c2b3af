using System.Collections.Concurrent;

namespace Lintel.Schema.Shared.Streaming;

/// <summary>An item of a stream with a place in the event log.</summary>
internal interface ISequenced
{
    /// <summary>Asked for with <c>after:</c> this, the stream goes on behind the item.</summary>
    StreamPosition Position { get; }

    /// <summary>When the event happened that it is about; null: it is about none, as what came with a change of access.</summary>
    DateTimeOffset? At { get; }

    /// <summary>What it is in the words of each operation that viewers of one access class run: they are told the same item, and share its execution.</summary>
    ConcurrentDictionary<string, Lazy<Task<StreamedResult>>> Results { get; }
}
