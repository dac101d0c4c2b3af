using Lintel.Domain.Organisation;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Organisation;

internal sealed class CooperationType : EntityType<Cooperation>
{
    public CooperationType()
        : base("Cooperation", "合作: a store opens its listings on the market to another store's agents, for a time. Owners stay masked.")
    {
        RowsFor(CooperationAccess.Rows, shared: (cooperation, viewer) => cooperation.PartnerStoreId == viewer.StoreId);
        Node(c => c.Id);
        OrderedBy(("createdAt", true));
        Instant("validFrom", c => c.ValidFrom, WithRow, "When it begins.").Filter().Order();
        Instant("validUntil", c => c.ValidUntil, WithRow, "The first instant at which it holds no more.").Filter().Order();
        Long("version", c => c.Version, WithRow, "Raised by every change; give it back as expectedVersion.");
        Instant("createdAt", c => c.CreatedAt, WithRow, "When it was granted.").Filter().Order();
        One("store", c => c.Store, WithRow, "The store that opens its listings.");
        One("partnerStore", c => c.PartnerStore, WithRow, "The store whose agents see them.");
    }
}
