using Lintel.Data;
using Lintel.Testing;

namespace Lintel.Schema.Tests.Shared.Reading;

/// <summary>The selection set decides what comes back, in its order, as the GraphQL specification collects fields.</summary>
public sealed class SelectionTests
{
    [BothDatabases]
    public async Task Every_object_knows_its_type_name(DatabaseProvider provider)
    {
        var answer = await RunAsync(
            provider,
            """
            {
              __typename
              listings(where: {listingId: {eq: "L1"}}) {
                __typename
                pageInfo { __typename }
                edges { __typename node { __typename t: __typename listAgent { __typename store { __typename } } showings { __typename nodes { __typename } } media { __typename } } }
              }
              reports { __typename storePerformance { __typename nodes { __typename store { __typename } } } }
              viewer { __typename brand { __typename } }
            }
            """
        );

        Assert.Equal(
            """
            {"__typename":"Query","listings":{"__typename":"ListingConnection","pageInfo":{"__typename":"PageInfo"},"edges":[{"__typename":"ListingEdge","node":
            {"__typename":"Listing","t":"Listing","listAgent":{"__typename":"Agent","store":{"__typename":"Office"}},
            "showings":{"__typename":"ShowingConnection","nodes":[{"__typename":"Showing"},{"__typename":"Showing"}]},"media":[]}}]},
            "reports":{"__typename":"Reports","storePerformance":{"__typename":"StorePerformanceConnection","nodes":[{"__typename":"StorePerformance","store":{"__typename":"Office"}}]}},
            "viewer":{"__typename":"Viewer","brand":{"__typename":"Office"}}}
            """.OneLine(),
            answer.Data
        );
    }

    [BothDatabases]
    public async Task Fields_come_in_the_order_they_are_asked_for_under_the_names_they_are_given(DatabaseProvider provider)
    {
        var answer = await RunAsync(
            provider,
            """{ page: listings(where: {listingId: {eq: "L3"}}) { rows: nodes { title price: listPrice a: bedroomsTotal b: bedroomsTotal listingId } n: totalCount } }"""
        );

        Assert.Equal("""{"page":{"rows":[{"title":"100%_精装 \"两居\"","price":4500000.50,"a":2,"b":2,"listingId":"L3"}],"n":1}}""", answer.Data);
    }

    [BothDatabases]
    public async Task Fragments_merge_what_they_ask_under_one_name(DatabaseProvider provider)
    {
        var answer = await RunAsync(
            provider,
            """
            query($yes: Boolean = true, $no: Boolean = false) {
              listings(where: {listingId: {eq: "L1"}}) { ...Page }
            }
            fragment Page on ListingConnection {
              nodes { ...Facts ...Place listAgent { memberFullName } }
              nodes { bedroomsTotal ... on Node { id @skip(if: $yes) __typename } ... on Listing { yearBuilt } ... { district } }
            }
            fragment Facts on Listing { listingId livingArea @include(if: $yes) title @include(if: $no) listAgent { jobTitle } }
            fragment Place on Listing { listOffice { code ...Office } listingId }
            fragment Office on Office { parent { code } ... @include(if: $no) { city } }
            """
        );

        Assert.Equal(
            """
            {"listings":{"nodes":[{"listingId":"L1","livingArea":60.00,"listAgent":{"jobTitle":"经纪人","memberFullName":"李测试"},
            "listOffice":{"code":"S1","parent":{"code":"F"}},"bedroomsTotal":1,"__typename":"Listing","yearBuilt":2005,"district":"朝阳"}]}}
            """.OneLine(),
            answer.Data
        );
    }

