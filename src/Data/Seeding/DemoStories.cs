using System.Globalization;
using Lintel.Domain;
using Lintel.Domain.Clients;
using Lintel.Domain.Communities;
using Lintel.Domain.Listings;
using Lintel.Domain.Showings;

namespace Lintel.Data.Seeding;

/// <summary>
/// Tells the life of each listing in order of time, through the same domain methods that serve the real mutations:
/// a rule that would refuse a step stops the seeding.
/// </summary>
internal sealed class DemoStories(DemoData data, DemoPlan plan, DemoRandom random, DemoPeople people, DemoCalendar calendar, DemoMarket market)
{
    private static readonly string[] Feedback =
    [
        "客户觉得采光好，价格想再谈",
        "户型满意，嫌楼层偏高",
        "想带家人再看一次",
        "觉得临街有些吵",
        "喜欢小区环境，预算略超",
        "暂不考虑，想看更大的",
    ];

    /// <summary>Showings of about the last year are on record; older ones stand in the listing's count only.</summary>
    private const int RecordedDays = 360;

    private readonly HashSet<string> _doors = new(StringComparer.Ordinal);
    private readonly DemoDealStory _deals = new(data, random, calendar, plan.TasksPerDeal);
    private readonly ILookup<Guid, DemoAgent> _colleagues = data.Agents.ToLookup(agent => agent.Agent.FranchiseId);

    public void Tell(DemoFate fate)
    {
        var agent = fate.Agent ?? random.Pick(data.Agents);
        var deal = fate.Ending == DemoEnding.InDeal ? _deals.Plan(fate.DealStage) : null;
        var createdAt = calendar.DaysAgo(deal is null ? MarketAge() : deal.OpenedDaysAgo + random.Between(8, 120));
        var community = market.PickCommunity(agent.Districts);
        var facts = market.NewFacts(community);
        var prices = NewPrices(market.NewPriceFen(community, facts), fate.Ending);
        var shown = fate.Ending == DemoEnding.Draft ? 0 : ShowingCount(deal is not null);
        var endsDaysAgo = deal?.OpenedDaysAgo ?? 1;
        var recorded = endsDaysAgo < RecordedDays ? Recorded(shown, deal is not null) : 0;

        var listing = NewListing(agent, community, facts, prices, shown - recorded, createdAt);
        AddPrice(listing, previousFen: null, createdAt, reason: null);
        if (fate.Ending == DemoEnding.Draft)
        {
            return;
        }

        _ = listing.Publish(agent.Agent, PickVisibility(), createdAt.AddMinutes(30)).Value;
        var end = calendar.DaysAgo(endsDaysAgo);
        end = end > listing.ModifiedAt ? end : listing.ModifiedAt.AddMinutes(1);
        var buyer = deal is null ? null : fate.Buyer ?? PickClient(agent, listing.ModifiedAt);
        Market(listing, agent, prices, recorded, end, buyer);
        if (deal is not null && buyer is not null)
        {
            _deals.Tell(deal, listing, buyer, end);
        }
        else if (fate.Ending == DemoEnding.OnHold)
        {
            _ = listing.Hold(end).Value;
        }
    }

    /// <summary>Days since the listing was entered: most are young, some are years old.</summary>
    private int MarketAge() => 1 + (int)Math.Min(540, -Math.Log(1 - random.NextFraction()) * 80);

    private ListingVisibility PickVisibility() =>
        random.Pick(
            (ListingVisibility.Network, 70),
            (ListingVisibility.Franchise, 12),
            (ListingVisibility.Store, 12),
            (ListingVisibility.Private, 6)
        );

    /// <summary>13% were never shown, half at most 9 times, one in ten more than 56 times.</summary>
    private int ShowingCount(bool wasSold) =>
        !wasSold && random.Chance(0.14) ? 0 : (int)Math.Clamp(Math.Round(random.LogNormal(11.5, 1.317)), 1, 900);

    /// <summary>How many of the showings stand in the records one by one; at least the buyer's own.</summary>
    private int Recorded(int shown, bool wasSold) => Math.Max(wasSold ? 1 : 0, Math.Min(shown, random.Between(0, plan.ShowingsPerListing * 2)));

    /// <summary>The asking prices in order of time, the present one last; each differs from the one before.</summary>
    private List<long> NewPrices(long presentFen, DemoEnding ending)
    {
        List<long> prices = [presentFen];
        var changes = ending == DemoEnding.Draft ? 0 : random.Pick((0, 60), (1, 25), (2, 12), (3, 3));
        for (var i = 0; i < changes; i++)
        {
            var step = random.Between(0.005, 0.06) * (random.Chance(0.8) ? 1 : -1);
            var before = Math.Max(20, (long)Math.Round(prices[0] / 10_000_00.0 * (1 + step)));
            if (before * 10_000_00 != prices[0])
            {
                prices.Insert(0, before * 10_000_00);
            }
        }

        return prices;
    }

