using Lintel.Domain.Clients;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Clients;

internal sealed class ClientNeedType : EntityType<ClientNeed>
{
    public ClientNeedType()
        : base("ClientNeed", "What a client looks for 需求标签; a change adds a revision.")
    {
        RowsWith<Client>(n => n.ClientId, ClientAccess.Rows);
        Node(n => n.Id);
        OrderedBy(("revision", true));
        Int("revision", n => n.Revision, WithRow, "From 1; the highest counts.").Filter().Order();
        Enum<PurchasePurpose>("purpose", n => n.Purpose, WithRow, "Why the client buys.").Filter();
        Enum<Urgency>("urgency", n => n.Urgency, WithRow, "How soon.").Filter();
        Money("budget", n => n.BudgetFen, WithRow, "The most the client spends, in yuan.").Filter().Order();
        Text("district", n => n.District, WithRow, "The preferred 区; null: any.").Filter();
        Text("mlsAreaMajor", n => n.MlsAreaMajor, WithRow, "The preferred 板块; null: any.").Filter();
        Int("bedroomsMinimum", n => n.BedroomsMinimum, WithRow, "At least so many 室; null: any.").Filter();
        Area("livingAreaMinimum", n => n.LivingAreaMinimumDm2, WithRow, "At least so many ㎡; null: any.").Filter();
        Area("livingAreaMaximum", n => n.LivingAreaMaximumDm2, WithRow, "At most so many ㎡; null: any.").Filter();
        Instant("createdAt", n => n.CreatedAt, WithRow, "When this revision was made.");
    }
}
