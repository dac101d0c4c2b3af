namespace Lintel.Data;

/// <summary>Points that were spent and leak away with time.</summary>
/// <param name="size">How many may be spent at once.</param>
/// <param name="perSecond">How many leak away in a second.</param>
internal sealed class LeakyBucket(long size, long perSecond)
{
    private readonly Lock _lock = new();
    private double _spent;
    private TimeSpan _at;

    /// <summary>Spends points; how many are missing if there are not as many left, and then none is spent.</summary>
    /// <param name="points">How many.</param>
    /// <param name="now">Time since some instant that is the same at each call.</param>
    public double Take(long points, TimeSpan now)
    {
        lock (_lock)
        {
            Leak(now);
            if (_spent + points > size)
            {
                return _spent + points - size;
            }

            _spent += points;
            return 0;
        }
    }

    /// <summary>Takes back that points were spent; how many are still.</summary>
    public double GiveBack(long points, TimeSpan now)
    {
        lock (_lock)
        {
            Leak(now);
            return _spent = Math.Max(0, _spent - points);
        }
    }

    /// <summary>How many points are spent.</summary>
    public double Spent(TimeSpan now) => GiveBack(0, now);

    private void Leak(TimeSpan now)
    {
        if (now > _at)
        {
            _spent = Math.Max(0, _spent - ((now - _at).TotalSeconds * perSecond));
            _at = now;
        }
    }
}
