using Lintel.Domain;

namespace Lintel.Data;

/// <summary>
/// The budgets of viewers: leaky buckets of points. What an operation is priced at is taken before it runs, what it did not use is given back after.
/// </summary>
public abstract class ViewerBudgets(CostLimits limits)
{
    public CostLimits Limits => limits;

    /// <summary>Whose budget a viewer's operations are paid from: the API key's, the account's, or that of all who have not signed in.</summary>
    public static Guid OwnerOf(Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return viewer.ApiKeyId ?? viewer.AccountId ?? Guid.Empty;
    }

    /// <summary>Takes points; null: they are taken. Otherwise nothing is, and this is how long to wait until there are as many.</summary>
    /// <param name="owner">Whose budget.</param>
    /// <param name="points">No more than a full budget has.</param>
    /// <param name="cancellationToken">Where the budget is shared, a database may have to be asked.</param>
    public abstract ValueTask<TimeSpan?> TakeAsync(Guid owner, long points, CancellationToken cancellationToken);

    /// <summary>Gives points back that were taken and not used; what is left then.</summary>
    public abstract ValueTask<BudgetState> GiveBackAsync(Guid owner, long points, CancellationToken cancellationToken);

    /// <summary>What is left now; of a budget that several servers share, as far as this one knows.</summary>
    public abstract BudgetState StateOf(Guid owner);

    /// <summary>How long so many points take to be restored.</summary>
    protected TimeSpan TimeOf(double points) => TimeSpan.FromSeconds(Math.Max(0, points) / limits.RestorePerSecond);
}
