namespace Lintel.Data;

/// <summary>Budgets of one process.</summary>
internal sealed class MemoryBudgets : ViewerBudgets
{
    private readonly KeptBudgets<LeakyBucket> _buckets;
    private readonly TimeProvider _clock;
    private readonly long _start;

    public MemoryBudgets(CostLimits limits, TimeProvider clock)
        : base(limits)
    {
        (_clock, _start) = (clock, clock.GetTimestamp());
        _buckets = new(() => new LeakyBucket(limits.Budget, limits.RestorePerSecond), bucket => bucket.Spent(Now) == 0);
    }

    private TimeSpan Now => _clock.GetElapsedTime(_start);

    public override ValueTask<TimeSpan?> TakeAsync(Guid owner, long points, CancellationToken cancellationToken)
    {
        if (points == 0)
        {
            return new((TimeSpan?)null);
        }

        var missing = _buckets.Of(owner).Take(points, Now);
        return new(missing > 0 ? TimeOf(missing) : null);
    }

    public override ValueTask<BudgetState> GiveBackAsync(Guid owner, long points, CancellationToken cancellationToken) =>
        new(_buckets.Find(owner) is { } bucket ? State(bucket.GiveBack(points, Now)) : State(spent: 0));

    public override BudgetState StateOf(Guid owner) => State(_buckets.Find(owner)?.Spent(Now) ?? 0);

    private BudgetState State(double spent) => new(Limits.Budget - (long)Math.Ceiling(spent), TimeOf(spent));
}
