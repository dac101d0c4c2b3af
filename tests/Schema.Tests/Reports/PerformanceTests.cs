using Lintel.Data;
using Lintel.Domain.Deals;
using Lintel.Domain.Organisation;
using Lintel.Domain.Showings;
using Lintel.Testing;

namespace Lintel.Schema.Tests.Reports;

/// <summary>
/// Reports against a count by hand. February: Li shows once. March: Li shows twice and closes 4,000,000.00 (2% = 80,000.00) and
/// 3,333,333.33 (2% = 66,666.6666 → 66,666.67); Wang shows once and closes 6,000,000.00 (120,000.00) and holds one that is open.
/// </summary>
public sealed class PerformanceTests
{
    private static readonly DateTimeOffset LastOfFebruary = new(2026, 2, 28, 15, 59, 59, TimeSpan.Zero);
    private static readonly DateTimeOffset FirstOfMarch = new(2026, 2, 28, 16, 0, 0, TimeSpan.Zero);

    [BothDatabases]
    public async Task A_month_is_the_sum_of_its_showings_and_closed_deals(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Arrange);

        var answer = await graph.RunAsync(
            graph.Cast.Sun,
            """
            {
              reports {
                agentPerformance(order: [{month: ASC}, {commission: ASC}]) { totalCount nodes { month showings dealsClosed commission agent { memberFullName } } }
                storePerformance(order: [{month: ASC}, {commission: ASC}]) { totalCount nodes { month showings dealsClosed commission store { code } } }
              }
            }
            """
        );

