using System.Collections.Concurrent;

namespace Lintel.Data;

/// <summary>Budgets of one process. One that is full again is forgotten, since a new one is full too.</summary>
internal sealed class MemoryBudgets(CostLimits limits, TimeProvider clock) : ViewerBudgets(limits)
{
    /// <summary>When there are more, those that are full are looked for.</summary>
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<Guid, LeakyBucket> _buckets = new();
    private readonly long _start = clock.GetTimestamp();

    public override ValueTask<TimeSpan?> TakeAsync(Guid owner, long points, CancellationToken cancellationToken)
    {
        if (points == 0)
        {
            return new((TimeSpan?)null);
        }

        var missing = BucketOf(owner).Take(points, Now);
        return new(missing > 0 ? TimeOf(missing) : null);
    }

    public override ValueTask<BudgetState> GiveBackAsync(Guid owner, long points, CancellationToken cancellationToken) =>
        new(_buckets.TryGetValue(owner, out var bucket) ? State(bucket.GiveBack(points, Now)) : State(spent: 0));

    public override BudgetState StateOf(Guid owner) => State(_buckets.TryGetValue(owner, out var bucket) ? bucket.Spent(Now) : 0);

    private TimeSpan Now => clock.GetElapsedTime(_start);

    private LeakyBucket BucketOf(Guid owner)
    {
        if (_buckets.TryGetValue(owner, out var known))
        {
            return known;
        }

        if (_buckets.Count >= Most)
        {
            foreach (var (other, bucket) in _buckets)
            {
                if (bucket.Spent(Now) == 0)
                {
                    _buckets.TryRemove(other, out _);
                }
            }
        }

        return _buckets.GetOrAdd(owner, _ => new LeakyBucket(Limits.Budget, Limits.RestorePerSecond));
    }

    private BudgetState State(double spent) => new(Limits.Budget - (long)Math.Ceiling(spent), TimeOf(spent));
}
