using Lintel.Domain.Listings;

namespace Lintel.Domain.Tests.Listings;

public sealed class ListingRulesTests
{
    [Theory]
    [InlineData(5_00, "")]
    [InlineData(4_99, "OUT_OF_RANGE facts.livingArea")]
    [InlineData(2000_00, "")]
    [InlineData(2000_01, "OUT_OF_RANGE facts.livingArea")]
    public void A_home_entered_by_hand_has_5_to_2000_square_metres(int dm2, string problem) =>
        Assert.Equal(problem, Problems(facts => facts with { LivingAreaDm2 = dm2 }));

    [Theory]
    [InlineData(-5, 30, "")]
    [InlineData(-6, 30, "OUT_OF_RANGE facts.floorNumber")]
    [InlineData(0, 30, "OUT_OF_RANGE facts.floorNumber")]
    [InlineData(30, 30, "")]
    [InlineData(31, 30, "OUT_OF_RANGE facts.floorNumber")]
    [InlineData(150, 150, "")]
    [InlineData(151, null, "OUT_OF_RANGE facts.floorNumber")]
    [InlineData(1, 0, "OUT_OF_RANGE facts.storiesTotal OUT_OF_RANGE facts.floorNumber")]
    [InlineData(1, 151, "OUT_OF_RANGE facts.storiesTotal")]
    [InlineData(null, 30, "")]
    public void A_floor_lies_in_its_building(int? floor, int? stories, string problem) =>
        Assert.Equal(problem, Problems(facts => facts with { FloorNumber = floor, StoriesTotal = stories }));

    [Fact]
    public void What_is_not_known_is_no_problem()
    {
        Assert.Equal("", Problems(facts => new HouseFacts { LivingAreaDm2 = facts.LivingAreaDm2 }));
    }

    [Theory]
    [InlineData(10_000_00, "")]
    [InlineData(9_999_99, "OUT_OF_RANGE listPrice")]
    [InlineData(1_000_000_000_00, "")]
    [InlineData(1_000_000_000_01, "OUT_OF_RANGE listPrice")]
    public void A_price_has_its_limits(long fen, string problem) =>
        Assert.Equal(problem, Told((Brokerage.NewListing() with { ListPriceFen = fen }).Problems()));

    [Theory]
    [InlineData(0, "")]
    [InlineData(-1, "OUT_OF_RANGE floorPrice")]
    [InlineData(5_000_000_00, "")]
    [InlineData(5_000_000_01, "OUT_OF_RANGE floorPrice")]
    public void The_floor_price_is_at_most_the_asking_price(long fen, string problem) =>
        Assert.Equal(problem, Told((Brokerage.NewListing() with { FloorPriceFen = fen }).Problems()));

    [Theory]
    [InlineData(4_500_000_00, "")]
    [InlineData(4_499_999_99, "BELOW_FLOOR_PRICE listPrice")]
    [InlineData(5_000_000_00, "UNCHANGED listPrice")]
    [InlineData(1, "OUT_OF_RANGE listPrice")]
    public void A_new_price_is_another_one_not_below_the_floor(long fen, string problem)
    {
        var listing = Listing.Create(Brokerage.NewListing() with { FloorPriceFen = 4_500_000_00 }, Brokerage.Now).Value;

        var outcome = listing.Reprice(fen, Brokerage.Now);

        Assert.Equal(problem, Told(outcome.Errors));
        Assert.Equal(problem.Length == 0 ? (fen, (long?)5_000_000_00) : (5_000_000_00, null), (listing.ListPriceFen, listing.PreviousListPriceFen));
    }

    [Fact]
    public void A_draft_copies_the_place_of_its_community()
    {
        var listing = Listing.Create(Brokerage.NewListing(), Brokerage.Now).Value;

        Assert.Equal(("北京", "朝阳", "110105", "望京"), (listing.City, listing.District, listing.DistrictCode, listing.MlsAreaMajor));
        Assert.Equal((ListingStatus.Draft, 1L, null), (listing.Status, listing.Version, listing.OnMarketOn));
    }

    private static string Problems(Func<HouseFacts, HouseFacts> change)
    {
        var input = Brokerage.NewListing();
        return Told((input with { Facts = change(input.Facts) }).Problems());
    }

    private static string Told(IEnumerable<UserError> errors) =>
        string.Join(' ', errors.Select(error => $"{error.Code} {string.Join('.', error.Path)}"));
}
