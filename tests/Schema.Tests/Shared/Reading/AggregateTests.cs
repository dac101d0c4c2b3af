using Lintel.Data;
using Lintel.Testing;

namespace Lintel.Schema.Tests.Shared.Reading;

/// <summary>Figures over <see cref="Homes"/>, counted by hand.</summary>
public sealed class AggregateTests
{
    [BothDatabases]
    public async Task Figures_cover_every_row_of_the_list_whatever_the_page(DatabaseProvider provider)
    {
        await AnswersAsync(
            provider,
            """
            { listings(first: 1, order: [{ listPrice: ASC }, { livingArea: ASC }]) {
                aggregate { count sum { listPrice bedroomsTotal } avg { listPrice livingArea bedroomsTotal } min { listPrice onMarketDate } max { listPrice createdAt } } } }
            """,
            """{"count":8,"sum":{"listPrice":47500000.50,"bedroomsTotal":15},"avg":{"listPrice":5937500.06,"livingArea":111.13,"bedroomsTotal":2.50},"min":{"listPrice":3000000.00,"onMarketDate":"2026-03-10"},"max":{"listPrice":12000000.00,"createdAt":"2026-03-15T04:00:00Z"}}"""
        );
    }

    [BothDatabases]
    public async Task A_percentile_is_a_value_that_exists(DatabaseProvider provider)
    {
        await AnswersAsync(
            provider,
            """
            { listings { aggregate {
                least: percentile(at: 0) { listPrice } quarter: percentile(at: 0.25) { listPrice }
                median: percentile(at: 0.5) { listPrice metroDistance } ninety: percentile(at: 0.9) { listPrice } most: percentile(at: 1) { listPrice } } } }
            """,
            """{"least":{"listPrice":3000000.00},"quarter":{"listPrice":3000000.00},"median":{"listPrice":5000000.00,"metroDistance":300},"ninety":{"listPrice":12000000.00},"most":{"listPrice":12000000.00}}"""
        );
    }

    [BothDatabases]
    public async Task Figures_of_nothing_are_empty(DatabaseProvider provider)
    {
        await AnswersAsync(
            provider,
            "{ listings { aggregate { min { listPrice @skip(if: true) } max { __typename } } } }",
            """{"min":{},"max":{"__typename":"ListingValues"}}"""
        );
    }

    [BothDatabases]
    public async Task Rows_are_grouped_by_the_selected_keys_the_largest_group_first(DatabaseProvider provider)
    {
        await AnswersAsync(
            provider,
            "{ listings { aggregate { groups { key { district } count avg { listPrice } percentile(at: 0.5) { livingArea } } } } }",
            """{"groups":[{"key":{"district":"朝阳"},"count":4,"avg":{"listPrice":5625000.13},"percentile":{"livingArea":60.00}},{"key":{"district":"海淀"},"count":2,"avg":{"listPrice":5500000.00},"percentile":{"livingArea":89.00}},{"key":{"district":null},"count":2,"avg":{"listPrice":7000000.00},"percentile":{"livingArea":120.00}}]}"""
        );
        await AnswersAsync(
            provider,
            "{ listings { aggregate { groups(first: 2) { key { hasElevator decoration } count } } } }",
            """{"groups":[{"key":{"hasElevator":true,"decoration":"FINE"},"count":2},{"key":{"hasElevator":false,"decoration":"FINE"},"count":1}]}"""
        );
        await AnswersAsync(
            provider,
            "{ listings { aggregate { groups(first: 1) { key { standardStatus onMarketDate } count } } } }",
            """{"groups":[{"key":{"standardStatus":"ACTIVE","onMarketDate":"2026-03-10"},"count":2}]}"""
        );
    }

    [BothDatabases]
    public async Task A_filter_narrows_the_figures_and_no_rows_have_none(DatabaseProvider provider)
    {
        await AnswersAsync(
            provider,
            """{ listings(where: { district: { eq: "海淀" } }) { aggregate { count max { listPrice } } } }""",
            """{"count":2,"max":{"listPrice":6000000.00}}"""
        );
        await AnswersAsync(
            provider,
            """{ listings(where: { district: { eq: "西城" } }) { aggregate { count sum { listPrice } avg { listPrice } min { listPrice } percentile(at: 0.5) { listPrice } groups { key { district } count } } } }""",
            """{"count":0,"sum":{"listPrice":null},"avg":{"listPrice":null},"min":{"listPrice":null},"percentile":{"listPrice":null},"groups":[]}"""
        );
    }