    [BothDatabases]
    public async Task Every_kind_of_value_is_written_in_its_own_way(DatabaseProvider provider)
    {
        var answer = await RunAsync(
            provider,
            """
            {
              listings(where: {listingId: {in: ["L5", "L8"]}}, order: [{listPrice: ASC}]) {
                nodes {
                  listPrice unitPrice livingArea closePrice bedroomsTotal hasElevator decoration orientations standardStatus status
                  onMarketDate closeDate createdAt statusChangeTimestamp metroDistance metroLine showingCount version
                }
              }
            }
            """
        );

        Assert.Equal(
            """
            {"listPrice":6000000.00,"unitPrice":50000.00,"livingArea":120.00,"closePrice":null,"bedroomsTotal":3,"hasElevator":true,"decoration":"FINE",
            "orientations":["SOUTH_EAST","NORTH_WEST"],"standardStatus":"ACTIVE","status":"ACTIVE","onMarketDate":"2026-03-13","closeDate":null,
            "createdAt":"2026-03-13T04:00:00Z","statusChangeTimestamp":"2026-03-13T04:00:00Z","metroDistance":300,"metroLine":null,"showingCount":0,"version":2}
            """.OneLine(),
            answer["listings.nodes.0"].GetRawText()
        );
        Assert.Equal(
            """
            {"listPrice":12000000.00,"unitPrice":60000.00,"livingArea":200.00,"closePrice":12000000.00,"bedroomsTotal":4,"hasElevator":true,"decoration":"SIMPLE",
            "orientations":["SOUTH"],"standardStatus":"CLOSED","status":"CLOSED","onMarketDate":"2026-03-15","closeDate":"2026-03-15",
            "createdAt":"2026-03-15T04:00:00Z","statusChangeTimestamp":"2026-03-15T04:00:00Z","metroDistance":null,"metroLine":null,"showingCount":0,"version":4}
            """.OneLine(),
            answer["listings.nodes.1"].GetRawText()
        );
    }

    [BothDatabases]
    public async Task Text_of_any_kind_survives_the_journey(DatabaseProvider provider)
    {
        const string title = "引号\" 反斜\\ 行\n换 表\t符 \u0001 </script> & 𠮷 é 🏠";
        await using var graph = await Graph.CreateAsync(
            provider,
            cast => cast.AddListing("L1", cast.AgentLi, change: input => input with { Title = title })
        );

        var answer = await graph.RunAsync(
            graph.Cast.Li,
            "query($t: String) { listings(where: {title: {eq: $t}}) { nodes { title } } }",
            new { t = title }
        );

        Assert.Equal(title, answer["listings.nodes.0.title"].GetString());
    }

    [BothDatabases]
    public async Task The_five_subjects_are_reached_from_each_other_in_one_answer(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(
            provider,
            cast =>
            {
                var listing = cast.AddListing("L1", cast.AgentLi);
                cast.AddDeal("D1", cast.AgentLi, listing, cast.ClientZhou);
                cast.AddShowing(cast.AgentLi, listing, cast.ClientZhou, interest: 4);
                cast.AddNeed(cast.ClientZhou);
            }
        );

        var answer = await graph.RunAsync(
            graph.Cast.Li,
            """
            {
              listings {
                nodes {
                  listingId
                  listAgent { store { officeName performance { nodes { month showings } } } }
                  deals {
                    nodes {
                      dealNumber
                      tasks(last: 1) { nodes { name dueOn assignee { memberFullName clients { nodes { needs { nodes { budget } } showings { nodes { interest } } } } } } }
                    }
                  }
                }
              }
            }
            """
        );

        Assert.Equal(
            """
            {"listings":{"nodes":[{"listingId":"L1","listAgent":{"store":{"officeName":"一店","performance":{"nodes":[{"month":"2026-03-01","showings":1}]}}},
            "deals":{"nodes":[{"dealNumber":"D1","tasks":{"nodes":[{"name":"归档成交资料","dueOn":"2026-05-27","assignee":{"memberFullName":"李测试",
            "clients":{"nodes":[{"needs":{"nodes":[{"budget":6000000.00}]},"showings":{"nodes":[{"interest":4}]}}]}}}]}}]}}]}}
            """.OneLine(),
            answer.Data
        );
    }

    private static async Task<Answer> RunAsync(DatabaseProvider provider, string document)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Homes.Arrange);
        return await graph.RunAsync(graph.Cast.Ma, document);
    }
}
