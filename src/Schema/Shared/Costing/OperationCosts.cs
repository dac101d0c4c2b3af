using Lintel.Data;
using Lintel.Domain;

namespace Lintel.Schema.Shared.Costing;

/// <summary>Takes the price of an operation from its viewer's budget before it runs, and gives back what it did not use.</summary>
internal sealed class OperationCosts(ViewerBudgets budgets)
{
    private readonly CostLimits _limits = budgets.Limits;

    /// <summary>Answers tell what they cost.</summary>
    public bool AreReported => _limits.Report;

    /// <summary>Takes a price; null: it is taken. Otherwise nothing is, and nothing may run.</summary>
    public async ValueTask<CostError?> TakeAsync(Viewer viewer, long price, CancellationToken cancellationToken)
    {
        var owner = ViewerBudgets.OwnerOf(viewer);
        return price > _limits.MostOfOperation ? CostError.TooCostly(Priced(owner, price), _limits.MostOfOperation)
            : await budgets.TakeAsync(owner, price, cancellationToken) is { } wait ? CostError.Exhausted(Priced(owner, price), wait)
            : null;
    }

    /// <summary>Gives back what was taken and not used.</summary>
    /// <param name="viewer">Whose budget.</param>
    /// <param name="requested">The price that was taken.</param>
    /// <param name="counted">Points of what is in the answer: more than its price where lists are longer than assumed.</param>
    /// <param name="cancellationToken">Where the budget is shared, a database may have to be told.</param>
    public async ValueTask<OperationCost> SettleAsync(Viewer viewer, long requested, long counted, CancellationToken cancellationToken)
    {
        var actual = Math.Min(requested, counted);
        var left = await budgets.GiveBackAsync(ViewerBudgets.OwnerOf(viewer), requested - actual, cancellationToken);
        return new OperationCost(requested, actual, left.Remaining, _limits.RestorePerSecond);
    }

    /// <summary>What an operation would cost, of which nothing is taken.</summary>
    public OperationCost Priced(Viewer viewer, long price) => Priced(ViewerBudgets.OwnerOf(viewer), price);

    private OperationCost Priced(Guid owner, long price) => new(price, null, budgets.StateOf(owner).Remaining, _limits.RestorePerSecond);
}