    [BothDatabases]
    public async Task Every_parent_has_figures_of_its_own_rows(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Homes.Arrange);

        Answer? answer = null;
        var statements = await QueryBudget.CountAsync(async () =>
            answer = await graph.RunAsync(
                graph.Cast.He,
                """
                { agents(where: { memberFullName: { in: ["李测试", "王测试", "冯测试"] } }, order: [{ memberFullName: ASC }]) { nodes {
                    memberFullName
                    listings { aggregate { count max { listPrice } percentile(at: 0.5) { listPrice } groups(first: 1) { key { decoration } count } } } } } }
                """
            )
        );

        // The agents, the figures, the groups.
        Assert.Equal(3, statements);
        Assert.Equal(
            """{"agents":{"nodes":[{"memberFullName":"冯测试","listings":{"aggregate":{"count":0,"max":{"listPrice":null},"percentile":{"listPrice":null},"groups":[]}}},"""
                + """{"memberFullName":"李测试","listings":{"aggregate":{"count":5,"max":{"listPrice":6000000.00},"percentile":{"listPrice":4500000.50},"groups":[{"key":{"decoration":"FINE"},"count":2}]}}},"""
                + """{"memberFullName":"王测试","listings":{"aggregate":{"count":3,"max":{"listPrice":12000000.00},"percentile":{"listPrice":8000000.00},"groups":[{"key":{"decoration":"FINE"},"count":1}]}}}]}}""",
            answer!.Data
        );
    }

    [BothDatabases]
    public async Task Aliases_fragments_and_directives_are_read_as_anywhere(DatabaseProvider provider)
    {
        await AnswersAsync(
            provider,
            """
            query ($no: Boolean = false) { listings { aggregate { __typename n: count ...Prices groups @include(if: $no) { key { district } count } } } }
            fragment Prices on ListingAggregate { top: max { price: listPrice } ... { max { livingArea } } max { listPrice @skip(if: true) } }
            """,
            """{"__typename":"ListingAggregate","n":8,"top":{"price":12000000.00},"max":{"livingArea":200.00}}"""
        );
    }

    [BothDatabases]
    public async Task Rows_out_of_sight_and_masked_values_count_for_nothing(DatabaseProvider provider)
    {
        // Given Feng in Li's store, who sees Li's clients with masked names; L6 is a draft of Wang, L7 on hold.
        var graph = await ReadOnlyGraph.OfAsync(provider, Homes.Arrange);

        var clients = await graph.RunAsync(graph.Cast.Feng, "{ clients { aggregate { count groups { key { fullName } count } } } }");
        var listings = await graph.RunAsync(graph.Cast.Feng, "{ listings { aggregate { count sum { listPrice } } } }");

        Assert.Equal("""{"clients":{"aggregate":{"count":1,"groups":[{"key":{"fullName":null},"count":1}]}}}""", clients.Data);
        Assert.Equal("""{"listings":{"aggregate":{"count":6,"sum":{"listPrice":33500000.50}}}}""", listings.Data);
    }

    [Theory]
    [InlineData("groups { count }", "Select at least one field under key")]
    [InlineData("groups { key { __typename } count }", "Select at least one field under key")]
    [InlineData("groups(first: 0) { key { district } count }", "Ask for 1 to 100 groups.")]
    [InlineData("groups(first: 101) { key { district } count }", "Ask for 1 to 100 groups.")]
    [InlineData("percentile(at: 1.01) { listPrice }", "a share from 0 to 1")]
    [InlineData("percentile(at: -0.5) { listPrice }", "a share from 0 to 1")]
    public async Task What_makes_no_figure_is_refused_clearly(string figure, string message)
    {
        var graph = await ReadOnlyGraph.OfAsync(DatabaseProvider.Sqlite, Homes.Arrange);

        var answer = await graph.RunAsync(graph.Cast.He, $$"""{ listings { aggregate { {{figure}} } } }""");

        Assert.Equal("BAD_ARGUMENT", answer.Codes);
        Assert.Contains(message, answer.Text, StringComparison.Ordinal);
    }

    private static async Task AnswersAsync(DatabaseProvider provider, string document, string aggregate)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Homes.Arrange);

        var answer = await graph.RunAsync(graph.Cast.He, document);

        Assert.Equal($$$"""{"listings":{"aggregate":{{{aggregate}}}}}""", answer.Data);
    }
}
