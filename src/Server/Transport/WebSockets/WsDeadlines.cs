namespace Lintel.Server.Transport.WebSockets;

/// <summary>The two clocks of a socket: it must introduce itself soon, and it ends with its token.</summary>
internal sealed class WsDeadlines(TimeProvider clock, Action<WsClose> end) : IDisposable
{
    /// <summary>A timer cannot be set further ahead than 49 days, a token can be valid for longer.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private ITimer? _init;
    private ITimer? _expiry;

    public void AwaitInit(TimeSpan timeout) => _init = clock.CreateTimer(_ => end(WsClose.InitTimeout), null, timeout, Timeout.InfiniteTimeSpan);

    public void InitArrived() => _init?.Dispose();

    public void EndAt(DateTimeOffset expiry)
    {
        _expiry = clock.CreateTimer(_ => Check(expiry), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Check(expiry);
    }

    public void Dispose()
    {
        _init?.Dispose();
        _expiry?.Dispose();
    }

    private void Check(DateTimeOffset expiry)
    {
        var left = expiry - clock.GetUtcNow();
        if (left <= TimeSpan.Zero)
            end(WsClose.TokenExpired);
        else
            _expiry?.Change(left < LongestWait ? left : LongestWait, Timeout.InfiniteTimeSpan);
    }
}
