namespace Lintel.Data.Providers.Postgres.Budgets;

/// <summary>Points of one budget that this server may spend without asking, and what it knows of the rest.</summary>
internal sealed class LeasedPoints(CostLimits limits)
{
    /// <summary>After so long what was not spent is not spent any more: meanwhile as much was restored.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private long _available;
    private TimeSpan _until;
    private double _elsewhere = limits.Budget;
    private TimeSpan _seen;

    /// <summary>One request at a time asks the database.</summary>
    public SemaphoreSlim Asking { get; } = new(1, 1);

    /// <summary>Spends points; false: there are not as many here, and none is spent.</summary>
    public bool TrySpend(long points, TimeSpan now)
    {
        lock (_lock)
        {
            Expire(now);
            if (_available < points)
            {
                return false;
            }

            _available -= points;
            return true;
        }
    }

    /// <summary>How many are missing for so many; 0 or less: the database may have them.</summary>
    public double Missing(long points, TimeSpan now)
    {
        lock (_lock)
        {
            Expire(now);
            return points - _available - Elsewhere(now);
        }
    }

    /// <summary>How many must be asked for so that there are as many here.</summary>
    public long Needed(long points, TimeSpan now)
    {
        lock (_lock)
        {
            Expire(now);
            return points - _available;
        }
    }

    /// <summary>Takes in what the database granted, and how many points it has handed out.</summary>
    public void Add(long granted, double spent, TimeSpan now)
    {
        lock (_lock)
        {
            Expire(now);
            _available += granted;
            _until = now + Life;
            (_elsewhere, _seen) = (limits.Budget - spent, now);
        }
    }

    /// <summary>Takes back what was not used; how many of these are too many to keep, and go back to the database.</summary>
    public long GiveBack(long points, long most, TimeSpan now)
    {
        lock (_lock)
        {
            Expire(now);
            _available += points;
            _until = now + Life > _until ? now + Life : _until;
            var surplus = _available > 2 * most ? _available - most : 0;
            _available -= surplus;
            _elsewhere = Elsewhere(now) + surplus;
            _seen = now;
            return surplus;
        }
    }

    /// <summary>How many there are, here and elsewhere.</summary>
    public double Left(TimeSpan now)
    {
        lock (_lock)
        {
            Expire(now);
            return Math.Min(limits.Budget, _available + Elsewhere(now));
        }
    }

    private double Elsewhere(TimeSpan now) => Math.Min(limits.Budget, _elsewhere + ((now - _seen).TotalSeconds * limits.RestorePerSecond));

    private void Expire(TimeSpan now)
    {
        if (now >= _until)
        {
            _available = 0;
        }
    }
}
