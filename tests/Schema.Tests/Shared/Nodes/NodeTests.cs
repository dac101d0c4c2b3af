using Lintel.Data;
using Lintel.Domain;
using Lintel.Testing;

namespace Lintel.Schema.Tests.Shared.Nodes;

public sealed class NodeTests
{
    [BothDatabases]
    public async Task A_node_is_found_by_its_id_whatever_its_type(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Arrange);
        var ids = await IdsAsync(graph);

        var answer = await graph.RunAsync(
            graph.Cast.Li,
            """
            query($ids: [ID!]!, $one: ID!) {
              nodes(ids: $ids) {
                __typename
                id
                ... on Listing { listingId listAgent { memberFullName } prices { totalCount } }
                ... on Client { source }
                ... on Deal { dealNumber tasks(first: 1) { nodes { name stage } } }
                ... on Agent { memberFullName }
              }
              node(id: $one) { ... on Deal { dealNumber tasks { totalCount } } ... on Listing { title } }
            }
            """,
            new { ids = new[] { ids.Deal, ids.Listing, ids.Client, ids.Listing }, one = ids.Deal }
        );

        var listing =
            $$$"""{"__typename":"Listing","id":"{{{ids.Listing}}}","listingId":"L1","listAgent":{"memberFullName":"李测试"},"prices":{"totalCount":0}}""";
        Assert.Equal(
            $$$$"""
            [{"__typename":"Deal","id":"{{{{ids.Deal}}}}","dealNumber":"D1","tasks":{"nodes":[{"name":"核验产权","stage":"INTENT"}]}},{{{{listing}}}},
            {"__typename":"Client","id":"{{{{ids.Client}}}}","source":"Zhou"},{{{{listing}}}}]
            """.OneLine(),
            answer["nodes"].GetRawText()
        );
        Assert.Equal("""{"dealNumber":"D1","tasks":{"totalCount":10}}""", answer["node"].GetRawText());
    }

    [BothDatabases]
    public async Task An_id_of_another_tenant_reads_like_one_that_does_not_exist(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Arrange);
        var ids = await IdsAsync(graph);

        foreach (var id in new[] { ids.Listing, ids.Client, ids.Deal, graph.Cast.AgentLi.GlobalId(), graph.Cast.Home.StoreOfLi.GlobalId() })
        {
            var nowhere = Ids.Of(id.Split('_')[0], Guid.Parse("01990000-0000-7000-8000-000000000000"));
            const string document = "query($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id __typename } }";
            foreach (var stranger in new[] { graph.Cast.Stranger, graph.Cast.StrangerOps })
            {
                var foreign = await graph.RunAsync(stranger, document, new { id });
                var missing = await graph.RunAsync(stranger, document, new { id = nowhere });

                Assert.Equal("""{"data":{"node":null,"nodes":[null]}}""", foreign.Text);
                Assert.Equal(missing.Text, foreign.Text);
            }
        }
    }

    [BothDatabases]
    public async Task An_id_that_is_none_is_a_bad_argument(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Arrange);
        var listing = (await IdsAsync(graph)).Listing;
        foreach (
            var id in new[]
            {
                "",
                "nonsense",
                "Listing_",
                "Nothing_" + listing[8..],
                "listing_" + listing[8..],
                listing + "A",
                listing[..^1],
                listing + "=",
                " " + listing,
                "AgentPerformance_" + listing[8..],
                "Query_" + listing[8..],
            }
        )
        {
            var one = await graph.RunAsync(graph.Cast.Li, "query($id: ID!) { node(id: $id) { id } }", new { id });
            var many = await graph.RunAsync(graph.Cast.Li, "query($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids = new[] { listing, id } });

            Assert.Equal($"{id} BAD_ARGUMENT", $"{id} {one.Codes}");
            Assert.Equal($"{id} BAD_ARGUMENT", $"{id} {many.Codes}");
        }

        var hundredAndOne = await graph.RunAsync(
            graph.Cast.Li,
            "query($ids: [ID!]!) { nodes(ids: $ids) { id } }",
            new { ids = Enumerable.Repeat(listing, 101) }
        );
        Assert.Equal("BAD_ARGUMENT", hundredAndOne.Codes);
    }

    [BothDatabases]
    public async Task An_id_is_the_same_wherever_it_is_read(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Arrange);

        var answer = await graph.RunAsync(
            graph.Cast.Li,
            "{ listings { nodes { id deals { nodes { id listing { id } agent { id } } } } } viewer { agent { id } } }"
        );

        Assert.Equal(answer["listings.nodes.0.id"].GetString(), answer["listings.nodes.0.deals.nodes.0.listing.id"].GetString());
        Assert.Equal(graph.Cast.AgentLi.GlobalId(), answer["viewer.agent.id"].GetString());
        Assert.Equal(graph.Cast.AgentLi.GlobalId(), answer["listings.nodes.0.deals.nodes.0.agent.id"].GetString());
    }

    private static async Task<(string Listing, string Deal, string Client)> IdsAsync(Graph graph)
    {
        var answer = await graph.RunAsync(graph.Cast.Li, "{ listings { nodes { id } } deals { nodes { id } } }");
        return (answer["listings.nodes.0.id"].GetString()!, answer["deals.nodes.0.id"].GetString()!, graph.Cast.ClientZhou.GlobalId()); // every node has one
    }

    private static void Arrange(Cast cast) => cast.AddDeal("D1", cast.AgentLi, cast.AddListing("L1", cast.AgentLi), cast.ClientZhou);
}
