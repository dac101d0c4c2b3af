using GraphQL;

namespace Lintel.Schema.Shared.Streaming;

/// <summary>A result of a subscription that knows its place, whether or not the caller selected it.</summary>
public sealed class StreamedResult(ExecutionResult result, long sequence) : ExecutionResult(result)
{
    /// <summary>Asked for with <c>after:</c> this, the stream goes on behind the result.</summary>
    public long Sequence => sequence;
}
