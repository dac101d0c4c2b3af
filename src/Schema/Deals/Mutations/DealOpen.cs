using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Clients;
using Lintel.Domain.Deals;
using Lintel.Domain.Listings;
using Lintel.Domain.Organisation;
using Lintel.Schema.Clients;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Mutating;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Deals.Mutations;

/// <summary>Opens a deal on an active listing and plans its tasks (capabilities 43 and 44).</summary>
internal sealed class DealOpen()
    : Mutation<DealOpen.DealOpenInput, Deal>(
        "dealOpen",
        "Opens a deal on an active listing the caller may see, for a client the caller serves, with the tasks of its process. A listing is in one deal at a time.",
        DealAccess.Open
    )
{
    internal sealed record DealOpenInput : MutationInput
    {
        [Description("What is sold.")]
        public required Ref<Listing> ListingId { get; init; }

        [Description("Who buys.")]
        public required Ref<Client> ClientId { get; init; }

        [Description("The agreed price in yuan, 10,000 to 1,000,000,000.")]
        public required Money Price { get; init; }

        [Description("How the buyer pays.")]
        public required PaymentType PaymentType { get; init; }

        [Description("The fee in basis points of the price, 0 to 300; null: 200 (2%).")]
        public int? CommissionBps { get; init; }

        [Description("The agent who closes it; null: the caller's own desk.")]
        public Ref<Agent>? AgentId { get; init; }
    }

    public override IReadOnlyList<Type> Errors => [typeof(WrongState), typeof(ListingInDeal)];

    protected override async Task<Outcome<Guid>> RunAsync(DealOpenInput input, UseCase use, CancellationToken cancellationToken)
    {
        var agent = await use.DeskAsync(input.AgentId, DealAccess.Open, "agentId", cancellationToken);
        var listing = await use.FindAsync(input.ListingId, AccessRule.WithRow, "listingId", cancellationToken);
        var client = await use.FindAsync(input.ClientId, ClientAccess.Serve, "clientId", cancellationToken);
        if (!agent.Succeeded || !listing.Succeeded || !client.Succeeded)
        {
            return (List<UserError>)[.. agent.Errors, .. listing.Errors, .. client.Errors];
        }

        var opened = Deal.Open(
            new NewDeal
            {
                Id = use.NewId(),
                DealNumber = Numbers.Next("D", use),
                AgentId = agent.Value.Id,
                Placement = Placement.Of(agent.Value),
                PriceFen = input.Price.Fen,
                PaymentType = input.PaymentType,
                CommissionBps = input.CommissionBps ?? NewDeal.DefaultCommissionBps,
            },
            listing.Value,
            client.Value,
            use.Now
        );
        List<UserError> problems = [.. opened.Errors];
        if (await UnderWayAsync(listing.Value, use, cancellationToken) is { } other)
        {
            problems.Add(new ListingInDeal(await use.SeesAsync<Deal>(other.Id, cancellationToken) ? other.DealNumber : null));
        }

        if (problems.Count > 0)
        {
            return problems;
        }

        var deal = opened.Value;
        use.Db.Deals.Add(deal);
        use.Db.DealTasks.AddRange(deal.PlanTasks(use.NewId));
        // Raises the listing's version: of two deals opened at once, the later one runs again and finds the first.
        listing.Value.EnterDeal(use.Now);
        use.Record(new DealOpened(deal.Id, listing.Value.Id, client.Value.Id, deal.PriceFen), deal, agent.Value.Id);
        return deal.Id;
    }

    private static Task<Deal?> UnderWayAsync(Listing listing, UseCase use, CancellationToken cancellationToken) =>
        use.Db.Deals.FirstOrDefaultAsync(
            deal => deal.ListingId == listing.Id && deal.Stage != DealStage.Closed && deal.Stage != DealStage.Terminated,
            cancellationToken
        );
}
