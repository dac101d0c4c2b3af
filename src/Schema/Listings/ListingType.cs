using Lintel.Domain.Deals;
using Lintel.Domain.Listings;
using Lintel.Domain.Showings;
using Lintel.Schema.Communities;
using Lintel.Schema.Deals;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Showings;

namespace Lintel.Schema.Listings;

/// <summary>RESO's words for where a listing stands.</summary>
internal enum StandardStatus
{
    Incomplete,
    Active,
    Hold,
    Pending,
    Closed,
    Withdrawn,
}

internal sealed class ListingType : EntityType<Listing>
{
    public ListingType()
        : base("Listing", "A home offered for sale 房源 (RESO Property).")
    {
        Reso("Property");
        RowsFor(
            ListingAccess.Rows,
            own: (listing, viewer) => listing.ListAgentId == viewer.AgentId,
            shared: (listing, viewer) =>
                listing.BrandId == viewer.BrandId
                && (listing.Status == ListingStatus.Active || listing.Status == ListingStatus.Pending || listing.Status == ListingStatus.Closed)
                && (
                    listing.Visibility == ListingVisibility.Network
                    || (listing.Visibility == ListingVisibility.Franchise && listing.FranchiseId == viewer.FranchiseId)
                    || (listing.Visibility == ListingVisibility.Store && listing.StoreId == viewer.StoreId)
                ),
            opened: (listing, viewer) => listing.Status == ListingStatus.Active || listing.Status == ListingStatus.Pending
        );
        Node(l => l.Id);
        OrderedBy(("modificationTimestamp", true));

        Text("listingId", l => l.ListingNumber, WithRow, "The number people use, unique within the brand.").Filter().Search().Reso("ListingId");
        Text("title", l => l.Title, WithRow, "The headline of the offer.").Filter().Search();
        Enum<ListingStatus>("status", l => l.Status, WithRow, "Where it stands in our process.").Filter();
        Enum<StandardStatus>("standardStatus", Standard, WithRow, "Where it stands, in RESO's words.").Filter().Reso("StandardStatus");
        Enum<ListingVisibility>("visibility", l => l.Visibility, WithRow, "Who beside its own line sees it once published.").Filter();

        Money("listPrice", l => l.ListPriceFen, WithRow, "Asking price in yuan.").Filter().Order().Reso("ListPrice");
        Money("originalListPrice", l => l.OriginalListPriceFen, WithRow, "The first asking price in yuan.").Filter().Reso("OriginalListPrice");
        Money("previousListPrice", l => l.PreviousListPriceFen, WithRow, "The asking price before the last change; null if it never changed.")
            .Reso("PreviousListPrice");
        Money("closePrice", l => l.ClosePriceFen, WithRow, "What it sold for, in yuan; null until closed.").Filter().Order().Reso("ClosePrice");
        Money("floorPrice", l => l.FloorPriceFen, ListingAccess.FloorPrice, "底价: the least the owner takes, in yuan; null when not agreed.")
            .Filter();
        Money(
                "unitPrice",
                l => ((l.ListPriceFen * 200) + l.LivingAreaDm2) / (2 * l.LivingAreaDm2),
                WithRow,
                "Asking price per ㎡ in yuan: listPrice / livingArea, rounded half up."
            )
            .Filter()
            .Order();

        Protected("ownerName", l => l.OwnerName, ListingAccess.OwnerName, "The owner's name; null when not on file.");
        Protected("ownerPhone", l => l.OwnerPhone, ListingAccess.OwnerPhone, "The owner's mobile number; null when not on file.").Filter();
        Date("mandateOn", l => l.MandateOn, ListingAccess.FloorPrice, "The day the owner signed the mandate; null before.");

        Text("city", l => l.City, WithRow, "The city, e.g. 北京.").Filter().Reso("City");
        Text("district", l => l.District, WithRow, "区, e.g. 朝阳; null when the source does not say.")
            .Filter()
            .Order()
            .Search()
            .Reso("CountyOrParish");
        Text("districtCode", l => l.DistrictCode, WithRow, "Six-digit administrative code (GB/T 2260); null when unknown.").Filter();
        Text("mlsAreaMajor", l => l.MlsAreaMajor, WithRow, "板块, e.g. 望京; null when the source does not say.")
            .Filter()
            .Order()
            .Search()
            .Reso("MLSAreaMajor");

        Enum<PropertyKind>("propertyKind", l => l.PropertyKind, WithRow, "What is offered.").Filter().Reso("PropertySubType");
        Area("livingArea", l => l.LivingAreaDm2, WithRow, "Floor area in ㎡.").Filter().Order().Reso("LivingArea");
        Int("bedroomsTotal", l => l.BedroomsTotal, WithRow, "室; null when the source does not say.").Filter().Order().Reso("BedroomsTotal");
        Int("livingRoomsTotal", l => l.LivingRoomsTotal, WithRow, "厅; null when the source does not say.").Filter();
        Int("bathroomsTotal", l => l.BathroomsTotal, WithRow, "卫; null when the source does not say.").Filter().Reso("BathroomsTotalInteger");
        Int("floorNumber", l => l.FloorNumber, WithRow, "The storey it is on; null when only floorLevel is known.").Filter();
        Enum<FloorLevel>("floorLevel", l => l.FloorLevel, WithRow, "Where in the building it lies; null when unknown.").Filter();
        Int("storiesTotal", l => l.StoriesTotal, WithRow, "Storeys of the building; null when unknown.").Filter().Reso("StoriesTotal");
        Set<Orientations>("orientations", l => l.Orientations, WithRow, "The sides it faces; empty when unknown.").Filter();
        Enum<Decoration>("decoration", l => l.Decoration, WithRow, "装修; null when unknown.").Filter();
        Enum<BuildingType>("buildingType", l => l.BuildingType, WithRow, "建筑类型; null when unknown.").Filter();
        Flag("hasElevator", l => l.HasElevator, WithRow, "Whether there is a lift; null when unknown.").Filter();
        Int("yearBuilt", l => l.YearBuilt, WithRow, "Year of completion; null when unknown.").Filter().Order().Reso("YearBuilt");
        Flag("heldFiveYears", l => l.HeldFiveYears, WithRow, "满五: held for five years; null when unknown.").Filter();
        Flag("heldTwoYears", l => l.HeldTwoYears, WithRow, "满二: held for two years; null when unknown.").Filter();
        Flag("onlyHome", l => l.OnlyHome, WithRow, "唯一: the owner's only home; null when unknown.").Filter();
        Flag("showAnytime", l => l.ShowAnytime, WithRow, "随时看房: can be seen at any time; null when unknown.").Filter();
        Text("metroLine", l => l.MetroLine, WithRow, "The nearest metro line; null when unknown.").Filter().Search();
        Text("metroStation", l => l.MetroStation, WithRow, "The nearest metro station; null when unknown.").Filter().Search();
        Int("metroDistance", l => l.MetroDistanceMeters, WithRow, "Metres to that station; null when unknown.").Filter().Order();

        Int("followerCount", l => l.FollowerCount, WithRow, "How many people follow it.").Filter().Order();
        Int("showingCount", l => l.ShowingCount, WithRow, "How many showings took place.").Filter().Order();
        Date("onMarketDate", l => l.OnMarketOn, WithRow, "The day it was first published; null for a draft.").Filter().Order().Reso("OnMarketDate");
        Date("closeDate", l => l.ClosedOn, WithRow, "The day it was sold; null until closed.").Filter().Reso("CloseDate");
        Instant("statusChangeTimestamp", l => l.StatusChangedAt, WithRow, "When status last changed.").Filter().Reso("StatusChangeTimestamp");
        Instant("modificationTimestamp", l => l.ModifiedAt, WithRow, "When anything last changed.").Filter().Order().Reso("ModificationTimestamp");
        Instant("createdAt", l => l.CreatedAt, WithRow, "When it was entered.").Filter().Order();
        Long("version", l => l.Version, WithRow, "Raised by every change; give it back as expectedVersion.");

        One("community", l => l.Community, WithRow, "The community it stands in.").Search();
        One("house", l => l.House, HouseAccess.Door, "The home itself, with its door number; null when it is not yours to know.");
        One("listAgent", l => l.ListAgent, WithRow, "The agent who holds it 维护人.").Reso("ListAgentKey");
        One("listOffice", l => l.Store, WithRow, "The store that holds it.").Reso("ListOfficeKey");
        Parts<Media>("media", m => m.ListingId, WithRow, "Its pictures in order; the first is the cover. Not paged: at most 100.").Reso("Media");
        Many<ListingPrice>("prices", p => p.ListingId, WithRow, "Its price history.");
        Many<Showing>("showings", s => s.ListingId, ShowingAccess.Rows.Everywhere(), "Its showings you may see.");
        Many<Deal>("deals", d => d.ListingId, DealAccess.Rows.Everywhere(), "Its deals you may see.");
    }

    private static System.Linq.Expressions.Expression<Func<Listing, StandardStatus?>> Standard { get; } =
        listing =>
            listing.Status == ListingStatus.Active ? StandardStatus.Active
            : listing.Status == ListingStatus.Hold ? StandardStatus.Hold
            : listing.Status == ListingStatus.Pending ? StandardStatus.Pending
            : listing.Status == ListingStatus.Closed || listing.Status == ListingStatus.Archived ? StandardStatus.Closed
            : listing.Status == ListingStatus.Invalid || listing.Status == ListingStatus.FrozenFalse ? StandardStatus.Withdrawn
            : StandardStatus.Incomplete;
}
