using Lintel.Domain.Clients;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Clients;

internal sealed class ClientNeedType : EntityType<ClientNeed>
{
    public ClientNeedType()
        : base("ClientNeed", "What a client looks for 需求标签; a change adds a revision.")
    {
        RowsWith<Client>(need => need.ClientId, ClientAccess.Rows);
        Node(need => need.Id);
        OrderedBy(("revision", true));
        Int("revision", need => need.Revision, WithRow, "From 1; the highest counts.")
            .Filter()
            .Order();
        Enum<PurchasePurpose>("purpose", need => need.Purpose, WithRow, "Why the client buys.")
            .Filter();
        Enum<Urgency>("urgency", need => need.Urgency, WithRow, "How soon.").Filter();
        Money("budget", need => need.BudgetFen, WithRow, "The most the client spends, in yuan.")
            .Filter()
            .Order();
        Text("district", need => need.District, WithRow, "The preferred 区; null: any.").Filter();
        Text("mlsAreaMajor", need => need.MlsAreaMajor, WithRow, "The preferred 板块; null: any.")
            .Filter();
        Int(
                "bedroomsMinimum",
                need => need.BedroomsMinimum,
                WithRow,
                "At least so many 室; null: any."
            )
            .Filter();
        Area(
                "livingAreaMinimum",
                need => need.LivingAreaMinimumDm2,
                WithRow,
                "At least so many ㎡; null: any."
            )
            .Filter();
        Area(
                "livingAreaMaximum",
                need => need.LivingAreaMaximumDm2,
                WithRow,
                "At most so many ㎡; null: any."
            )
            .Filter();
        Instant("createdAt", need => need.CreatedAt, WithRow, "When this revision was made.");
    }
}
