using Lintel.Domain.Listings;
using Lintel.Domain.Organisation;
using Lintel.Domain.Reports;
using Lintel.Schema.Reports;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Organisation;

internal sealed class OfficeType : EntityType<Office>
{
    public OfficeType()
        : base("Office", "A node of the organisation tree: brand, region, franchise partner, store or team.")
    {
        Reso("Office");
        RowsFor(Allow.Everyone, all: (office, viewer) => office.BrandId == viewer.BrandId);
        Node(o => o.Id);
        OrderedBy(("code", false));
        Enum<OfficeKind>("kind", o => o.Kind, WithRow, "The level of the tree.").Filter();
        Text("code", o => o.Code, WithRow, "The short code people use, unique within the brand.").Filter().Order().Search();
        Text("officeName", o => o.Name, WithRow, "The name on the door.").Filter().Order().Search().Reso("OfficeName");
        Text("city", o => o.City, WithRow, "The city, e.g. 北京.").Filter().Reso("OfficeCity");
        Text("district", o => o.District, WithRow, "区 the office is in; null above the store.").Filter().Search();
        One("parent", o => o.Parent, WithRow, "The office above; null for the brand.");
        Many<Office>("children", o => o.ParentId, WithRow, "The offices right below.");
        Many<Agent>("agents", a => a.StoreId, WithRow, "The agents of this store; empty at other levels.");
        Many<Listing>("listings", l => l.StoreId, WithRow, "The store's listings you may see; empty at other levels.");
        Many<StorePerformance>(
            "performance",
            m => m.StoreId,
            PerformanceAccess.StoreRows.Everywhere(),
            "Months of the store's results; empty at other levels."
        );
    }
}
