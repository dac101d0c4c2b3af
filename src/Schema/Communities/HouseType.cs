using Lintel.Domain.Communities;
using Lintel.Domain.Listings;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Communities;

internal sealed class HouseType : EntityType<House>
{
    public HouseType()
        : base("House", "One canonical home, however many brokerages offer it. The door number is for those who work the listing.")
    {
        RowsFor(HouseAccess.Door);
        Node(h => h.Id);
        Text("buildingName", h => h.BuildingName, WithRow, "楼栋, e.g. 3号楼; empty when the source withholds it.").Filter().Reso("BuildingName");
        Text("unitName", h => h.UnitName, WithRow, "单元, e.g. 2单元; empty when the source withholds it.").Filter();
        Text("unitNumber", h => h.UnitNumber, WithRow, "房号, e.g. 1203; empty when the source withholds it.").Filter();
        One("community", h => h.Community, WithRow, "The community it stands in.");
        Many<Listing>("listings", l => l.HouseId, WithRow, "Its listings you may see.");
        Reso("Property");
    }
}
