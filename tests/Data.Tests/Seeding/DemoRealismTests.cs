using Lintel.Domain;
using Lintel.Domain.Deals;
using Lintel.Domain.Listings;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Tests.Seeding;

/// <summary>The shapes of the demo brokerage against what was measured on real listings (product.md C).</summary>
public sealed class DemoRealismTests
{
    private const DatabaseProvider Provider = DatabaseProvider.Sqlite;

    [Fact]
    public async Task Homes_are_priced_and_sized_like_real_ones()
    {
        await using var database = await TestDatabase.CreateWithDemoAsync(Provider);
        await using var db = database.Open();
        var listings = await db.Listings.ToListAsync();

        Assert.InRange(Percentile(listings, 50, listing => listing.LivingAreaDm2), 83_00, 93_00);
        Assert.InRange(Percentile(listings, 50, listing => listing.ListPriceFen), 420_0000_00, 500_0000_00);
        var layout = listings.GroupBy(listing => (listing.BedroomsTotal, listing.LivingRoomsTotal)).MaxBy(group => group.Count())!.Key;
        Assert.Equal((2, 1), layout);
    }

    [Fact]
    public async Task Asking_prices_spread_around_their_community_like_real_ones()
    {
        await using var database = await TestDatabase.CreateWithDemoAsync(Provider);
        await using var db = database.Open();
        var listings = await db.Listings.ToListAsync();

        var deviations = listings
            .GroupBy(listing => listing.CommunityId)
            .Where(group => group.Count() >= 5)
            .SelectMany(group =>
            {
                var median = Percentile(group, 50, UnitPrice);
                return group.Select(listing => Math.Abs(UnitPrice(listing) / median - 1));
            })
            .ToList();

        Assert.InRange(Percentile(deviations, 50, deviation => deviation), 0.035, 0.07);
        Assert.InRange(Percentile(deviations, 90, deviation => deviation), 0.13, 0.22);
    }

    [Fact]
    public async Task Interest_in_listings_is_as_uneven_as_in_real_ones()
    {
        await using var database = await TestDatabase.CreateWithDemoAsync(Provider);
        await using var db = database.Open();
        var listings = await db.Listings.Where(listing => listing.Status != ListingStatus.Draft).ToListAsync();

        Assert.InRange(Percentile(listings, 50, listing => listing.FollowerCount), 32, 42);
        Assert.InRange(Percentile(listings, 90, listing => listing.FollowerCount), 105, 155);
        Assert.InRange(Percentile(listings, 50, listing => listing.ShowingCount), 7, 12);
        Assert.InRange(Percentile(listings, 90, listing => listing.ShowingCount), 45, 70);
        var neverShown = listings.Count(listing => listing.ShowingCount == 0);
        Assert.InRange((double)neverShown / listings.Count, 0.10, 0.16);
    }

    [Fact]
    public async Task Most_listings_are_on_the_market_and_open_to_the_network()
    {
        await using var database = await TestDatabase.CreateWithDemoAsync(Provider);
        await using var db = database.Open();
        var statuses = await db
            .Listings.GroupBy(listing => listing.Status)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count);
        var network = await db.Listings.CountAsync(listing => listing.Visibility == ListingVisibility.Network);

