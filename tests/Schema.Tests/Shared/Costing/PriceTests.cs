using System.Text.Json;
using GraphQL;
using GraphQL.Transport;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Testing;

namespace Lintel.Schema.Tests.Shared.Costing;

/// <summary>What operations are priced at, by the weights in the schema and the values of their variables.</summary>
public sealed class PriceTests
{
    [Theory]
    [InlineData("{ graphVersion }", "{}", 0)]
    [InlineData("{ viewer { name role } }", "{}", 1)]
    [InlineData("{ listings { nodes { id title } } }", "{}", 1 + 20)]
    [InlineData("{ listings(first: 5) { nodes { id } edges { node { id } } } }", "{}", 1 + 5 + (5 * 2))]
    [InlineData("query ($n: Int) { listings(first: $n) { nodes { id } } }", """{ "n": 7 }""", 1 + 7)]
    [InlineData("query ($n: Int) { listings(first: $n) { nodes { id } } }", """{ "n": null }""", 1 + 20)]
    [InlineData("query ($n: Int) { listings(first: $n) { nodes { id } } }", "{}", 1 + 20)]
    [InlineData("query ($n: Int = 3) { listings(last: $n) { nodes { id } } }", "{}", 1 + 3)]
    [InlineData("{ listings { totalCount } }", "{}", 1 + 5)]
    [InlineData("query ($s: String) { listings(search: $s) { totalCount } }", """{ "s": "a" }""", 1 + 5 + 10)]
    [InlineData("query ($s: String) { listings(search: $s) { totalCount } }", "{}", 1 + 5)]
    [InlineData("{ listings(first: 2) { nodes { listAgent { id } media { __typename } } } }", "{}", 1 + (2 * (1 + 1 + 10)))]
    [InlineData("{ listings { nodes { id } } listings { nodes { title } } }", "{}", 1 + 20)]
    [InlineData("query ($x: Boolean!) { listings { nodes @skip(if: $x) { id } totalCount @include(if: $x) } }", """{ "x": true }""", 1 + 5)]
    [InlineData("query ($x: Boolean!) { listings { nodes @skip(if: $x) { id } totalCount @include(if: $x) } }", """{ "x": false }""", 1 + 20)]
    [InlineData("{ a: viewer { name } ...F } fragment F on Query { a: viewer { role } b: viewer { role } }", "{}", 2)]
    [InlineData("{ nodes(ids: []) { id } }", "{}", 0)]
    [InlineData("{ nodes(ids: 0) { id } }", "{}", 1)]
    [InlineData("{ nodes(ids: 99999999999999999999999999) { id } }", "{}", 1)]
    [InlineData("{ nodes(ids: [1, 2]) { id } }", "{}", 2)]
    [InlineData("""{ node(id: "x") { id ... on Listing { listAgent { memberFullName } } ... on Deal { id } } }""", "{}", 2)]
    [InlineData("{ __schema { types { name fields { name } } } }", "{}", 50)]
    [InlineData("{ schema }", "{}", 20)]
    [InlineData(
        "{ listings { aggregate { count percentile(at: 0.5) { listPrice } groups(first: 3) { count key { district } } } } }",
        "{}",
        1 + 10 + 5 + (3 * 2)
    )]
    [InlineData("{ reports { agentPerformance(first: 4) { nodes { month } } } }", "{}", 1 + 20 + 4)]
    public async Task An_operation_has_this_price(string document, string variables, long price)
    {
        await using var graph = await Graph.CreateAsync(DatabaseProvider.Sqlite);

        Assert.Equal(price, await PriceAsync(graph, graph.Cast.Ma, document, variables));
    }

    [Fact]
    public async Task A_price_beyond_counting_stays_the_greatest()
    {
        await using var graph = await Graph.CreateAsync(DatabaseProvider.Sqlite);

        Assert.Equal(
            CostLimits.MostPoints,
            await PriceAsync(
                graph,
                graph.Cast.Ma,
                "query ($n: Int) { agents(first: $n) { nodes { listings(first: $n) { nodes { id showings(first: $n) { nodes { id } } } } } } }",
                """{ "n": 2147483647 }"""
            )
        );
    }

    internal static async Task<long> PriceAsync(Graph graph, Viewer viewer, string document, string variables)
    {
        var serializer = (IGraphQLTextSerializer)graph.Service(typeof(IGraphQLTextSerializer));
        var result = await graph.PriceAsync(viewer, new GraphQLRequest { Query = document, Variables = serializer.Deserialize<Inputs>(variables) });
        Assert.True(result is PricedResult, graph.Serialize(result));
        using var answer = JsonDocument.Parse(graph.Serialize(result));
        return answer.RootElement.GetProperty("extensions").GetProperty("cost").GetProperty("requested").GetInt64();
    }
}
