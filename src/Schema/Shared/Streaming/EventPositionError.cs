using GraphQL;
using Lintel.Data;
using Lintel.Schema.Shared.Errors;

namespace Lintel.Schema.Shared.Streaming;

/// <summary>The event log cannot be read on from the place that was asked for, or that a follower had come to.</summary>
public sealed class EventPositionError : ExecutionError
{
    public EventPositionError(EventPositionException cause)
        : base((cause ?? throw new ArgumentNullException(nameof(cause))).Message)
    {
        Code = cause.Fault switch
        {
            EventPositionFault.NotRetained => ErrorCodes.PositionNotRetained,
            EventPositionFault.Ahead => ErrorCodes.PositionAhead,
        };
        Extensions = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["oldest"] = StreamPosition.At(cause.Bounds.Swept).ToString(),
            ["last"] = StreamPosition.At(cause.Bounds.Last).ToString(),
        };
    }
}
