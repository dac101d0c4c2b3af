using Lintel.Domain.Communities;
using Lintel.Domain.Listings;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Communities;

internal sealed class CommunityType : EntityType<Community>
{
    public CommunityType()
        : base("Community", "A residential community 楼盘/小区, from the dictionary all brokerages share. Names occur twice; ids do not.")
    {
        Reso("Property");
        RowsFor(Allow.Everyone);
        Node(c => c.Id);
        OrderedBy(("name", false));
        Text("name", c => c.Name, WithRow, "The community's name.").Filter().Order().Search().Reso("SubdivisionName");
        Text("city", c => c.City, WithRow, "The city, e.g. 北京.").Filter().Reso("City");
        Text("district", c => c.District, WithRow, "区, e.g. 朝阳; null when the source does not say.")
            .Filter()
            .Order()
            .Search()
            .Reso("CountyOrParish");
        Text("districtCode", c => c.DistrictCode, WithRow, "Six-digit administrative code (GB/T 2260); null when unknown.").Filter();
        Text("mlsAreaMajor", c => c.MlsAreaMajor, WithRow, "板块, e.g. 望京; null when the source does not say.")
            .Filter()
            .Order()
            .Search()
            .Reso("MLSAreaMajor");
        Int("yearBuilt", c => c.YearBuilt, WithRow, "Year of completion; null when unknown.").Filter().Order().Reso("YearBuilt");
        Many<Listing>("listings", l => l.CommunityId, WithRow, "The listings in it you may see.");
    }
}
