using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Imports;
using Lintel.Domain.Listings;
using Lintel.Domain.Organisation;
using Lintel.Testing;

namespace Lintel.Schema.Tests.Shared.Access;

/// <summary>
/// Who sees which rows. Every agent holds one listing of each visibility and a draft open to all; Li, Wang, Zhao and the
/// stranger each have a client, a showing and a deal of their own; Zhou is Li's second client, to whom Li showed and sells a home.
/// </summary>
public sealed class RowScopeTests
{
    private const string All = "DRAFT FRANCHISE NETWORK PRIVATE STORE";

    [BothDatabases]
    public async Task A_listing_is_seen_by_its_line_and_by_those_its_visibility_opens_it_to(DatabaseProvider provider)
    {
        var cast = (await GraphAsync(provider)).Cast;

        await SeesAsync(
            provider,
            cast.Li,
            "listings",
            Own("Li", All) + Own("Feng", "FRANCHISE NETWORK STORE") + Own("Wang", "FRANCHISE NETWORK") + Own("Zhao", "NETWORK")
        );
        await SeesAsync(
            provider,
            cast.Feng,
            "listings",
            Own("Li", "FRANCHISE NETWORK STORE") + Own("Feng", All) + Own("Wang", "FRANCHISE NETWORK") + Own("Zhao", "NETWORK")
        );
        await SeesAsync(
            provider,
            cast.Wang,
            "listings",
            Own("Li", "FRANCHISE NETWORK") + Own("Feng", "FRANCHISE NETWORK") + Own("Wang", All) + Own("Zhao", "NETWORK")
        );
        await SeesAsync(provider, cast.Zhao, "listings", Own("Li", "NETWORK") + Own("Feng", "NETWORK") + Own("Wang", "NETWORK") + Own("Zhao", All));
        await SeesAsync(
            provider,
            cast.Chen,
            "listings",
            Own("Li", All) + Own("Feng", All) + Own("Wang", "FRANCHISE NETWORK") + Own("Zhao", "NETWORK")
        );
        foreach (var east in new[] { cast.Sun, cast.Gao, cast.Lin, cast.PartnerEast, cast.Integrator })
        {
            await SeesAsync(provider, east, "listings", Own("Li", All) + Own("Feng", All) + Own("Wang", All) + Own("Zhao", "NETWORK"));
        }

        await SeesAsync(
            provider,
            cast.PartnerWest,
            "listings",
            Own("Li", "NETWORK") + Own("Feng", "NETWORK") + Own("Wang", "NETWORK") + Own("Zhao", All)
        );
        foreach (var brand in new[] { cast.He, cast.Ma })
        {
            await SeesAsync(provider, brand, "listings", Own("Li", All) + Own("Feng", All) + Own("Wang", All) + Own("Zhao", All));
        }

        await SeesAsync(
            provider,
            cast.Zhou,
            "listings",
            Own("Li", "NETWORK") + Own("Feng", "NETWORK") + Own("Wang", "NETWORK") + Own("Zhao", "NETWORK")
        );
        await SeesAsync(provider, cast.Stranger, "listings", Own("Stranger", All));
        await SeesAsync(provider, cast.StrangerOps, "listings", Own("Stranger", All));
    }

    [BothDatabases]
    public async Task Clients_showings_and_deals_are_seen_by_their_line_only(DatabaseProvider provider)
    {
        var cast = (await GraphAsync(provider)).Cast;
        (Viewer Viewer, string Clients, string Showings, string Deals)[] expected =
        [
            (cast.Li, "Li Zhou", "Li", "Li Wang"),
            (cast.Feng, "Li Zhou", "", ""),
            (cast.Wang, "Wang", "Wang", "Wang"),
            (cast.Zhao, "Zhao", "Zhao", "Zhao"),
            (cast.Chen, "Li Zhou", "Li", "Li"),
            (cast.Sun, "Li Wang Zhou", "Li Wang", "Li Wang"),
            (cast.He, "Li Wang Zhao Zhou", "Li Wang Zhao", "Li Wang Zhao"),
            (cast.Gao, "Li Wang Zhou", "FORBIDDEN", "Li Wang"),
            (cast.Lin, "Li Wang Zhou", "FORBIDDEN", "Li Wang"),
            (cast.Ma, "Li Wang Zhao Zhou", "Li Wang Zhao", "Li Wang Zhao"),
            (cast.PartnerEast, "Li Wang Zhou", "Li Wang", "Li Wang"),
            (cast.PartnerWest, "Zhao", "Zhao", "Zhao"),
            (cast.Integrator, "Li Wang Zhou", "Li Wang", "Li Wang"),
            (cast.Zhou, "Zhou", "Li", "Li"),
            (cast.Stranger, "Stranger", "Stranger", "Stranger"),
            (cast.StrangerOps, "Stranger", "Stranger", "Stranger"),
        ];

        foreach (var (viewer, clients, showings, deals) in expected)
        {
            await SeesAsync(provider, viewer, "clients", clients);
            await SeesAsync(provider, viewer, "showings", showings);
            await SeesAsync(provider, viewer, "deals", deals);
        }
    }

