using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Clients;
using Lintel.Domain.Deals;
using Lintel.Schema.Shared.Mutating;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Deals.Mutations;

/// <summary>Moves a deal to its next stage, and its listing and client with it.</summary>
internal sealed class DealAdvance()
    : Mutation<DealAdvance.DealAdvanceInput, Deal>(
        "dealAdvance",
        "Moves a deal to the next stage of its process once every task of the present stage is done. DEPOSITED takes the listing off the market, CLOSED sells it.",
        DealAccess.Advance
    )
{
    internal sealed record DealAdvanceInput : ChangeInput
    {
        [Description("The deal.")]
        public required Ref<Deal> DealId { get; init; }
    }

    public override IReadOnlyList<Type> Errors => [typeof(StaleVersion), typeof(WrongState), typeof(DealTasksOpen)];

    protected override async Task<Outcome<Guid>> RunAsync(DealAdvanceInput input, UseCase use, CancellationToken cancellationToken)
    {
        var found = await use.FindAsync(input.DealId, DealAccess.Advance, "dealId", input.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Errors.ToArray();
        }

        var deal = found.Value;
        var tasks = await use.Db.DealTasks.Where(task => task.DealId == deal.Id).OrderBy(task => task.Order).ToListAsync(cancellationToken);
        var advanced = deal.Advance(tasks, use.Now);
        if (!advanced.Succeeded)
        {
            return advanced.Errors.ToArray();
        }

        use.Record(advanced.Value, deal, deal.AgentId);
        return await CarryAsync(deal, use, cancellationToken) is { Count: > 0 } problems ? problems : deal.Id;
    }

    /// <summary>What the new stage means for the listing and the client.</summary>
    private static async Task<List<UserError>> CarryAsync(Deal deal, UseCase use, CancellationToken cancellationToken)
    {
        if (deal.Stage is not (DealStage.Deposited or DealStage.Closed))
        {
            return [];
        }

        var listing = await use.Db.Listings.SingleAsync(row => row.Id == deal.ListingId, cancellationToken);
        var client = await use.Db.Clients.SingleAsync(row => row.Id == deal.ClientId, cancellationToken);
        var moved = deal.Stage == DealStage.Closed ? listing.Close(deal.PriceFen, use.Now) : listing.TakeDeposit(use.Now);
        if (!moved.Succeeded)
        {
            return [.. moved.Errors];
        }

        client.Reach(deal.Stage == DealStage.Closed ? ClientStage.Deal : ClientStage.Deposit, use.Now);
        use.Record(moved.Value, listing, listing.ListAgentId);
        return [];
    }
}