        Assert.InRange(statuses[ListingStatus.Active], 1_300, 1_700);
        Assert.InRange(statuses[ListingStatus.Draft], 80, 120);
        Assert.InRange(statuses[ListingStatus.Hold], 40, 80);
        Assert.InRange(statuses[ListingStatus.Pending], 120, 160);
        Assert.InRange(statuses[ListingStatus.Closed], 235, 250);
        Assert.InRange(network, 1_300, 1_600);
    }

    [Fact]
    public async Task Deals_stand_in_every_stage_and_close_throughout_the_year()
    {
        await using var database = await TestDatabase.CreateWithDemoAsync(Provider);
        await using var db = database.Open();
        var deals = await db.Deals.Include(deal => deal.Listing).ToListAsync();
        var months = deals.Where(deal => deal.ClosedMonth is not null).GroupBy(d => d.ClosedMonth);

        Assert.Equal(Enum.GetValues<DealStage>().Where(stage => stage <= DealStage.Closed), deals.Select(deal => deal.Stage).Distinct().Order());
        Assert.InRange(months.Count(), 12, 13);
        Assert.All(
            deals,
            deal =>
            {
                var expected =
                    deal.Stage == DealStage.Intent ? ListingStatus.Active
                    : deal.Stage == DealStage.Closed ? ListingStatus.Closed
                    : ListingStatus.Pending;
                Assert.Equal(expected, deal.Listing.Status);
                Assert.Equal(Deal.CommissionOf(deal.PriceFen, deal.CommissionBps), deal.CommissionFen);
            }
        );
    }

    [Fact]
    public async Task Tasks_are_done_exactly_for_the_stages_left_behind()
    {
        await using var database = await TestDatabase.CreateWithDemoAsync(Provider);
        await using var db = database.Open();
        var tasks = await db.DealTasks.Include(task => task.Deal).ToListAsync();

        Assert.All(tasks, task => Assert.Equal(task.Stage < task.Deal.Stage ? DealTaskStatus.Done : DealTaskStatus.Open, task.Status));
    }

    [Fact]
    public async Task Nothing_happens_before_it_can_or_after_today()
    {
        await using var database = await TestDatabase.CreateWithDemoAsync(Provider);
        await using var db = database.Open();
        var today = OfficeCalendar.DateAt(TestDatabase.Now);
        var showings = await db.Showings.Include(s => s.Listing).Include(s => s.Client).ToListAsync();
        var deals = await db.Deals.Include(d => d.Listing).Include(d => d.Client).ToListAsync();

        Assert.All(
            showings,
            showing =>
            {
                Assert.True(showing.ShownAt >= showing.Listing.CreatedAt);
                Assert.True(showing.ShownAt >= showing.Client.CreatedAt);
                Assert.True(showing.ShownOn < today);
            }
        );
        Assert.All(
            deals,
            deal =>
            {
                Assert.True(deal.CreatedAt >= deal.Listing.CreatedAt);
                Assert.True(deal.CreatedAt >= deal.Client.CreatedAt);
                Assert.True(OfficeCalendar.DateAt(deal.ModifiedAt) < today);
            }
        );
        var months = showings.Select(showing => showing.ShownMonth).Distinct().Count();
        Assert.InRange(months, 12, 13);
    }

    [Fact]
    public async Task People_belong_to_nobody_and_still_pass_every_check()
    {
        await using var database = await TestDatabase.CreateWithDemoAsync(Provider);
        await using var db = database.Open();
        var clients = await db.Clients.ToListAsync();
        var owners = await db.Listings.Select(listing => listing.OwnerPhone).ToListAsync();

        Assert.All(
            clients,
            client =>
            {
                Assert.True(MobileNumber.IsValid(client.Phone));
                Assert.StartsWith("142", client.Phone, StringComparison.Ordinal);
                Assert.True(
                    client.IdentityNumber is null
                        || (IdentityNumber.IsValid(client.IdentityNumber) && client.IdentityNumber.StartsWith("990000", StringComparison.Ordinal))
                );
            }
        );
        Assert.All(owners, phone => Assert.StartsWith("154", phone, StringComparison.Ordinal));
        Assert.Equal(owners.Count, owners.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task The_price_history_leads_to_the_present_price()
    {
        await using var database = await TestDatabase.CreateWithDemoAsync(Provider);
        await using var db = database.Open();
        var histories = (await db.ListingPrices.ToListAsync()).ToLookup(price => price.ListingId);
        var listings = await db.Listings.ToListAsync();

        foreach (var listing in listings)
        {
            var history = histories[listing.Id].OrderBy(price => price.ChangedAt).ToList();
            Assert.Null(history[0].PreviousPriceFen);
            Assert.Equal(listing.OriginalListPriceFen, history[0].PriceFen);
            Assert.Equal(listing.ListPriceFen, history[^1].PriceFen);
            Assert.Equal(
                history.Take(history.Count - 1).Select(price => (long?)price.PriceFen),
                history.Skip(1).Select(price => price.PreviousPriceFen)
            );
        }
    }

    private static double UnitPrice(Listing listing) => (double)listing.ListPriceFen / listing.LivingAreaDm2;

    private static double Percentile<T>(IEnumerable<T> items, int percent, Func<T, double> value)
    {
        var sorted = items.Select(value).Order().ToList();
        return sorted[(sorted.Count - 1) * percent / 100];
    }
}
