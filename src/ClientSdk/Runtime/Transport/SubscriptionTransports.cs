using Microsoft.Extensions.Logging;

namespace Lintel.Client.Transport;

/// <summary>
/// The ways a subscription can take. A socket is tried first; where it is refused as such, an event stream is tried in turn with it. What has once stood
/// is kept to.
/// </summary>
internal sealed class SubscriptionTransports(
    WebSocketTransport webSocket,
    EventStreamTransport eventStream,
    IAccessTokenProvider tokens,
    WebSocketOptions options,
    TimeProvider clock,
    ILogger logger
)
{
    private int _refusals;
    private volatile ISubscriptionTransport? _proven;

    public WebSocketOptions Options { get; } = options;

    public TimeProvider Clock { get; } = clock;

    public ILogger Logger { get; } = logger;

    public IAccessTokenProvider Tokens { get; } = tokens;

    /// <summary>The way to take next.</summary>
    public ISubscriptionTransport Next() =>
        Options.Transport switch
        {
            SubscriptionTransport.WebSocket => webSocket,
            SubscriptionTransport.EventStream => eventStream,
            _ => _proven ?? (_refusals % 2 == 1 ? eventStream : webSocket),
        };

    /// <summary>A subscription runs this way.</summary>
    public void Stood(ISubscriptionTransport transport) => _proven = transport;

    /// <summary>No connection could be had.</summary>
    public void Failed(ConnectionLoss loss)
    {
        if (_proven is null && (loss.IsAboutTheTransport || _refusals % 2 == 1))
        {
            Interlocked.Increment(ref _refusals);
        }
    }
}
