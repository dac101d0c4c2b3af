using System.Text;
using Lintel.Server.Transport.Streams;

namespace Lintel.Server.Transport.WebSockets;

/// <summary>Why a socket ends. Codes of 4400 and more are those of graphql-transport-ws; 4413 is ours.</summary>
internal sealed record WsClose(int Code, string Reason)
{
    /// <summary>The longest reason that fits in a close frame, in bytes.</summary>
    private const int ReasonBytes = 123;

    public static WsClose Normal { get; } = new(1000, "");
    public static WsClose GoingAway { get; } = new(1001, StreamEnd.ServerStopping.Reason);
    public static WsClose MessageTooBig { get; } = new(1009, "Message too big");
    public static WsClose InternalError { get; } = new(1011, "Internal error");
    public static WsClose Unauthorized { get; } = new(4401, "Unauthorized");
    public static WsClose InvalidToken { get; } = new(4403, "Forbidden");
    public static WsClose TokenExpired { get; } = new(4403, StreamEnd.TokenExpired.Reason);
    public static WsClose SubprotocolNotAcceptable { get; } = new(4406, "Subprotocol not acceptable");
    public static WsClose InitTimeout { get; } = new(4408, "Connection initialisation timeout");
    public static WsClose SlowConsumer { get; } = new(4413, StreamEnd.SlowConsumer.Reason);
    public static WsClose TooManyInits { get; } = new(4429, "Too many initialisation requests");

    public static WsClose TooManyAttempts { get; } = new(4429, "Too many attempts");

    public static WsClose BadMessage(string reason) => new(4400, Fit(reason));

    public static WsClose SubscriberExists(string id) => new(4409, Fit($"Subscriber for {id} already exists"));

    /// <summary>The same, with the place to go on behind where there is one and another socket could.</summary>
    public WsClose After(long? sequence) =>
        this == GoingAway || this == SlowConsumer ? this with { Reason = StreamEnd.After(Reason, sequence) } : this;

    private static string Fit(string reason)
    {
        while (Encoding.UTF8.GetByteCount(reason) > ReasonBytes)
            reason = reason[..^1];
        return reason;
    }
}