    [BothDatabases]
    public async Task The_brand_ends_what_anyone_sees_of_its_people_and_places(DatabaseProvider provider)
    {
        var graph = await GraphAsync(provider);
        foreach (var viewer in graph.Cast.OneOfEachRole)
        {
            var answer = await graph.RunAsync(
                viewer,
                "{ agents { nodes { memberFullName } } offices { nodes { code } } communities { nodes { name } } }"
            );

            Assert.Equal("冯测试 李测试 王测试 赵测试", answer.SortedColumn("agents.nodes", "memberFullName"));
            Assert.Equal("B F R S1 S1T1 S2 W W1", answer.SortedColumn("offices.nodes", "code"));
            Assert.Equal("云栖雅苑", answer.Column("communities.nodes", "name"));
        }

        foreach (var viewer in new[] { graph.Cast.Stranger, graph.Cast.StrangerOps })
        {
            var answer = await graph.RunAsync(viewer, "{ agents { nodes { memberFullName } } offices { nodes { code } } }");

            Assert.Equal("外测试", answer.SortedColumn("agents.nodes", "memberFullName"));
            Assert.Equal("X XF XR XS", answer.SortedColumn("offices.nodes", "code"));
        }
    }

    [BothDatabases]
    public async Task Imports_and_results_are_seen_by_the_line(DatabaseProvider provider)
    {
        var cast = (await GraphAsync(provider)).Cast;
        (Viewer Viewer, string Runs, string Agents, string Stores)[] expected =
        [
            (cast.Li, "FORBIDDEN", "李测试", "S1"),
            (cast.Feng, "FORBIDDEN", "", "S1"),
            (cast.Wang, "FORBIDDEN", "王测试", "S2"),
            (cast.Zhao, "FORBIDDEN", "赵测试", "W1"),
            (cast.Chen, "store.csv", "李测试", "S1"),
            (cast.Sun, "franchise.csv store.csv", "李测试 王测试", "S1 S2"),
            (cast.He, "FORBIDDEN", "FORBIDDEN", "FORBIDDEN"),
            (cast.Lin, "FORBIDDEN", "李测试 王测试", "S1 S2"),
            (cast.Ma, "franchise.csv store.csv west.csv", "李测试 王测试 赵测试", "S1 S2 W1"),
            (cast.PartnerEast, "franchise.csv store.csv", "李测试 王测试", "S1 S2"),
            (cast.PartnerWest, "west.csv", "赵测试", "W1"),
            (cast.Integrator, "FORBIDDEN", "FORBIDDEN", "FORBIDDEN"),
            (cast.Zhou, "FORBIDDEN", "FORBIDDEN", "FORBIDDEN"),
            (cast.StrangerOps, "", "外测试", "XS"),
        ];

        foreach (var (viewer, runs, agents, stores) in expected)
        {
            await SeesAsync(provider, viewer, "importRuns", runs);
            await SeesAsync(provider, viewer, "agentPerformance", agents);
            await SeesAsync(provider, viewer, "storePerformance", stores);
        }
    }

