using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Communities;
using Lintel.Domain.Listings;
using Lintel.Domain.Organisation;
using Lintel.Schema.Shared.Mutating;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Listings.Mutations;

/// <summary>Enters a listing by hand (capabilities 1 and 3): one house, one listing of the brokerage.</summary>
internal sealed class ListingCreate()
    : Mutation<ListingCreate.ListingCreateInput, Listing>(
        "listingCreate",
        "Enters a listing as a draft. An agent enters for the own desk; a manager or director for any agent in reach. One house is listed once per brand: a second entry is refused.",
        ListingAccess.Create
    )
{
    internal sealed record ListingCreateInput : MutationInput
    {
        [Description("The community it stands in.")]
        public required Ref<Community> CommunityId { get; init; }

        [Description("The door.")]
        public required HouseInput House { get; init; }

        [Description("The headline, 1 to 120 characters.")]
        public required string Title { get; init; }

        [Description("What the home is like.")]
        public required HouseFactsInput Facts { get; init; }

        [Description("Asking price in yuan, 10,000 to 1,000,000,000.")]
        public required Money ListPrice { get; init; }

        [Description("底价 in yuan, at most listPrice; null when not agreed.")]
        public Money? FloorPrice { get; init; }

        [Description("The owner's name, at most 60 characters.")]
        public string? OwnerName { get; init; }

        [Description("The owner's mobile number, 11 digits.")]
        public string? OwnerPhone { get; init; }

        [Description("The day the owner signed the mandate, today or earlier; needed before publishing.")]
        public DateOnly? MandateOn { get; init; }

        [Description("The agent who holds it; null: the caller's own desk.")]
        public Ref<Agent>? ListAgentId { get; init; }
    }

    public override IReadOnlyList<Type> Errors => [typeof(DuplicateListing)];

    protected override async Task<Outcome<Guid>> RunAsync(ListingCreateInput input, UseCase use, CancellationToken cancellationToken)
    {
        var agent = await use.DeskAsync(input.ListAgentId, ListingAccess.Create, "listAgentId", cancellationToken);
        var community = await use.FindAsync(input.CommunityId, Shared.Access.AccessRule.WithRow, "communityId", cancellationToken);
        List<UserError> problems = [.. agent.Errors, .. community.Errors, .. input.House.Problems()];
        if (input.MandateOn > use.Today)
        {
            problems.Add(InvalidInput.OutOfRange("today or earlier", "mandateOn"));
        }

        if (!agent.Succeeded || !community.Succeeded)
        {
            return problems;
        }

        var house = await HouseAtAsync(input.House, community.Value.Id, use, cancellationToken);
        var listing = Listing.Create(
            new NewListing
            {
                Id = use.NewId(),
                ListingNumber = Numbers.Next("L", use),
                Placement = Placement.Of(agent.Value),
                ListAgentId = agent.Value.Id,
                HouseId = house.Id,
                Community = community.Value,
                Title = input.Title.Trim(),
                Facts = input.Facts.ToFacts(),
                ListPriceFen = input.ListPrice.Fen,
                FloorPriceFen = input.FloorPrice?.Fen,
                OwnerName = input.OwnerName,
                OwnerPhone = input.OwnerPhone,
                MandateOn = input.MandateOn,
            },
            use.Now
        );
        problems.AddRange(listing.Errors);
        if (await OnMarketAsync(house.Id, agent.Value.BrandId, use, cancellationToken) is { } known)
        {
            problems.Add(new DuplicateListing(await use.SeesAsync<Listing>(known.Id, cancellationToken) ? known.ListingNumber : null));
        }

        if (problems.Count > 0)
        {
            return problems;
        }

        use.Db.Listings.Add(listing.Value);
        use.Db.ListingPrices.Add(
            ListingPrice.Create(use.NewId(), listing.Value, null, listing.Value.ListPriceFen, null, use.Viewer.AccountId, use.Now)
        );
        use.Record(new ListingCreated(listing.Value.Id, listing.Value.ListingNumber, listing.Value.ListPriceFen), listing.Value, agent.Value.Id);
        return listing.Value.Id;
    }

    /// <summary>The brokerage's listing of the house, unless that is history.</summary>
    private static Task<Listing?> OnMarketAsync(Guid houseId, Guid brandId, UseCase use, CancellationToken cancellationToken) =>
        use.Db.Listings.FirstOrDefaultAsync(
            listing =>
                listing.HouseId == houseId
                && listing.BrandId == brandId
                && listing.Status != ListingStatus.Closed
                && listing.Status != ListingStatus.Archived,
            cancellationToken
        );

    /// <summary>The canonical house behind the door; a new one if nobody listed it before.</summary>
    private static async Task<House> HouseAtAsync(HouseInput door, Guid communityId, UseCase use, CancellationToken cancellationToken)
    {
        var key = House.DoorKey(communityId, door.BuildingName.Trim(), door.UnitName?.Trim() ?? "", door.UnitNumber.Trim());
        if (await use.Db.Houses.FirstOrDefaultAsync(house => house.NaturalKey == key, cancellationToken) is { } known)
        {
            return known;
        }

        var house = House.AtDoor(use.NewId(), communityId, door.BuildingName.Trim(), door.UnitName?.Trim() ?? "", door.UnitNumber.Trim(), use.Now);
        use.Db.Houses.Add(house);
        return house;
    }
}
