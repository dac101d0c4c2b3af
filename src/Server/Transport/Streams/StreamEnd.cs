using GraphQL;
using Lintel.Schema.Shared.Streaming;

namespace Lintel.Server.Transport.Streams;

/// <summary>Why the server ends a stream of results that could go on.</summary>
/// <param name="Code">The code of the error that says so.</param>
/// <param name="Reason">In a few words.</param>
/// <param name="IsDeaf">What waits for the client is not for it any more.</param>
internal sealed record StreamEnd(string Code, string Reason, bool IsDeaf = false)
{
    public static StreamEnd SlowConsumer { get; } = new(TransportCodes.SlowConsumer, "Slow consumer");
    public static StreamEnd ServerStopping { get; } = new(TransportCodes.ServerStopping, "The server is stopping");
    public static StreamEnd TokenExpired { get; } = new(TransportCodes.TokenExpired, "Forbidden: the token has expired", IsDeaf: true);

    public static StreamEnd AccessChanged { get; } = new(TransportCodes.AccessChanged, "Forbidden: your access has changed", IsDeaf: true);

    /// <summary>An error that says why and, where the stream has places, behind which to go on.</summary>
    public ExecutionResult ToResult(StreamPosition? after)
    {
        var error = new ExecutionError(After(Reason, after)) { Code = Code };
        if (after is { } position)
            error.AddExtension("after", position.ToString());
        return new ExecutionResult(error);
    }

    /// <summary>A reason with the place to go on behind, if there is one.</summary>
    public static string After(string reason, StreamPosition? position) => position is { } after ? $"{reason}; resume after {after}" : reason;
}
