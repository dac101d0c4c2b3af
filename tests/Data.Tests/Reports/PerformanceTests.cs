using Lintel.Domain;
using Lintel.Domain.Deals;
using Lintel.Domain.Listings;
using Lintel.Domain.Organisation;
using Lintel.Domain.Reports;
using Lintel.Domain.Showings;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Tests.Reports;

public sealed class PerformanceTests
{
    private static readonly DateOnly February = new(2026, 2, 1);
    private static readonly DateOnly March = new(2026, 3, 1);

    [BothDatabases]
    public async Task Agents_and_stores_are_credited_by_month_with_exact_sums(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        var (li, wang) = (brokerage.Li, brokerage.Wang);
        Show(brokerage, li, new DateTimeOffset(2026, 2, 27, 10, 0, 0, OfficeCalendar.Offset));
        // The last hour of February in UTC is March in the office.
        Show(brokerage, li, new DateTimeOffset(2026, 2, 28, 17, 0, 0, TimeSpan.Zero));
        Show(brokerage, li, new DateTimeOffset(2026, 3, 2, 9, 0, 0, OfficeCalendar.Offset));
        Show(brokerage, wang, new DateTimeOffset(2026, 3, 3, 9, 0, 0, OfficeCalendar.Offset));
        CloseDeal(brokerage, li, 4_000_000_00);
        CloseDeal(brokerage, li, 3_333_333_33);
        CloseDeal(brokerage, wang, 6_000_000_00);
        brokerage.AddDeal(wang, brokerage.AddListing(wang), brokerage.AddClient(wang), 9_000_000_00);
        await using (var writing = database.Open())
        {
            await brokerage.SaveAsync(writing);
        }

        await using var db = database.Open();
        var agents = await db.AgentPerformances.OrderBy(row => row.Month).ThenBy(row => row.CommissionFen).ToListAsync();
        var stores = await db.StorePerformances.OrderBy(row => row.Month).ThenBy(row => row.CommissionFen).ToListAsync();

        // 2% of 4,000,000.00 + 3,333,333.33 (66,666.67 rounded) and of 6,000,000.00 yuan.
        Assert.Equal(
            [(li.Id, February, 1L, 0L, 0L), (wang.Id, March, 1L, 1L, 120_000_00L), (li.Id, March, 2L, 2L, 146_666_67L)],
            agents.Select(row => (row.AgentId, row.Month, row.ShowingsTotal, row.DealsClosed, row.CommissionFen))
        );
        Assert.All(agents, row => Assert.Equal(Placement.Of(row.AgentId == li.Id ? li : wang) with { TeamId = null }, Placement.Of(row)));
        Assert.Equal(
            [(li.StoreId, February, 1L, 0L, 0L), (wang.StoreId, March, 1L, 1L, 120_000_00L), (li.StoreId, March, 2L, 2L, 146_666_67L)],
            stores.Select(row => (row.StoreId, row.Month, row.ShowingsTotal, row.DealsClosed, row.CommissionFen))
        );
        Assert.All(stores, row => Assert.Null(row.TeamId));
    }

    [BothDatabases]
    public async Task Reports_of_the_demo_equal_a_recount_of_the_raw_rows(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateWithDemoAsync(provider);
        await using var db = database.Open();
        var showings = await db.Showings.ToListAsync();
        var deals = await db.Deals.Where(deal => deal.Stage == DealStage.Closed).ToListAsync();

        var agents = await db.AgentPerformances.ToListAsync();
        var stores = await db.StorePerformances.ToListAsync();

        var byAgent = showings
            .Select(s => (s.AgentId, Month: s.ShownMonth, Showings: 1L, Deals: 0L, Fen: 0L))
            .Concat(deals.Select(d => (d.AgentId, Month: d.ClosedMonth!.Value, Showings: 0L, Deals: 1L, Fen: d.CommissionFen)))
            .GroupBy(row => (row.AgentId, row.Month))
            .ToDictionary(group => group.Key, group => (group.Sum(r => r.Showings), group.Sum(r => r.Deals), group.Sum(r => r.Fen)));
        Assert.Equal(byAgent, agents.ToDictionary(row => (row.AgentId, row.Month), row => (row.ShowingsTotal, row.DealsClosed, row.CommissionFen)));
        Assert.Equal(
            agents.GroupBy(row => (row.StoreId, row.Month)).ToDictionary(group => group.Key, group => group.Sum(row => row.CommissionFen)),
            stores.ToDictionary(row => (row.StoreId, row.Month), row => row.CommissionFen)
        );
    }

    [BothDatabases]
    public async Task A_report_is_joined_filtered_and_paged_in_one_command(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateWithDemoAsync(provider);
        await using var db = database.Open();
        var store = await db.Offices.FirstAsync(office => office.Code == "F01-S01");
        List<string> names = [];

        var commands = await QueryBudget.CountAsync(async () =>
            names = await db
                .AgentPerformances.Where(row => row.StoreId == store.Id && row.Month >= February)
                .OrderByDescending(row => row.CommissionFen)
                .ThenBy(row => row.AgentId)
                .Select(row => row.Agent.MemberFullName)
                .Take(5)
                .ToListAsync()
        );

        Assert.Equal(1, commands);
        Assert.Equal(5, names.Count);
    }

    private static void Show(TestBrokerage brokerage, Agent agent, DateTimeOffset at)
    {
        var listing = brokerage.AddListing(agent);
        var client = brokerage.AddClient(agent);
        brokerage.Add(
            Showing.Completed(
                new NewShowing
                {
                    Id = brokerage.NewId(),
                    AgentId = agent.Id,
                    Placement = Placement.Of(agent),
                    ShownAt = at,
                },
                listing.Id,
                client.Id,
                at
            )
        );
    }

    private static void CloseDeal(TestBrokerage brokerage, Agent agent, long priceFen)
    {
        var deal = brokerage.AddDeal(agent, brokerage.AddListing(agent), brokerage.AddClient(agent), priceFen);
        while (deal.Stage != DealStage.Closed)
        {
            _ = deal.Advance([], TestDatabase.Now).Value;
        }
    }
}
