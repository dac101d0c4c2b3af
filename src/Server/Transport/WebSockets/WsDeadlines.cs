using Lintel.Server.Transport.Streams;

namespace Lintel.Server.Transport.WebSockets;

/// <summary>The two clocks of a socket: it must introduce itself soon, and it ends with its token.</summary>
internal sealed class WsDeadlines(TimeProvider clock, Action<WsClose> end) : IDisposable
{
    private ITimer? _init;
    private TokenExpiry? _expiry;

    public void AwaitInit(TimeSpan timeout) => _init = clock.CreateTimer(_ => end(WsClose.InitTimeout), null, timeout, Timeout.InfiniteTimeSpan);

    public void InitArrived() => _init?.Dispose();

    public void EndAt(DateTimeOffset expiry) => _expiry = new TokenExpiry(clock, expiry, () => end(WsClose.TokenExpired));

    public void Dispose()
    {
        _init?.Dispose();
        _expiry?.Dispose();
    }
}