        Assert.Equal(
            """
            {"reports":{"agentPerformance":{"totalCount":3,"nodes":[
            {"month":"2026-02-01","showings":1,"dealsClosed":0,"commission":0.00,"agent":{"memberFullName":"李测试"}},
            {"month":"2026-03-01","showings":1,"dealsClosed":1,"commission":120000.00,"agent":{"memberFullName":"王测试"}},
            {"month":"2026-03-01","showings":2,"dealsClosed":2,"commission":146666.67,"agent":{"memberFullName":"李测试"}}]},
            "storePerformance":{"totalCount":3,"nodes":[
            {"month":"2026-02-01","showings":1,"dealsClosed":0,"commission":0.00,"store":{"code":"S1"}},
            {"month":"2026-03-01","showings":1,"dealsClosed":1,"commission":120000.00,"store":{"code":"S2"}},
            {"month":"2026-03-01","showings":2,"dealsClosed":2,"commission":146666.67,"store":{"code":"S1"}}]}}}
            """.OneLine(),
            answer.Data
        );
    }

    [BothDatabases]
    public async Task Months_can_be_filtered_ordered_paged_and_reached_from_agent_and_store(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Arrange);

        var answer = await graph.RunAsync(
            graph.Cast.Sun,
            """
            {
              reports {
                march: agentPerformance(where: {month: {eq: "2026-03-01"}, commission: {gt: 130000}}) { totalCount nodes { showings } }
                byName: agentPerformance(where: {agent: {memberFullName: {eq: "王测试"}}}) { nodes { commission } }
                best: storePerformance(order: [{commission: DESC}], first: 1) { nodes { store { code } } pageInfo { hasNextPage } }
                least: storePerformance(order: [{dealsClosed: DESC}, {showings: ASC}], last: 1) { nodes { month } pageInfo { hasPreviousPage } }
              }
              agents(where: {performance: {some: {dealsClosed: {gte: 2}}}}) { nodes { memberFullName performance { totalCount nodes { month } } store { performance(first: 1) { nodes { commission } } } } }
            }
            """
        );

        Assert.Equal("""{"totalCount":1,"nodes":[{"showings":2}]}""", answer["reports.march"].GetRawText());
        Assert.Equal("""{"nodes":[{"commission":120000.00}]}""", answer["reports.byName"].GetRawText());
        Assert.Equal("""{"nodes":[{"store":{"code":"S1"}}],"pageInfo":{"hasNextPage":true}}""", answer["reports.best"].GetRawText());
        Assert.Equal("""{"nodes":[{"month":"2026-02-01"}],"pageInfo":{"hasPreviousPage":true}}""", answer["reports.least"].GetRawText());
        Assert.Equal(
            """
            [{"memberFullName":"李测试","performance":{"totalCount":2,"nodes":[{"month":"2026-03-01"},{"month":"2026-02-01"}]},
            "store":{"performance":{"nodes":[{"commission":146666.67}]}}}]
            """.OneLine(),
            answer["agents.nodes"].GetRawText()
        );
    }

    [BothDatabases]
    public async Task Pages_of_months_hold_every_month_once(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Arrange);
        foreach (var order in new[] { "[{dealsClosed: ASC}]", "[{month: DESC}]", "[{showings: DESC}]", "[]" })
        {
            var all = await graph.RunAsync(
                graph.Cast.Sun,
                $$"""{ reports { rows: agentPerformance(order: {{order}}) { nodes { commission month } } } }"""
            );
            var found = new List<string>();
            string? cursor = null;
            do
            {
                var page = await graph.RunAsync(
                    graph.Cast.Sun,
                    $$"""query($c: String) { reports { rows: agentPerformance(order: {{order}}, first: 1, after: $c) { nodes { commission month } pageInfo { hasNextPage endCursor } } } }""",
                    new { c = cursor }
                );
                found.Add(page["reports.rows.nodes.0"].GetRawText());
                cursor = page["reports.rows.pageInfo.hasNextPage"].GetBoolean() ? page["reports.rows.pageInfo.endCursor"].GetString() : null;
            } while (cursor is not null && found.Count < 5);

            Assert.Equal(all["reports.rows.nodes"].EnumerateArray().Select(row => row.GetRawText()), found);
        }
    }

    [BothDatabases]
    public async Task An_agent_who_changes_teams_has_one_row_a_month_in_the_store(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(
            provider,
            cast =>
            {
                var team = cast.Office(OfficeKind.Team, cast.Home.StoreOfLi, "S1T2", "一店二组");
                var listing = cast.AddListing("L1", cast.AgentLi);
                cast.AddShowing(cast.AgentLi, listing, cast.ClientZhou);
                cast.Home.Add(
                    Showing.Completed(
                        new NewShowing
                        {
                            Id = cast.Home.NewId(),
                            AgentId = cast.AgentLi.Id,
                            Placement = team.Placement(),
                            ShownAt = TestDatabase.Now,
                        },
                        listing.Id,
                        cast.ClientZhou.Id,
                        TestDatabase.Now
                    )
                );
            }
        );

        var answer = await graph.RunAsync(graph.Cast.Li, "{ reports { agentPerformance { totalCount nodes { month showings } } } }");

        Assert.Equal("""{"reports":{"agentPerformance":{"totalCount":1,"nodes":[{"month":"2026-03-01","showings":2}]}}}""", answer.Data);
    }

    private static void Arrange(Cast cast)
    {
        var (li, wang) = (cast.AgentLi, cast.AgentWang);
        var shown = cast.AddListing("L1", li);
        cast.AddShowing(li, shown, cast.ClientZhou, at: LastOfFebruary);
        cast.AddShowing(li, shown, cast.ClientZhou, at: FirstOfMarch);
        cast.AddShowing(li, shown, cast.ClientZhou, at: TestDatabase.Now);
        cast.AddShowing(wang, shown, cast.ClientZhou, at: TestDatabase.Now);
        Close(cast, "D1", li, 4_000_000_00);
        Close(cast, "D2", li, 3_333_333_33);
        Close(cast, "D3", wang, 6_000_000_00);
        cast.AddDeal("D4", wang, cast.AddListing("D4", wang), cast.ClientZhou, 9_000_000_00);
    }

    private static void Close(Cast cast, string number, Agent agent, long priceFen)
    {
        var deal = cast.AddDeal(number, agent, cast.AddListing(number, agent), cast.ClientZhou, priceFen);
        while (deal.Stage != DealStage.Closed)
        {
            _ = deal.Advance([], TestDatabase.Now).Value;
        }
    }
}
