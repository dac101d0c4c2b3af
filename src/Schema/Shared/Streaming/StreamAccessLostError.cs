using GraphQL;

namespace Lintel.Schema.Shared.Streaming;

/// <summary>
/// Who follows a stream is not who began it any more: closed, in another role or at another place. Nothing that was committed since is told; whoever
/// connects again is judged anew, and hears what came into sight and what left it.
/// </summary>
public sealed class StreamAccessLostError() : ExecutionError("The subscriber's access has changed.");
