using System.Text.Json;
using Lintel.Data;
using Lintel.Testing;

namespace Lintel.Schema.Tests.Shared.Reading;

/// <summary>Orders and pages over <see cref="Homes"/>, which has ties and missing values in every sort key.</summary>
public sealed class PagingTests
{
    // Rows with equal keys are completed by the id; which id comes first is chance, so ties are written in parentheses.
    private static readonly (string Order, string Listings)[] Orders =
    [
        ("[{listPrice: ASC}]", "(L1 L2) L3 L4 (L5 L6) L7 L8"),
        ("[{listPrice: DESC}]", "L8 L7 (L5 L6) L4 L3 (L1 L2)"),
        ("[{bedroomsTotal: ASC}]", "L1 (L2 L3) (L5 L7) L8 (L4 L6)"),
        ("[{bedroomsTotal: DESC}]", "L8 (L5 L7) (L2 L3) L1 (L4 L6)"),
        ("[{metroDistance: ASC}]", "L7 (L1 L5) L4 L2 (L3 L6 L8)"),
        ("[{metroDistance: DESC}, {listPrice: ASC}]", "L2 L4 L1 L5 L7 L3 L6 L8"),
        ("[{yearBuilt: DESC}, {bedroomsTotal: ASC}]", "L1 (L2 L3) L8 L5 L4 L7 L6"),
        ("[{yearBuilt: ASC}, {bedroomsTotal: DESC}]", "L5 L4 L8 (L2 L3) L1 L7 L6"),
        ("[{unitPrice: ASC}, {createdAt: DESC}]", "(L5 L6) (L1 L2) L3 L7 L4 L8"),
        ("[{onMarketDate: ASC}]", "(L1 L2) L3 L4 L5 L7 L8 L6"),
        ("[{onMarketDate: DESC}]", "L8 L7 L5 L4 L3 (L1 L2) L6"),
        ("[{createdAt: ASC}]", "(L1 L2) L3 L4 (L5 L6) L7 L8"),
        ("[{district: ASC}, {listPrice: DESC}]", "L8 L3 (L1 L2) L5 L4 L7 L6"),
        ("[]", "L8 L7 (L5 L6) L4 L3 (L1 L2)"),
    ];

