using Lintel.Domain.Communities;
using Lintel.Domain.Organisation;

namespace Lintel.Domain.Listings;

/// <summary>What a listing is made from.</summary>
public sealed record NewListing
{
    public const long LowestPriceFen = 10_000_00;
    public const long HighestPriceFen = 1_000_000_000_00;
    public const int LongestTitle = 120;
    public const int LongestOwnerName = 60;

    public required Guid Id { get; init; }
    public required string ListingNumber { get; init; }
    public required Placement Placement { get; init; }
    public required Guid ListAgentId { get; init; }
    public required Guid HouseId { get; init; }
    public required Community Community { get; init; }
    public required string Title { get; init; }
    public required HouseFacts Facts { get; init; }
    public required long ListPriceFen { get; init; }

    /// <summary>The least the owner takes 底价; null when not agreed.</summary>
    public long? FloorPriceFen { get; init; }
    public string? OwnerName { get; init; }
    public string? OwnerPhone { get; init; }

    /// <summary>When the owner's mandate 委托 was signed; required before publishing.</summary>
    public DateOnly? MandateOn { get; init; }
    public ListingVisibility Visibility { get; init; } = ListingVisibility.Network;

    /// <summary>Unique within the brand, for imported rows: `format:id`.</summary>
    public string? SourceKey { get; init; }
    public int FollowerCount { get; init; }
    public int ShowingCount { get; init; }

    /// <summary>Everything wrong with it, each error at its own field.</summary>
    public IEnumerable<UserError> Problems()
    {
        foreach (var problem in Facts.Problems(imported: SourceKey is not null, ["facts"]))
        {
            yield return problem;
        }

        if (string.IsNullOrWhiteSpace(Title))
        {
            yield return InvalidInput.Required("title");
        }
        else if (Title.Length > LongestTitle)
        {
            yield return InvalidInput.TooLong(LongestTitle, "title");
        }

        if (ListPriceFen is < LowestPriceFen or > HighestPriceFen)
        {
            yield return Listing.PriceOutOfRange("listPrice");
        }

        if (FloorPriceFen is < 0 || FloorPriceFen > ListPriceFen)
        {
            yield return InvalidInput.OutOfRange("between 0 and listPrice", "floorPrice");
        }

        if (OwnerName?.Length > LongestOwnerName)
        {
            yield return InvalidInput.TooLong(LongestOwnerName, "ownerName");
        }

        if (OwnerPhone is not null && !MobileNumber.IsValid(OwnerPhone))
        {
            yield return InvalidInput.Malformed("a mobile number of 11 digits, e.g. 13800001234", "ownerPhone");
        }
    }
}

/// <summary>A home offered for sale 房源 (RESO Property). Money in fen, area in dm².</summary>
public sealed class Listing : IPlaced, IVersioned
{
    private Listing() { }

    public Guid Id { get; private set; }

