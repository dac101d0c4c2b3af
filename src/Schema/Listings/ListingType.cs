using Lintel.Domain;
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
                && (
                    listing.Status == ListingStatus.Active
                    || listing.Status == ListingStatus.Pending
                    || listing.Status == ListingStatus.Closed
                )
                && (
                    listing.Visibility == ListingVisibility.Network
                    || (
                        listing.Visibility == ListingVisibility.Franchise
                        && listing.FranchiseId == viewer.FranchiseId
                    )
                    || (
                        listing.Visibility == ListingVisibility.Store
                        && listing.StoreId == viewer.StoreId
                    )
                )
        );
        Node(listing => listing.Id);
        OrderedBy(("modificationTimestamp", true));

        Text(
                "listingId",
                listing => listing.ListingNumber,
                WithRow,
                "The number people use, unique within the brand."
            )
            .Filter()
            .Reso("ListingId");
        Text("title", listing => listing.Title, WithRow, "The headline of the offer.").Filter();
        Enum<ListingStatus>(
                "status",
                listing => listing.Status,
                WithRow,
                "Where it stands in our process."
            )
            .Filter();
        Enum<StandardStatus>(
                "standardStatus",
                Standard,
                WithRow,
                "Where it stands, in RESO's words."
            )
            .Filter()
            .Reso("StandardStatus");
        Enum<ListingVisibility>(
                "visibility",
                listing => listing.Visibility,
                WithRow,
                "Who beside its own line sees it once published."
            )
            .Filter();

        Money("listPrice", listing => listing.ListPriceFen, WithRow, "Asking price in yuan.")
            .Filter()
            .Order()
            .Reso("ListPrice");
        Money(
                "originalListPrice",
                listing => listing.OriginalListPriceFen,
                WithRow,
                "The first asking price in yuan."
            )
            .Filter()
            .Reso("OriginalListPrice");
        Money(
                "previousListPrice",
                listing => listing.PreviousListPriceFen,
                WithRow,
                "The asking price before the last change; null if it never changed."
            )
            .Reso("PreviousListPrice");
        Money(
                "closePrice",
                listing => listing.ClosePriceFen,
                WithRow,
                "What it sold for, in yuan; null until closed."
            )
            .Filter()
            .Order()
            .Reso("ClosePrice");
        Money(
                "floorPrice",
                listing => listing.FloorPriceFen,
                ListingAccess.FloorPrice,
                "底价: the least the owner takes, in yuan; null when not agreed."
            )
            .Filter();
        Money(
                "unitPrice",
                listing =>
                    ((listing.ListPriceFen * 200) + listing.LivingAreaDm2)
                    / (2 * listing.LivingAreaDm2),
                WithRow,
                "Asking price per ㎡ in yuan: listPrice / livingArea, rounded half up."
            )
            .Filter()
            .Order();

        Text(
            "ownerName",
            listing => listing.OwnerName,
            ListingAccess.OwnerName,
            "The owner's name; null when not on file."
        );
        Text(
            "ownerPhone",
            listing => listing.OwnerPhone,
            ListingAccess.OwnerPhone,
            "The owner's mobile number; null when not on file."
        );
        Date(
            "mandateOn",
            listing => listing.MandateOn,
            ListingAccess.FloorPrice,
            "The day the owner signed the mandate; null before."
        );

        Text("city", listing => listing.City, WithRow, "The city, e.g. 北京.")
            .Filter()
            .Reso("City");
        Text(
                "district",
                listing => listing.District,
                WithRow,
                "区, e.g. 朝阳; null when the source does not say."
            )
            .Filter()
            .Order()
            .Reso("CountyOrParish");
        Text(
                "districtCode",
                listing => listing.DistrictCode,
                WithRow,
                "Six-digit administrative code (GB/T 2260); null when unknown."
            )
            .Filter();
        Text(
                "mlsAreaMajor",
                listing => listing.MlsAreaMajor,
                WithRow,
                "板块, e.g. 望京; null when the source does not say."
            )
            .Filter()
            .Order()
            .Reso("MLSAreaMajor");

        Enum<PropertyKind>(
                "propertyKind",
                listing => listing.PropertyKind,
                WithRow,
                "What is offered."
            )
            .Filter()
            .Reso("PropertySubType");
        Area("livingArea", listing => listing.LivingAreaDm2, WithRow, "Floor area in ㎡.")
            .Filter()
            .Order()
            .Reso("LivingArea");
        Int(
                "bedroomsTotal",
                listing => listing.BedroomsTotal,
                WithRow,
                "室; null when the source does not say."
            )
            .Filter()
            .Order()
            .Reso("BedroomsTotal");
        Int(
                "livingRoomsTotal",
                listing => listing.LivingRoomsTotal,
                WithRow,
                "厅; null when the source does not say."
            )
            .Filter();
        Int(
                "bathroomsTotal",
                listing => listing.BathroomsTotal,
                WithRow,
                "卫; null when the source does not say."
            )
            .Filter()
            .Reso("BathroomsTotalInteger");
        Int(
                "floorNumber",
                listing => listing.FloorNumber,
                WithRow,
                "The storey it is on; null when only floorLevel is known."
            )
            .Filter();
        Enum<FloorLevel>(
                "floorLevel",
                listing => listing.FloorLevel,
                WithRow,
                "Where in the building it lies; null when unknown."
            )
            .Filter();
        Int(
                "storiesTotal",
                listing => listing.StoriesTotal,
                WithRow,
                "Storeys of the building; null when unknown."
            )
            .Filter()
            .Reso("StoriesTotal");
        Set<Orientations>(
                "orientations",
                listing => listing.Orientations,
                WithRow,
                "The sides it faces; empty when unknown."
            )
            .Filter();
        Enum<Decoration>(
                "decoration",
                listing => listing.Decoration,
                WithRow,
                "装修; null when unknown."
            )
            .Filter();
        Enum<BuildingType>(
                "buildingType",
                listing => listing.BuildingType,
                WithRow,
                "建筑类型; null when unknown."
            )
            .Filter();
        Flag(
                "hasElevator",
                listing => listing.HasElevator,
                WithRow,
                "Whether there is a lift; null when unknown."
            )
            .Filter();
        Int(
                "yearBuilt",
                listing => listing.YearBuilt,
                WithRow,
                "Year of completion; null when unknown."
            )
            .Filter()
            .Order()
            .Reso("YearBuilt");
        Flag(
                "heldFiveYears",
                listing => listing.HeldFiveYears,
                WithRow,
                "满五: held for five years; null when unknown."
            )
            .Filter();
        Flag(
                "heldTwoYears",
                listing => listing.HeldTwoYears,
                WithRow,
                "满二: held for two years; null when unknown."
            )
            .Filter();
        Flag(
                "onlyHome",
                listing => listing.OnlyHome,
                WithRow,
                "唯一: the owner's only home; null when unknown."
            )
            .Filter();
        Flag(
                "showAnytime",
                listing => listing.ShowAnytime,
                WithRow,
                "随时看房: can be seen at any time; null when unknown."
            )
            .Filter();
        Text(
                "metroLine",
                listing => listing.MetroLine,
                WithRow,
                "The nearest metro line; null when unknown."
            )
            .Filter();
        Text(
                "metroStation",
                listing => listing.MetroStation,
                WithRow,
                "The nearest metro station; null when unknown."
            )
            .Filter();
        Int(
                "metroDistance",
                listing => listing.MetroDistanceMeters,
                WithRow,
                "Metres to that station; null when unknown."
            )
            .Filter()
            .Order();

        Int(
                "followerCount",
                listing => listing.FollowerCount,
                WithRow,
                "How many people follow it."
            )
            .Filter()
            .Order();
        Int(
                "showingCount",
                listing => listing.ShowingCount,
                WithRow,
                "How many showings took place."
            )
            .Filter()
            .Order();
        Date(
                "onMarketDate",
                listing => listing.OnMarketOn,
                WithRow,
                "The day it was first published; null for a draft."
            )
            .Filter()
            .Order()
            .Reso("OnMarketDate");
        Date(
                "closeDate",
                listing => listing.ClosedOn,
                WithRow,
                "The day it was sold; null until closed."
            )
            .Filter()
            .Reso("CloseDate");
        Instant(
                "statusChangeTimestamp",
                listing => listing.StatusChangedAt,
                WithRow,
                "When status last changed."
            )
            .Filter()
            .Reso("StatusChangeTimestamp");
        Instant(
                "modificationTimestamp",
                listing => listing.ModifiedAt,
                WithRow,
                "When anything last changed."
            )
            .Filter()
            .Order()
            .Reso("ModificationTimestamp");
        Instant("createdAt", listing => listing.CreatedAt, WithRow, "When it was entered.")
            .Filter()
            .Order();
        Long(
            "version",
            listing => listing.Version,
            WithRow,
            "Raised by every change; give it back as expectedVersion."
        );

        One("community", listing => listing.Community, WithRow, "The community it stands in.");
        One(
            "house",
            listing => listing.House,
            HouseAccess.Door,
            "The home itself, with its door number; null when it is not yours to know."
        );
        One("listAgent", listing => listing.ListAgent, WithRow, "The agent who holds it 维护人.")
            .Reso("ListAgentKey");
        One("listOffice", listing => listing.Store, WithRow, "The store that holds it.")
            .Reso("ListOfficeKey");
        Parts<Media>(
                "media",
                media => media.ListingId,
                WithRow,
                "Its pictures in order; the first is the cover. Not paged: at most 100."
            )
            .Reso("Media");
        Many<ListingPrice>("prices", price => price.ListingId, WithRow, "Its price history.");
        Many<Showing>(
            "showings",
            showing => showing.ListingId,
            ShowingAccess.Rows.Everywhere(),
            "Its showings you may see."
        );
        Many<Deal>(
            "deals",
            deal => deal.ListingId,
            DealAccess.Rows.Everywhere(),
            "Its deals you may see."
        );
    }

    private static System.Linq.Expressions.Expression<
        Func<Listing, StandardStatus?>
    > Standard { get; } =
        listing =>
            listing.Status == ListingStatus.Active ? StandardStatus.Active
            : listing.Status == ListingStatus.Hold ? StandardStatus.Hold
            : listing.Status == ListingStatus.Pending ? StandardStatus.Pending
            : listing.Status == ListingStatus.Closed || listing.Status == ListingStatus.Archived
                ? StandardStatus.Closed
            : listing.Status == ListingStatus.Invalid || listing.Status == ListingStatus.FrozenFalse
                ? StandardStatus.Withdrawn
            : StandardStatus.Incomplete;
}
