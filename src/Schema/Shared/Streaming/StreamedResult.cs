using GraphQL;
using GraphQL.Execution;
using Lintel.Schema.Shared.Errors;

namespace Lintel.Schema.Shared.Streaming;

/// <summary>A result of a subscription that knows its place, whether or not the caller selected it. It may be told to many.</summary>
public sealed class StreamedResult(ExecutionResult result, StreamPosition position, DateTimeOffset? at) : ExecutionResult(result)
{
    private byte[]? _json;

    /// <summary>Asked for with <c>after:</c> this, the stream goes on behind the result.</summary>
    public StreamPosition Position => position;

    /// <summary>When the event happened that it is about; null: it is about none, as what came with a change of access.</summary>
    public DateTimeOffset? At => at;

    /// <summary>
    /// Something broke while it was made, so it is not all of what happened: who follows is not told a part, but that the stream has ended, and finds it whole
    /// behind the last position.
    /// </summary>
    public bool IsBroken =>
        Errors?.Any(error => error is UnhandledError || error.Code is ErrorCodes.Internal or ErrorCodes.ExecutionTimedOut) == true;

    /// <summary>The result as JSON, written once for all who are told it.</summary>
    public byte[] ToJson(Func<ExecutionResult, byte[]> write) => _json ??= write(this);
}