    [BothDatabases]
    public async Task An_order_is_total_and_missing_values_come_last_either_way(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Homes.Arrange);
        foreach (var (order, listings) in Orders)
        {
            var answer = await graph.RunAsync(graph.Cast.He, $$"""{ listings(order: {{order}}) { nodes { listingId id } } }""");

            Assert.Equal($"{order} {Sorted(listings)}", $"{order} {Sorted(Tied(answer.Column("listings.nodes", "listingId").Split(' '), listings))}");
        }
    }

    [BothDatabases]
    public async Task Pages_of_any_size_hold_every_row_once_in_order_forward_and_backward(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Homes.Arrange);
        foreach (var (order, _) in Orders)
        {
            var whole = (await graph.RunAsync(graph.Cast.He, $$"""{ listings(order: {{order}}) { nodes { listingId } } }""")).Column(
                "listings.nodes",
                "listingId"
            );
            foreach (var size in new[] { 1, 2, 7 })
            {
                var forward = await WalkAsync(graph, order, size, backward: false);
                var backward = await WalkAsync(graph, order, size, backward: true);

                Assert.Equal($"{order} {size} {whole}", $"{order} {size} {string.Join(' ', forward)}");
                Assert.Equal($"{order} {size} {whole}", $"{order} {size} {string.Join(' ', backward)}");
            }
        }
    }

    [BothDatabases]
    public async Task A_page_tells_where_it_lies(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Homes.Arrange);

        var answer = await graph.RunAsync(
            graph.Cast.He,
            """
            {
              first: listings(first: 3, order: [{createdAt: ASC}]) { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor } }
              last: listings(last: 3, order: [{createdAt: ASC}]) { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { listingId } } }
              all: listings(first: 8) { pageInfo { hasNextPage hasPreviousPage } }
              none: listings(first: 0) { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { id } edges { cursor } }
              empty: listings(where: {listPrice: {lt: 1}}) { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { id } }
              count: listings(where: {listPrice: {gt: 6000000}}) { totalCount }
            }
            """
        );

        var first = answer["first"];
        Assert.Equal(8, first.GetProperty("totalCount").GetInt32());
        Assert.Equal((true, false), Sides(first));
        Assert.Equal(first.GetProperty("edges")[0].GetProperty("cursor").GetString(), answer["first.pageInfo.startCursor"].GetString());
        Assert.Equal(first.GetProperty("edges")[2].GetProperty("cursor").GetString(), answer["first.pageInfo.endCursor"].GetString());
        var last = answer["last"];
        Assert.Equal((false, true), Sides(last));
        Assert.Equal("L7 L8", string.Join(' ', answer.Column("last.edges", "node.listingId").Split(' ')[1..]));
        Assert.Equal(last.GetProperty("edges")[0].GetProperty("cursor").GetString(), answer["last.pageInfo.startCursor"].GetString());
        Assert.Equal(last.GetProperty("edges")[2].GetProperty("cursor").GetString(), answer["last.pageInfo.endCursor"].GetString());
        Assert.Equal((false, false), Sides(answer["all"]));
        Assert.Equal(
            """{"totalCount":8,"pageInfo":{"hasNextPage":true,"hasPreviousPage":false,"startCursor":null,"endCursor":null},"nodes":[],"edges":[]}""",
            answer["none"].GetRawText()
        );
        Assert.Equal(
            """{"totalCount":0,"pageInfo":{"hasNextPage":false,"hasPreviousPage":false,"startCursor":null,"endCursor":null},"nodes":[]}""",
            answer["empty"].GetRawText()
        );
        Assert.Equal("""{"totalCount":2}""", answer["count"].GetRawText());
    }

    [BothDatabases]
    public async Task A_cursor_also_pages_backward_from_the_middle(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Homes.Arrange);
        var page = await graph.RunAsync(
            graph.Cast.He,
            "{ listings(first: 5, order: [{metroDistance: DESC}, {listPrice: ASC}]) { pageInfo { endCursor } } }"
        );
        var cursor = page["listings.pageInfo.endCursor"].GetString();

        var answer = await graph.RunAsync(
            graph.Cast.He,
            "query($c: String!) { listings(last: 2, before: $c, order: [{metroDistance: DESC}, {listPrice: ASC}]) { totalCount pageInfo { hasNextPage hasPreviousPage } nodes { listingId } } }",
            new { c = cursor }
        );

        Assert.Equal("L1 L5", answer.Column("listings.nodes", "listingId"));
        Assert.Equal((true, true), Sides(answer["listings"]));
        Assert.Equal(8, answer["listings.totalCount"].GetInt32());
    }

    [BothDatabases]
    public async Task Nested_lists_page_on_their_own_for_each_parent_and_alias(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Homes.Arrange);

        var answer = await graph.RunAsync(
            graph.Cast.He,
            """
            {
              agents(where: {memberFullName: {in: ["李测试", "王测试", "赵测试"]}}, order: [{memberFullName: ASC}]) {
                nodes {
                  memberFullName
                  cheap: listings(first: 2, order: [{listPrice: ASC}, {bedroomsTotal: ASC}]) { totalCount pageInfo { hasNextPage endCursor } nodes { listingId } }
                  dear: listings(last: 1, order: [{listPrice: ASC}]) { nodes { listingId } pageInfo { hasPreviousPage } }
                  sold: listings(where: {status: {eq: CLOSED}}) { totalCount edges { node { listingId } } }
                }
              }
            }
            """
        );

        var nodes = answer["agents.nodes"].EnumerateArray().ToDictionary(node => node.GetProperty("memberFullName").GetString()!, node => node); // selected
        Assert.Equal("""{"hasPreviousPage":true}""", nodes["李测试"].GetProperty("dear").GetProperty("pageInfo").GetRawText());
        Assert.Equal("5 L1 L2 true / L5 / 0", Line(nodes["李测试"]));
        Assert.Equal("3 L6 L7 true / L8 / 1 L8", Line(nodes["王测试"]));
        Assert.Equal("0 false /  / 0", Line(nodes["赵测试"]));

        var cursor = nodes["李测试"].GetProperty("cheap").GetProperty("pageInfo").GetProperty("endCursor").GetString();
        var next = await graph.RunAsync(
            graph.Cast.He,
            """query($c: String!) { agents(where: {memberFullName: {eq: "李测试"}}) { nodes { listings(first: 2, after: $c, order: [{listPrice: ASC}, {bedroomsTotal: ASC}]) { nodes { listingId } } } } }""",
            new { c = cursor }
        );
        Assert.Equal("L3 L4", next.Column("agents.nodes.0.listings.nodes", "listingId"));

        static string Line(JsonElement agent)
        {
            var cheap = agent.GetProperty("cheap");
            var sold = agent.GetProperty("sold");
            return $"{cheap.GetProperty("totalCount")} {Numbers(cheap)}{(cheap.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? "true" : "false")}"
                + $" / {Numbers(agent.GetProperty("dear")).Trim()} / {sold.GetProperty("totalCount")}"
                + string.Concat(
                    sold.GetProperty("edges").EnumerateArray().Select(edge => " " + edge.GetProperty("node").GetProperty("listingId").GetString())
                );
        }

        static string Numbers(JsonElement page) =>
            string.Concat(page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("listingId").GetString() + " "));
    }

    [BothDatabases]
    public async Task A_row_that_comes_in_between_two_pages_moves_no_other(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider, Homes.Arrange);
        var before = await graph.RunAsync(
            graph.Cast.He,
            "{ listings(first: 3, order: [{listPrice: ASC}]) { pageInfo { endCursor } nodes { listingId } } }"
        );

        graph.Cast.AddListing("N1", graph.Cast.AgentLi, change: input => input with { ListPriceFen = 1_000_000_00 });
        graph.Cast.AddListing("N2", graph.Cast.AgentLi, change: input => input with { ListPriceFen = 7_000_000_00 });
        await using (var db = graph.Database.Open())
        {
            await graph.Cast.Home.SaveAsync(db);
        }

        var after = await graph.RunAsync(
            graph.Cast.He,
            "query($c: String) { listings(first: 10, after: $c, order: [{listPrice: ASC}]) { nodes { listingId } } }",
            new { c = before["listings.pageInfo.endCursor"].GetString() }
        );
        Assert.EndsWith("L3", before.Column("listings.nodes", "listingId"), StringComparison.Ordinal);
        Assert.Equal(Sorted("L4 (L5 L6) N2 L7 L8"), Sorted(Tied(after.Column("listings.nodes", "listingId").Split(' '), "L4 (L5 L6) N2 L7 L8")));
    }

    private static (bool Next, bool Previous) Sides(JsonElement connection)
    {
        var page = connection.GetProperty("pageInfo");
        return (page.GetProperty("hasNextPage").GetBoolean(), page.GetProperty("hasPreviousPage").GetBoolean());
    }

    private static async Task<List<string>> WalkAsync(Graph graph, string order, int size, bool backward)
    {
        var found = new List<string>();
        string? cursor = null;
        while (true)
        {
            var answer = await graph.RunAsync(
                graph.Cast.He,
                $$"""query($c: String) { listings({{(backward ? "last" : "first")}}: {{size}}, {{(backward ? "before" : "after")}}: $c, order: {{order}}) { pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { listingId } } }""",
                new { c = cursor }
            );
            var page = answer.Column("listings.nodes", "listingId").Split(' ');
            found.InsertRange(backward ? 0 : found.Count, page);
            Assert.True(found.Count <= 8, $"{order} {size}: {string.Join(' ', found)}");
            if (!answer[backward ? "listings.pageInfo.hasPreviousPage" : "listings.pageInfo.hasNextPage"].GetBoolean())
            {
                return found;
            }

            cursor = answer[backward ? "listings.pageInfo.startCursor" : "listings.pageInfo.endCursor"].GetString();
        }
    }

    /// <summary>Puts parentheses around the found rows where the expectation has a tie.</summary>
    private static string Tied(string[] found, string expected)
    {
        var at = 0;
        return string.Join(
            ' ',
            expected.Split(' ').Select(word => word.Replace(word.Trim('(', ')'), found.ElementAtOrDefault(at++) ?? "-", StringComparison.Ordinal))
        );
    }

    /// <summary>Sorts the rows within each tie.</summary>
    private static string Sorted(string listings) =>
        System.Text.RegularExpressions.Regex.Replace(
            listings,
            @"\(([^)]*)\)",
            tie => $"({string.Join(' ', tie.Groups[1].Value.Split(' ').Order(StringComparer.Ordinal))})",
            System.Text.RegularExpressions.RegexOptions.None,
            TimeSpan.FromSeconds(1)
        );
}