    /// <summary>The number people use, unique within the brand (RESO ListingId).</summary>
    public string ListingNumber { get; private set; } = "";
    public Guid BrandId { get; private set; }
    public Guid RegionId { get; private set; }
    public Guid FranchiseId { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid? TeamId { get; private set; }
    public Office Store { get; private set; } = null!; // EF navigation
    public Guid ListAgentId { get; private set; }
    public Agent ListAgent { get; private set; } = null!; // EF navigation
    public Guid HouseId { get; private set; }
    public House House { get; private set; } = null!; // EF navigation
    public Guid CommunityId { get; private set; }
    public Community Community { get; private set; } = null!; // EF navigation

    public string Title { get; private set; } = "";
    public ListingStatus Status { get; private set; }
    public ListingVisibility Visibility { get; private set; }
    public long ListPriceFen { get; private set; }
    public long OriginalListPriceFen { get; private set; }
    public long? PreviousListPriceFen { get; private set; }
    public long? ClosePriceFen { get; private set; }
    public long? FloorPriceFen { get; private set; }
    public string? OwnerName { get; private set; }
    public string? OwnerPhone { get; private set; }
    public DateOnly? MandateOn { get; private set; }

    // Copies of the community's place: every search starts here, and it must not cost a join.
    public string City { get; private set; } = "";
    public string? District { get; private set; }
    public string? DistrictCode { get; private set; }
    public string? MlsAreaMajor { get; private set; }

    public PropertyKind PropertyKind { get; private set; }
    public int LivingAreaDm2 { get; private set; }
    public int? BedroomsTotal { get; private set; }
    public int? LivingRoomsTotal { get; private set; }
    public int? BathroomsTotal { get; private set; }
    public int? FloorNumber { get; private set; }
    public FloorLevel? FloorLevel { get; private set; }
    public int? StoriesTotal { get; private set; }
    public Orientations Orientations { get; private set; }
    public Decoration? Decoration { get; private set; }
    public BuildingType? BuildingType { get; private set; }
    public bool? HasElevator { get; private set; }
    public int? YearBuilt { get; private set; }
    public bool? HeldFiveYears { get; private set; }
    public bool? HeldTwoYears { get; private set; }
    public bool? OnlyHome { get; private set; }
    public string? MetroLine { get; private set; }
    public string? MetroStation { get; private set; }
    public int? MetroDistanceMeters { get; private set; }
    public bool? ShowAnytime { get; private set; }

    public int FollowerCount { get; private set; }
    public int ShowingCount { get; private set; }
    public string? SourceKey { get; private set; }

    /// <summary>The day it was first published (RESO OnMarketDate); null for a draft.</summary>
    public DateOnly? OnMarketOn { get; private set; }
    public DateOnly? ClosedOn { get; private set; }
    public DateTimeOffset StatusChangedAt { get; private set; }
    public DateTimeOffset ModifiedAt { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public long Version { get; private set; }

    /// <summary>A draft from complete, checked input.</summary>
    public static Outcome<Listing> Create(NewListing input, DateTimeOffset at)
    {
        var problems = input.Problems().ToList();
        if (problems.Count > 0)
        {
            return problems;
        }

        var listing = new Listing
        {
            Id = input.Id,
            ListingNumber = input.ListingNumber,
            BrandId = input.Placement.BrandId,
            RegionId = input.Placement.RegionId,
            FranchiseId = input.Placement.FranchiseId,
            StoreId = input.Placement.StoreId,
            TeamId = input.Placement.TeamId,
            ListAgentId = input.ListAgentId,
            HouseId = input.HouseId,
            CommunityId = input.Community.Id,
            Title = input.Title,
            Status = ListingStatus.Draft,
            Visibility = input.Visibility,
            ListPriceFen = input.ListPriceFen,
            OriginalListPriceFen = input.ListPriceFen,
            FloorPriceFen = input.FloorPriceFen,
            OwnerName = input.OwnerName,
            OwnerPhone = input.OwnerPhone,
            MandateOn = input.MandateOn,
            City = input.Community.City,
            District = input.Community.District,
            DistrictCode = input.Community.DistrictCode,
            MlsAreaMajor = input.Community.MlsAreaMajor,
            FollowerCount = input.FollowerCount,
            ShowingCount = input.ShowingCount,
            SourceKey = input.SourceKey,
            StatusChangedAt = at,
            ModifiedAt = at,
            CreatedAt = at,
            Version = 1,
        };
        listing.State(input.Facts);
        return listing;
    }

    /// <summary>Replaces the stated facts of the home.</summary>
    private void State(HouseFacts facts)
    {
        PropertyKind = facts.PropertyKind;
        LivingAreaDm2 = facts.LivingAreaDm2;
        BedroomsTotal = facts.BedroomsTotal;
        LivingRoomsTotal = facts.LivingRoomsTotal;
        BathroomsTotal = facts.BathroomsTotal;
        FloorNumber = facts.FloorNumber;
        FloorLevel = facts.FloorLevel;
        StoriesTotal = facts.StoriesTotal;
        Orientations = facts.Orientations;
        Decoration = facts.Decoration;
        BuildingType = facts.BuildingType;
        HasElevator = facts.HasElevator;
        YearBuilt = facts.YearBuilt;
        HeldFiveYears = facts.HeldFiveYears;
        HeldTwoYears = facts.HeldTwoYears;
        OnlyHome = facts.OnlyHome;
        MetroLine = facts.MetroLine;
        MetroStation = facts.MetroStation;
        MetroDistanceMeters = facts.MetroDistanceMeters;
        ShowAnytime = facts.ShowAnytime;
    }

    /// <summary>Changes the asking price; the caller appends the returned change to the history.</summary>
    public Outcome<ListingRepriced> Reprice(long priceFen, DateTimeOffset at)
    {
        if (IsOver)
        {
            return WrongState.At(Status, "The price of a listing that is off the market is final.", "listingId");
        }

        var problems = new List<UserError>();
        if (priceFen is < NewListing.LowestPriceFen or > NewListing.HighestPriceFen)
        {
            problems.Add(PriceOutOfRange("listPrice"));
        }
        else if (priceFen == ListPriceFen)
        {
            problems.Add(new InvalidInput(InputCodes.Unchanged, "listPrice is the present price.", ["listPrice"]));
        }
        else if (priceFen < FloorPriceFen)
        {
            problems.Add(new InvalidInput(InputCodes.BelowFloorPrice, "listPrice is below what the owner takes.", ["listPrice"]));
        }

        if (problems.Count > 0)
        {
            return problems;
        }

        PreviousListPriceFen = ListPriceFen;
        ListPriceFen = priceFen;
        Touch(at);
        return new ListingRepriced(Id, PreviousListPriceFen.Value, priceFen);
    }

    /// <summary>
    /// Puts a draft, held or withdrawn listing on the market. Triple verification (capabilities 16 to 25) will stand before this step.
    /// </summary>
    public Outcome<ListingPublished> Publish(Agent listAgent, ListingVisibility visibility, DateTimeOffset at)
    {
        if (Status is not (ListingStatus.Draft or ListingStatus.Hold))
        {
            return WrongState.At(Status, "Only a draft or held listing can be published.", "listingId");
        }

        var today = OfficeCalendar.DateAt(at);
        var problems = new List<UserError>();
        if (MandateOn is null)
        {
            problems.Add(new ListingIncomplete(["mandateOn"]));
        }

        if (!listAgent.IsLicensedOn(today))
        {
            problems.Add(new LicenseExpired(listAgent.LicenseExpiresOn));
        }

        if (problems.Count > 0)
        {
            return problems;
        }

        Visibility = visibility;
        OnMarketOn ??= today;
        Move(ListingStatus.Active, at);
        return new ListingPublished(Id, visibility);
    }

    /// <summary>Brings an imported listing on the market as its source shows it.</summary>
    public void ImportAsActive(DateOnly? onMarketOn, DateTimeOffset at)
    {
        OnMarketOn = onMarketOn;
        Status = ListingStatus.Active;
        StatusChangedAt = at;
    }

    /// <summary>暂缓: the owner pauses the sale; publishing takes it up again.</summary>
    public Outcome<ListingStatusChanged> Hold(DateTimeOffset at) =>
        Status == ListingStatus.Active
            ? Move(ListingStatus.Hold, at)
            : WrongState.At(Status, "Only an active listing can be put on hold.", "listingId");

    /// <summary>已订: a deal took the deposit.</summary>
    public Outcome<ListingStatusChanged> TakeDeposit(DateTimeOffset at) =>
        Status == ListingStatus.Active
            ? Move(ListingStatus.Pending, at)
            : WrongState.At(Status, "Only an active listing can take a deposit.", "dealId");

    /// <summary>已售: the deal closed at <paramref name="closePriceFen"/>.</summary>
    public Outcome<ListingStatusChanged> Close(long closePriceFen, DateTimeOffset at)
    {
        if (Status != ListingStatus.Pending)
        {
            return WrongState.At(Status, "Only a pending listing can close.", "dealId");
        }

        ClosePriceFen = closePriceFen;
        ClosedOn = OfficeCalendar.DateAt(at);
        return Move(ListingStatus.Closed, at);
    }

    /// <summary>Marks that a deal on it began; the status follows with the deposit.</summary>
    public void EnterDeal(DateTimeOffset at) => Touch(at);

    /// <summary>Counts one more completed showing.</summary>
    public void CountShowing(DateTimeOffset at)
    {
        ShowingCount++;
        Touch(at);
    }

    internal static InvalidInput PriceOutOfRange(string field) => InvalidInput.OutOfRange("between 10,000 and 1,000,000,000 yuan", field);

    private bool IsOver => Status is ListingStatus.Closed or ListingStatus.Archived or ListingStatus.FrozenFalse;

    private ListingStatusChanged Move(ListingStatus to, DateTimeOffset at)
    {
        var from = Status;
        Status = to;
        StatusChangedAt = at;
        Touch(at);
        return new ListingStatusChanged(Id, from, to);
    }

    private void Touch(DateTimeOffset at)
    {
        ModifiedAt = at;
        Version++;
    }
}
