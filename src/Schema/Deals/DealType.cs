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
            own: (deal, viewer) =>
                deal.AgentId == viewer.AgentId
                || deal.ListAgentId == viewer.AgentId
                || deal.ClientId == viewer.ClientId
        );
        Node(deal => deal.Id);
        OrderedBy(("modificationTimestamp", true));
        Text(
                "dealNumber",
                deal => deal.DealNumber,
                WithRow,
                "The number on the paper, unique within the brand."
            )
            .Filter();
        Enum<DealStage>("stage", deal => deal.Stage, WithRow, "Where it stands.").Filter();
        Enum<PaymentType>("paymentType", deal => deal.PaymentType, WithRow, "How the buyer pays.")
            .Filter();
        Money("price", deal => deal.PriceFen, WithRow, "The agreed price in yuan.")
            .Filter()
            .Order();
        Int(
                "commissionBps",
                deal => deal.CommissionBps,
                DealAccess.Commission,
                "The fee in basis points of the price: 200 is 2%."
            )
            .Filter();
        Money("commission", deal => deal.CommissionFen, DealAccess.Commission, "The fee in yuan.")
            .Filter()
            .Order();
        Date("openedOn", deal => deal.OpenedOn, WithRow, "The day it was opened.").Filter().Order();
        Date(
                "signedOn",
                deal => deal.SignedOn,
                WithRow,
                "The day the contract was signed; null before."
            )
            .Filter()
            .Order();
        Date("closedOn", deal => deal.ClosedOn, WithRow, "The day it closed; null before.")
            .Filter()
            .Order();
        Instant("stageChangedAt", deal => deal.StageChangedAt, WithRow, "When stage last changed.")
            .Filter();
        Instant(
                "modificationTimestamp",
                deal => deal.ModifiedAt,
                WithRow,
                "When anything last changed."
            )
            .Filter()
            .Order();
        Instant("createdAt", deal => deal.CreatedAt, WithRow, "When it was opened.")
            .Filter()
            .Order();
        Long(
            "version",
            deal => deal.Version,
            WithRow,
            "Raised by every change; give it back as expectedVersion."
        );
        One(
            "listing",
            deal => deal.Listing,
            WithRow,
            "What is sold; null when you may not see the listing."
        );
        One(
            "client",
            deal => deal.Client,
            WithRow,
            "Who buys; null when you may not see the client."
        );
        One("agent", deal => deal.Agent, WithRow, "The agent of the client's side, who closes it.");
        One("listAgent", deal => deal.ListAgent, WithRow, "The list agent when it was opened.");
        One("store", deal => deal.Store, WithRow, "The store it counts for.");
        Many<DealTask>("tasks", task => task.DealId, WithRow, "Its tasks in order.");
    }
}