    [BothDatabases]
    public async Task Every_way_to_a_row_is_as_closed_as_the_list(DatabaseProvider provider)
    {
        var graph = await GraphAsync(provider);
        var listing = await IdAsync(graph, graph.Cast.He, "listings(where: {listingId: {eq: \"Li-PRIVATE\"}})");
        var deal = await IdAsync(graph, graph.Cast.He, "deals(where: {dealNumber: {eq: \"Li\"}})");
        var client = await IdAsync(graph, graph.Cast.He, "clients(where: {fullName: {eq: \"Li\"}})");

        // Wang works in another store of Li's franchise: none of these is his to see.
        var answer = await graph.RunAsync(
            graph.Cast.Wang,
            """
            query($listing: ID!, $deal: ID!, $client: ID!, $agent: ID!) {
              listing: node(id: $listing) { id ... on Listing { title listAgent { memberFullName } } }
              all: nodes(ids: [$listing, $deal, $client, $agent]) { id }
              filtered: listings(where: {id: {eq: $listing}}) { totalCount nodes { id } }
              agents(where: {memberFullName: {eq: "李测试"}}) {
                nodes {
                  listings { totalCount nodes { listingId } }
                  clients { totalCount nodes { id } }
                  showings { totalCount nodes { id } }
                  deals { totalCount nodes { id } }
                  performance { totalCount nodes { month } }
                  store { listings { totalCount } performance { totalCount } }
                }
              }
              byListing: agents(where: {listings: {some: {listingId: {eq: "Li-PRIVATE"}}}}) { totalCount }
              byClient: agents(where: {clients: {some: {fullName: {eq: "Li"}}}}) { totalCount }
              byDeal: agents(where: {deals: {any: true}}) { nodes { memberFullName } }
              byMonth: agents(where: {performance: {any: true}}) { nodes { memberFullName } }
              community: communities { nodes { listings { totalCount } } }
            }
            """,
            new
            {
                listing,
                deal,
                client,
                agent = graph.Cast.AgentLi.GlobalId(),
            }
        );

        Assert.Equal("null", answer["listing"].GetRawText());
        Assert.Equal($$$"""[null,null,null,{"id":"{{{graph.Cast.AgentLi.GlobalId()}}}"}]""", answer["all"].GetRawText());
        Assert.Equal("""{"totalCount":0,"nodes":[]}""", answer["filtered"].GetRawText());
        var li = answer["agents.nodes.0"];
        Assert.Equal(2, li.GetProperty("listings").GetProperty("totalCount").GetInt32());
        foreach (var hidden in new[] { "clients", "showings", "deals", "performance" })
        {
            Assert.Equal("""{"totalCount":0,"nodes":[]}""", li.GetProperty(hidden).GetRawText());
        }

        Assert.Equal("""{"listings":{"totalCount":4},"performance":{"totalCount":0}}""", li.GetProperty("store").GetRawText());
        Assert.Equal(0, answer["byListing.totalCount"].GetInt32());
        Assert.Equal(0, answer["byClient.totalCount"].GetInt32());
        Assert.Equal("王测试", answer.Column("byDeal.nodes", "memberFullName"));
        Assert.Equal("王测试", answer.Column("byMonth.nodes", "memberFullName"));
        Assert.Equal(10, answer["community.nodes.0.listings.totalCount"].GetInt32());
    }

    [BothDatabases]
    public async Task A_reference_to_a_row_out_of_sight_is_null(DatabaseProvider provider)
    {
        var graph = await GraphAsync(provider);

        // Wang's deal is on Li's private listing: Li sees the deal as list agent, but not Wang's client; Wang does not see the listing.
        const string document =
            """{ deals(where: {dealNumber: {eq: "Wang"}}) { nodes { listing { listingId } client { fullName } agent { memberFullName } listAgent { memberFullName } } } }""";
        var ofWang = await graph.RunAsync(graph.Cast.Wang, document);
        var ofLi = await graph.RunAsync(graph.Cast.Li, document);
        var ofSun = await graph.RunAsync(graph.Cast.Sun, document);

        Assert.Equal(
            """[{"listing":null,"client":{"fullName":"Wang"},"agent":{"memberFullName":"王测试"},"listAgent":{"memberFullName":"李测试"}}]""",
            ofWang["deals.nodes"].GetRawText()
        );
        Assert.Equal(
            """[{"listing":{"listingId":"Li-PRIVATE"},"client":null,"agent":{"memberFullName":"王测试"},"listAgent":{"memberFullName":"李测试"}}]""",
            ofLi["deals.nodes"].GetRawText()
        );
        Assert.Equal(
            """[{"listing":{"listingId":"Li-PRIVATE"},"client":{"fullName":"Wang"},"agent":{"memberFullName":"王测试"},"listAgent":{"memberFullName":"李测试"}}]""",
            ofSun["deals.nodes"].GetRawText()
        );
    }