    private Listing NewListing(DemoAgent agent, DemoCommunity community, HouseFacts facts, List<long> prices, int shownBefore, DateTimeOffset at)
    {
        var house = NewHouse(community, facts, at);
        var floorFen = prices.Min() / 10_000_00 * 96 / 100 * 10_000_00;
        var input = new NewListing
        {
            Id = random.NextId(at),
            ListingNumber = string.Create(CultureInfo.InvariantCulture, $"QM{data.Listings.Count + 1:D7}"),
            Placement = Placement.Of(agent.Agent),
            ListAgentId = agent.Agent.Id,
            HouseId = house.Id,
            Community = community.Community,
            Title = TitleOf(community, facts),
            Facts = facts,
            ListPriceFen = prices[0],
            FloorPriceFen = random.Chance(0.7) ? floorFen : null,
            OwnerName = people.Name(),
            OwnerPhone = people.OwnerPhone(),
            MandateOn = OfficeCalendar.DateAt(at),
            FollowerCount = (int)Math.Min(5_000, Math.Round(random.LogNormal(37, 0.98))),
            ShowingCount = shownBefore,
        };
        var listing = Listing.Create(input, at).Value;
        data.Listings.Add(listing);
        return listing;
    }

    private House NewHouse(DemoCommunity community, HouseFacts facts, DateTimeOffset at)
    {
        while (true)
        {
            var building = $"{random.Between(1, 30)}号楼";
            var unit = $"{random.Between(1, 4)}单元";
            var room = string.Create(CultureInfo.InvariantCulture, $"{facts.FloorNumber}{random.Between(1, 6):D2}");
            var house = House.AtDoor(random.NextId(at), community.Community.Id, building, unit, room, at);
            if (_doors.Add(house.NaturalKey))
            {
                data.Houses.Add(house);
                return house;
            }
        }
    }

    private string TitleOf(DemoCommunity community, HouseFacts facts)
    {
        var title = $"{community.Community.Name} {facts.BedroomsTotal}室{facts.LivingRoomsTotal}厅";
        if (facts.Orientations == (Orientations.South | Orientations.North))
        {
            title += " 南北通透";
        }

        if (facts is { HeldFiveYears: true, OnlyHome: true })
        {
            title += " 满五唯一";
        }

        return community.Metro is { } metro && random.Chance(0.5) ? $"{title} 距{metro.Station}{metro.Meters}米" : title;
    }

    /// <summary>Price changes and showings between publishing and the end, in order.</summary>
    private void Market(Listing listing, DemoAgent agent, List<long> prices, int showings, DateTimeOffset end, DemoClient? buyer)
    {
        var from = listing.ModifiedAt;
        var yearAgo = calendar.DaysAgo(RecordedDays);
        var shownFrom = from > yearAgo ? from : yearAgo;
        var steps = new List<(DateTimeOffset At, int? Price)>();
        steps.AddRange(
            Enumerable.Range(1, prices.Count - 1).Select(_ => calendar.Between(from, end)).Order().Select((at, index) => (at, (int?)(index + 1)))
        );
        steps.AddRange(Enumerable.Range(0, showings).Select(_ => (calendar.Between(shownFrom, end), (int?)null)));
        foreach (var (at, price) in steps.OrderBy(step => step.At))
        {
            if (price is { } index)
            {
                var changed = listing.Reprice(prices[index], at).Value;
                AddPrice(listing, changed.PreviousPriceFen, at, "业主调价");
            }
            else
            {
                Show(listing, buyer ?? PickClient(agent, at), at);
                buyer = null;
            }
        }
    }

    private void Show(Listing listing, DemoClient client, DateTimeOffset at)
    {
        var input = new NewShowing
        {
            Id = random.NextId(at),
            AgentId = client.Client.AgentId,
            Placement = Placement.Of(client.Client),
            ShownAt = at,
            Interest = random.Chance(0.85) ? random.Between(1, 5) : null,
            Feedback = random.Chance(0.5) ? random.Pick(Feedback) : null,
        };
        data.Showings.Add(Showing.Record(input, listing, client.Client, at).Value);
        listing.CountShowing(at);
        client.Came(ClientStage.Showing, at);
    }

    /// <summary>A client on file at that moment: the agent's own, or a colleague's of the franchise.</summary>
    private DemoClient PickClient(DemoAgent agent, DateTimeOffset at)
    {
        var colleagues = _colleagues[agent.Agent.FranchiseId];
        var holder = random.Chance(0.6) ? agent : colleagues.ElementAt(random.Between(0, colleagues.Count() - 1));
        for (var tries = 0; tries < 6; tries++)
        {
            var client = random.Pick(holder.Clients);
            if (client.Client.CreatedAt < at)
            {
                return client;
            }
        }

        return holder.Clients[0];
    }

    private void AddPrice(Listing listing, long? previousFen, DateTimeOffset at, string? reason) =>
        data.Prices.Add(ListingPrice.Create(random.NextId(at), listing, previousFen, listing.ListPriceFen, reason, actorAccountId: null, at));
}
