namespace Lintel.Domain.Deals;

/// <summary>The stage still has open tasks (capability 44).</summary>
public sealed record DealTasksOpen(IReadOnlyList<string> OpenTasks)
    : UserError("DEAL_TASKS_OPEN", $"Still open in this stage: {string.Join(", ", OpenTasks)}.", ["dealId"]);

/// <summary>Another deal on this listing is under way.</summary>
public sealed record ListingInDeal(string DealNumber) : UserError("LISTING_IN_DEAL", $"The listing is in deal {DealNumber} already.", ["listingId"]);
