using Lintel.Domain.Deals;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Deals;

internal sealed class DealType : EntityType<Deal>
{
    public DealType()
        : base("Deal", "One sale from intent to hand-over 单.")
    {
        RowsFor(
            DealAccess.Rows,
            own: (deal, viewer) => deal.AgentId == viewer.AgentId || deal.ListAgentId == viewer.AgentId || deal.ClientId == viewer.ClientId
        );
        Node(d => d.Id);
        OrderedBy(("modificationTimestamp", true));
        Text("dealNumber", d => d.DealNumber, WithRow, "The number on the paper, unique within the brand.").Filter();
        Enum<DealStage>("stage", d => d.Stage, WithRow, "Where it stands.").Filter();
        Enum<PaymentType>("paymentType", d => d.PaymentType, WithRow, "How the buyer pays.").Filter();
        Money("price", d => d.PriceFen, WithRow, "The agreed price in yuan.").Filter().Order();
        Int("commissionBps", d => d.CommissionBps, DealAccess.Commission, "The fee in basis points of the price: 200 is 2%.").Filter();
        Money("commission", d => d.CommissionFen, DealAccess.Commission, "The fee in yuan.").Filter().Order();
        Date("openedOn", d => d.OpenedOn, WithRow, "The day it was opened.").Filter().Order();
        Date("signedOn", d => d.SignedOn, WithRow, "The day the contract was signed; null before.").Filter().Order();
        Date("closedOn", d => d.ClosedOn, WithRow, "The day it closed; null before.").Filter().Order();
        Instant("stageChangedAt", d => d.StageChangedAt, WithRow, "When stage last changed.").Filter();
        Instant("modificationTimestamp", d => d.ModifiedAt, WithRow, "When anything last changed.").Filter().Order();
        Instant("createdAt", d => d.CreatedAt, WithRow, "When it was opened.").Filter().Order();
        Long("version", d => d.Version, WithRow, "Raised by every change; give it back as expectedVersion.");
        One("listing", d => d.Listing, WithRow, "What is sold; null when you may not see the listing.");
        One("client", d => d.Client, WithRow, "Who buys; null when you may not see the client.");
        One("agent", d => d.Agent, WithRow, "The agent of the client's side, who closes it.");
        One("listAgent", d => d.ListAgent, WithRow, "The list agent when it was opened.");
        One("store", d => d.Store, WithRow, "The store it counts for.");
        Many<DealTask>("tasks", t => t.DealId, WithRow, "Its tasks in order.");
    }
}
