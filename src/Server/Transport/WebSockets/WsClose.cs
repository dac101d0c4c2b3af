using System.Text;
using Lintel.Schema.Shared.Streaming;
using Lintel.Server.Transport.Streams;

namespace Lintel.Server.Transport.WebSockets;

/// <summary>Why a socket ends.</summary>
/// <param name="Code">Of the close frame.</param>
/// <param name="Reason">In a few words.</param>
/// <param name="Error">The code that the end of an event stream for the same reason has; null: it has none.</param>
internal sealed record WsClose(int Code, string Reason, string? Error = null)
{
    /// <summary>The longest reason that fits in a close frame, in bytes.</summary>
    private const int ReasonBytes = 123;

    public static WsClose Normal { get; } = new(CloseCodes.Normal, "");
    public static WsClose GoingAway { get; } = Of(CloseCodes.GoingAway, StreamEnd.ServerStopping);
    public static WsClose MessageTooBig { get; } = new(CloseCodes.MessageTooBig, "Message too big");
    public static WsClose InternalError { get; } = new(CloseCodes.InternalError, "Internal error");
    public static WsClose Unauthorized { get; } = new(CloseCodes.Unauthorized, "Unauthorized");
    public static WsClose InvalidToken { get; } = new(CloseCodes.Forbidden, "Forbidden");
    public static WsClose TokenExpired { get; } = Of(CloseCodes.Forbidden, StreamEnd.TokenExpired);
    public static WsClose AccessChanged { get; } = Of(CloseCodes.Forbidden, StreamEnd.AccessChanged);
    public static WsClose SubprotocolNotAcceptable { get; } = new(CloseCodes.SubprotocolNotAcceptable, "Subprotocol not acceptable");
    public static WsClose InitTimeout { get; } = new(CloseCodes.InitTimeout, "Connection initialisation timeout");
    public static WsClose SlowConsumer { get; } = Of(CloseCodes.SlowConsumer, StreamEnd.SlowConsumer);
    public static WsClose TooManyInits { get; } = new(CloseCodes.TooMany, "Too many initialisation requests");

    public static WsClose TooManyAttempts { get; } = new(CloseCodes.TooMany, "Too many attempts");

    public static WsClose BadMessage(string reason) => new(CloseCodes.BadMessage, Fit(reason));

    public static WsClose SubscriberExists(string id) => new(CloseCodes.SubscriberExists, Fit($"Subscriber for {id} already exists"));

    /// <summary>What waits for the client is not for it any more.</summary>
    public bool IsDeaf => this == TokenExpired || this == AccessChanged;

    /// <summary>The same, with the place to go on behind where there is one and another socket could.</summary>
    public WsClose After(StreamPosition? position) =>
        this == GoingAway || this == SlowConsumer ? this with { Reason = StreamEnd.After(Reason, position) } : this;

    private static WsClose Of(int code, StreamEnd end) => new(code, end.Reason, end.Code);

    private static string Fit(string reason)
    {
        while (Encoding.UTF8.GetByteCount(reason) > ReasonBytes)
            reason = reason[..^1];
        return reason;
    }
}
