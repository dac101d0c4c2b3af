namespace Lintel.Server.Transport.Streams;

/// <summary>Tells when a token expires, however far ahead that is.</summary>
internal sealed class TokenExpiry : IDisposable
{
    /// <summary>A timer cannot be set further ahead than 49 days, a token can be valid for longer.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly TimeProvider _clock;
    private readonly DateTimeOffset _expiry;
    private readonly Action _expired;
    private readonly ITimer _timer;

    public TokenExpiry(TimeProvider clock, DateTimeOffset expiry, Action expired)
    {
        (_clock, _expiry, _expired) = (clock, expiry, expired);
        _timer = clock.CreateTimer(_ => Check(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Check();
    }

    public void Dispose() => _timer.Dispose();

    private void Check()
    {
        var left = _expiry - _clock.GetUtcNow();
        if (left <= TimeSpan.Zero)
            _expired();
        else
            _timer.Change(left < LongestWait ? left : LongestWait, Timeout.InfiniteTimeSpan);
    }
}
