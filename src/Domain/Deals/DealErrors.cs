namespace Lintel.Domain.Deals;

/// <summary>The stage still has open tasks (capability 44).</summary>
[ErrorType("Complete the tasks in openTasks.")]
public sealed record DealTasksOpen(IReadOnlyList<string> OpenTasks)
    : UserError("DEAL_TASKS_OPEN", $"Still open in this stage: {string.Join(", ", OpenTasks)}.", ["dealId"]);

/// <summary>Another deal on this listing is under way; <paramref name="DealNumber"/> is null for who may not see it.</summary>
[ErrorType("End the other deal first, or take another listing.")]
public sealed record ListingInDeal(string? DealNumber)
    : UserError(
        "LISTING_IN_DEAL",
        DealNumber is null ? "The listing is in a deal already." : $"The listing is in deal {DealNumber} already.",
        ["listingId"]
    );