    [BothDatabases]
    public async Task Only_what_is_offered_or_was_sold_is_shared(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(
            provider,
            cast =>
            {
                foreach (
                    var status in new[] { ListingStatus.Draft, ListingStatus.Active, ListingStatus.Hold, ListingStatus.Pending, ListingStatus.Closed }
                )
                {
                    cast.AddListing(status.ToString(), cast.AgentLi, status);
                }
            }
        );

        var answer = await graph.RunAsync(graph.Cast.Wang, "{ listings { nodes { listingId } } }");

        Assert.Equal("Active Closed Pending", answer.SortedColumn("listings.nodes", "listingId"));
    }

    private static Task<Graph> GraphAsync(DatabaseProvider provider) => ReadOnlyGraph.OfAsync(provider, Arrange);

    private static void Arrange(Cast cast)
    {
        (string Name, Agent Agent)[] agents =
        [
            ("Li", cast.AgentLi),
            ("Feng", cast.AgentFeng),
            ("Wang", cast.AgentWang),
            ("Zhao", cast.AgentZhao),
            ("Stranger", cast.AgentStranger),
        ];
        var listings = agents.SelectMany(one => AddListings(cast, one.Name, one.Agent)).ToDictionary(listing => listing.ListingNumber);
        foreach (var (name, agent) in agents.Where(one => one.Name != "Feng"))
        {
            var client = cast.AddClient(name, agent, source: name);
            cast.AddShowing(agent, listings[$"{name}-NETWORK"], name == "Li" ? cast.ClientZhou : client, feedback: name);
            var sold = name switch
            {
                "Li" => "Li-STORE",
                "Wang" => "Li-PRIVATE",
                _ => $"{name}-PRIVATE",
            };
            cast.AddDeal(name, agent, listings[sold], name == "Li" ? cast.ClientZhou : client);
        }

        Import(cast, cast.Home.StoreOfLi, "store.csv");
        Import(cast, cast.Home.Franchise, "franchise.csv");
        Import(cast, cast.FranchiseWest, "west.csv");
    }

    private static IEnumerable<Listing> AddListings(Cast cast, string name, Agent agent) =>
        Enum.GetValues<ListingVisibility>()
            .Select(visibility =>
                cast.AddListing(
                    $"{name}-{EnumNames.ToConstantCase(visibility.ToString())}",
                    agent,
                    change: input => input with { Visibility = visibility }
                )
            )
            .Append(cast.AddListing($"{name}-DRAFT", agent, ListingStatus.Draft));

    private static void Import(Cast cast, Office office, string file) =>
        cast.Home.Add(ImportRun.Start(cast.Home.NewId(), office, "lianjia-2021", file, new string('0', 64), "utf-8", TestDatabase.Now));

    private static string Own(string name, string visibilities) => string.Concat(visibilities.Split(' ').Select(one => $"{name}-{one} "));

    private static async Task<string> IdAsync(Graph graph, Viewer viewer, string list)
    {
        var answer = await graph.RunAsync(viewer, $$"""{ rows: {{list}} { nodes { id } } }""");
        return answer["rows.nodes.0.id"].GetString()!; // every node has one
    }

    private static async Task SeesAsync(DatabaseProvider provider, Viewer viewer, string list, string expected)
    {
        var graph = await GraphAsync(provider);
        var (document, path, field) = list switch
        {
            "listings" => ("{ listings(first: 100) { totalCount nodes { listingId } } }", "listings", "listingId"),
            "clients" => ("{ clients { totalCount nodes { source } } }", "clients", "source"),
            "showings" => ("{ showings { totalCount nodes { feedback } } }", "showings", "feedback"),
            "deals" => ("{ deals { totalCount nodes { dealNumber } } }", "deals", "dealNumber"),
            "importRuns" => ("{ importRuns { totalCount nodes { fileName } } }", "importRuns", "fileName"),
            "agentPerformance" => (
                "{ reports { agentPerformance { totalCount nodes { agent { memberFullName } } } } }",
                "reports.agentPerformance",
                "agent.memberFullName"
            ),
            _ => ("{ reports { storePerformance { totalCount nodes { store { code } } } } }", "reports.storePerformance", "store.code"),
        };

        var answer = await graph.RunAsync(viewer, document);

        if (answer.Codes.Length > 0)
        {
            Assert.Equal($"{viewer.Name} {list}: {expected}", $"{viewer.Name} {list}: {answer.Codes}");
            return;
        }

        var sorted = string.Join(' ', expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
        Assert.Equal($"{viewer.Name} {list}: {sorted}", $"{viewer.Name} {list}: {answer.SortedColumn($"{path}.nodes", field)}");
        Assert.Equal(sorted.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, answer[$"{path}.totalCount"].GetInt32());
    }
}
