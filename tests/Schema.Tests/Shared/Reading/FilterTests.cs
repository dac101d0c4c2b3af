using Lintel.Data;
using Lintel.Testing;

namespace Lintel.Schema.Tests.Shared.Reading;

/// <summary>What <c>where</c> selects of <see cref="Homes"/>, for one who sees them all.</summary>
public sealed class FilterTests
{
    [BothDatabases]
    public async Task Equality_of_numbers_counts_a_missing_value_as_unequal(DatabaseProvider provider)
    {
        await SelectsAsync(
            provider,
            ("{bedroomsTotal: {eq: 2}}", "L2 L3"),
            ("{bedroomsTotal: {neq: 2}}", "L1 L4 L5 L6 L7 L8"),
            ("{bedroomsTotal: {eq: null}}", "L4 L6"),
            ("{bedroomsTotal: {neq: null}}", "L1 L2 L3 L5 L7 L8"),
            ("{bedroomsTotal: {eq: 9}}", "")
        );
    }

    [BothDatabases]
    public async Task Lists_of_values_count_a_missing_value_as_none_of_them(DatabaseProvider provider)
    {
        await SelectsAsync(
            provider,
            ("{bedroomsTotal: {in: [1, 4]}}", "L1 L8"),
            ("{bedroomsTotal: {nin: [1, 2, 3]}}", "L4 L6 L8"),
            ("{bedroomsTotal: {in: []}}", ""),
            ("{bedroomsTotal: {nin: []}}", "L1 L2 L3 L4 L5 L6 L7 L8"),
            ("{bedroomsTotal: {in: 3}}", "L5 L7"),
            ("{bedroomsTotal: {in: null}}", ""),
            ("{decoration: {in: [FINE, BARE]}}", "L1 L4 L5 L6"),
            ("{decoration: {nin: [FINE, BARE]}}", "L2 L3 L7 L8")
        );
    }

    [BothDatabases]
    public async Task Ranges_include_their_ends_only_when_they_say_so(DatabaseProvider provider)
    {
        await SelectsAsync(
            provider,
            ("{listPrice: {gt: 6000000}}", "L7 L8"),
            ("{listPrice: {gte: 6000000}}", "L5 L6 L7 L8"),
            ("{listPrice: {lt: 4500000.5}}", "L1 L2"),
            ("{listPrice: {lte: 4500000.50}}", "L1 L2 L3"),
            ("{listPrice: {gt: 3000000, lt: 6000000}}", "L3 L4"),
            ("{listPrice: {eq: 4500000.5}}", "L3"),
            ("{bedroomsTotal: {lt: 3}}", "L1 L2 L3"),
            ("{bedroomsTotal: {gte: 3}}", "L5 L7 L8"),
            ("{bedroomsTotal: {gt: null}}", ""),
            ("{livingArea: {gte: 89, lte: 90}}", "L3 L4")
        );
    }

    [BothDatabases]
    public async Task Computed_values_are_filtered_like_stored_ones(DatabaseProvider provider)
    {
        // L4: 5,000,000 / 89 = 56,179.775…, L3: 4,500,000.50 / 90 = 50,000.0055…
        await SelectsAsync(
            provider,
            ("{unitPrice: {eq: 56179.78}}", "L4"),
            ("{unitPrice: {eq: 50000.01}}", "L3"),
            ("{unitPrice: {eq: 50000}}", "L1 L2 L5 L6"),
            ("{unitPrice: {gt: 56179.78}}", "L8"),
            ("{standardStatus: {eq: ACTIVE}}", "L1 L2 L3 L4 L5"),
            ("{standardStatus: {in: [INCOMPLETE, HOLD]}}", "L6 L7"),
            ("{standardStatus: {neq: ACTIVE}}", "L6 L7 L8"),
            ("{status: {eq: CLOSED}}", "L8")
        );
    }

    [BothDatabases]
    public async Task Text_is_taken_literally(DatabaseProvider provider)
    {
        await SelectsAsync(
            provider,
            ("""{title: {eq: "sunny corner"}}""", "L2"),
            ("""{title: {eq: "Sunny corner"}}""", ""),
            ("""{title: {contains: "SUNNY"}}""", "L1 L2"),
            ("""{title: {contains: "南北通透"}}""", "L1 L5"),
            ("""{title: {contains: "%"}}""", "L3"),
            ("""{title: {contains: "_"}}""", "L3"),
            ("""{title: {contains: "\"两居\""}}""", "L3"),
            ("""{title: {contains: "' OR '1'='1"}}""", ""),
            ("""{title: {contains: "O'Neil"}}""", "L4"),
            ("""{title: {contains: ""}}""", "L1 L2 L3 L4 L5 L6 L7 L8"),
            ("""{title: {startsWith: "南北"}}""", "L5"),
            ("""{title: {startsWith: "sunny"}}""", "L2"),
            ("""{title: {startsWith: "100%_"}}""", "L3"),
            ("""{title: {startsWith: "𠮷野"}}""", "L6"),
            ("""{title: {startsWith: ""}}""", "L1 L2 L3 L4 L5 L6 L7 L8"),
            ("""{district: {eq: "海淀"}}""", "L4 L5"),
            ("""{district: {neq: "海淀"}}""", "L1 L2 L3 L6 L7 L8"),
            ("""{district: {contains: "淀"}}""", "L4 L5"),
            ("""{district: {in: ["海淀", "朝阳"]}}""", "L1 L2 L3 L4 L5 L8")
        );
    }

    [BothDatabases]
    public async Task Flags_dates_and_instants_compare_as_what_they_are(DatabaseProvider provider)
    {
        await SelectsAsync(
            provider,
            ("{hasElevator: {eq: true}}", "L1 L4 L5 L8"),
            ("{hasElevator: {eq: false}}", "L2 L6"),
            ("{hasElevator: {neq: true}}", "L2 L3 L6 L7"),
            ("{hasElevator: {eq: null}}", "L3 L7"),
            ("""{onMarketDate: {eq: "2026-03-13"}}""", "L5"),
            ("""{onMarketDate: {gt: "2026-03-12"}}""", "L5 L7 L8"),
            ("""{onMarketDate: {eq: null}}""", "L6"),
            ("""{onMarketDate: {in: ["2026-03-10", "2026-03-15"]}}""", "L1 L2 L8"),
            ("""{createdAt: {eq: "2026-03-11T04:00:00Z"}}""", "L3"),
            ("""{createdAt: {eq: "2026-03-11T12:00:00+08:00"}}""", "L3"),
            ("""{createdAt: {gte: "2026-03-14T12:00:00+08:00"}}""", "L7 L8"),
            ("""{createdAt: {lt: "2026-03-11T03:59:59.9999999Z"}}""", "L1 L2")
        );
    }

    [BothDatabases]
    public async Task A_set_can_be_asked_for_all_or_any_of_its_members(DatabaseProvider provider)
    {
        await SelectsAsync(
            provider,
            ("{orientations: {all: [SOUTH, NORTH]}}", "L1 L7"),
            ("{orientations: {any: [SOUTH, NORTH]}}", "L1 L2 L6 L7 L8"),
            ("{orientations: {any: [SOUTH_EAST, EAST]}}", "L3 L5 L7"),
            ("{orientations: {all: []}}", "L1 L2 L3 L4 L5 L6 L7 L8"),
            ("{orientations: {any: []}}", ""),
            ("{orientations: {all: [SOUTH], any: [EAST, WEST]}}", "L7")
        );
    }

    [BothDatabases]
    public async Task Conditions_combine_as_logic_has_it(DatabaseProvider provider)
    {
        await SelectsAsync(
            provider,
            ("{listPrice: {gte: 6000000}, hasElevator: {eq: true}}", "L5 L8"),
            ("{and: [{listPrice: {gte: 6000000}}, {hasElevator: {eq: true}}]}", "L5 L8"),
            ("{or: [{listPrice: {gt: 8000000}}, {bedroomsTotal: {eq: 1}}]}", "L1 L8"),
            ("""{district: {eq: "朝阳"}, or: [{bedroomsTotal: {eq: 1}}, {bedroomsTotal: {eq: 4}}]}""", "L1 L8"),
            ("""{or: [{district: {eq: "海淀"}, bedroomsTotal: {eq: 3}}, {not: {listPrice: {lt: 12000000}}}]}""", "L5 L8"),
            ("{not: {bedroomsTotal: {eq: 2}}}", "L1 L4 L5 L6 L7 L8"),
            ("{not: {bedroomsTotal: {neq: 2}}}", "L2 L3"),
            ("{not: {or: [{bedroomsTotal: {lte: 2}}, {bedroomsTotal: {eq: null}}]}}", "L5 L7 L8"),
            ("{not: {not: {hasElevator: {eq: true}}}}", "L1 L4 L5 L8"),
            ("{and: []}", "L1 L2 L3 L4 L5 L6 L7 L8"),
            ("{or: []}", ""),
            ("{not: {}}", ""),
            ("{}", "L1 L2 L3 L4 L5 L6 L7 L8"),
            ("{bedroomsTotal: {}}", "L1 L2 L3 L4 L5 L6 L7 L8"),
            ("{and: null, or: null, not: null, bedroomsTotal: null}", "L1 L2 L3 L4 L5 L6 L7 L8")
        );
    }

    [BothDatabases]
    public async Task A_condition_can_follow_a_reference(DatabaseProvider provider)
    {
        await SelectsAsync(
            provider,
            ("""{listAgent: {memberFullName: {eq: "王测试"}}}""", "L6 L7 L8"),
            ("""{not: {listAgent: {memberFullName: {eq: "王测试"}}}}""", "L1 L2 L3 L4 L5"),
            ("""{community: {district: {eq: null}}}""", "L6 L7"),
            ("""{community: {yearBuilt: {lt: 2000}}, listOffice: {code: {eq: "S1"}}}""", "L4 L5"),
            ("""{listAgent: {store: {parent: {code: {eq: "F"}}}}, listPrice: {gt: 8000000}}""", "L8"),
            ("""{listAgent: {team: {code: {eq: "S1T1"}}}}""", "L1 L2 L3 L4 L5"),
            ("""{or: [{house: {unitNumber: {in: ["L3", "L7"]}}}, {listAgent: {team: {}}, bedroomsTotal: {eq: 3}}]}""", "L3 L5 L7")
        );
    }

    [BothDatabases]
    public async Task A_condition_can_quantify_over_a_list(DatabaseProvider provider)
    {
        await SelectsAsync(
            provider,
            ("{showings: {some: {interest: {eq: 5}}}}", "L1 L2"),
            ("{showings: {none: {interest: {eq: 5}}}}", "L3 L4 L5 L6 L7 L8"),
            ("{showings: {all: {interest: {eq: 5}}}}", "L2 L3 L5 L6 L7 L8"),
            ("{showings: {any: true}}", "L1 L2 L4"),
            ("{showings: {any: false}}", "L3 L5 L6 L7 L8"),
            ("{showings: {some: {interest: {eq: null}}}}", "L4"),
            ("{showings: {some: {}}}", "L1 L2 L4"),
            ("{showings: {any: true, all: {interest: {eq: 5}}}}", "L2"),
            ("""{showings: {some: {client: {fullName: {eq: "周大福"}}, interest: {lt: 5}}}}""", "L1"),
            ("""{community: {listings: {some: {showings: {some: {interest: {eq: 2}}}}}}}""", "L1 L2 L3 L8")
        );
    }

    [BothDatabases]
    public async Task Ids_select_the_rows_they_name_and_ids_of_other_types_none(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Homes.Arrange);
        var all = await graph.RunAsync(
            graph.Cast.He,
            """{ listings(where: {listingId: {in: ["L1", "L2"]}}, order: [{createdAt: ASC}]) { nodes { id } } }"""
        );
        var (first, second) = (all["listings.nodes.0.id"].GetString(), all["listings.nodes.1.id"].GetString());

        await SelectsAsync(
            provider,
            ($$$"""{id: {in: ["{{{first}}}", "{{{second}}}"]}}""", "L1 L2"),
            ($$$"""{id: {nin: ["{{{first}}}", "{{{second}}}"]}}""", "L3 L4 L5 L6 L7 L8"),
            ($$$"""{id: {eq: "{{{graph.Cast.AgentLi.GlobalId()}}}"}}""", ""),
            ("""{id: {eq: "nonsense"}}""", ""),
            ($$$$"""{listAgent: {id: {eq: "{{{{graph.Cast.AgentWang.GlobalId()}}}}"}}}""", "L6 L7 L8")
        );
    }

    [BothDatabases]
    public async Task A_filter_in_a_variable_selects_the_same(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Homes.Arrange);

        var answer = await graph.RunAsync(
            graph.Cast.He,
            "query($where: ListingFilterInput, $price: Decimal!) { a: listings(where: $where) { nodes { listingId } } b: listings(where: {listPrice: {eq: $price}}) { nodes { listingId } } }",
            new { where = new { listPrice = new { lte = 4500000.5m }, hasElevator = new { eq = (bool?)null } }, price = 4500000.50m }
        );

        Assert.Equal("L3", answer.Column("a.nodes", "listingId"));
        Assert.Equal("L3", answer.Column("b.nodes", "listingId"));
    }

    [BothDatabases]
    public async Task A_filter_larger_than_a_database_takes_is_a_bad_argument(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Homes.Arrange);
        const string document = "query($where: ListingFilterInput) { listings(where: $where) { totalCount } }";
        var one = new { listPrice = new { gt = 1 } };

        var manyConditions = await graph.RunAsync(graph.Cast.He, document, new { where = new { or = Enumerable.Repeat(one, 249) } });
        var tooManyConditions = await graph.RunAsync(graph.Cast.He, document, new { where = new { or = Enumerable.Repeat(one, 250) } });
        var tooManyOfOne = await graph.RunAsync(graph.Cast.He, document, new { where = new { and = Enumerable.Repeat(new { }, 500) } });
        var manyValues = await graph.RunAsync(
            graph.Cast.He,
            document,
            new { where = new { bedroomsTotal = new { @in = Enumerable.Range(1, 1000) } } }
        );
        var tooManyValues = await graph.RunAsync(
            graph.Cast.He,
            document,
            new { where = new { bedroomsTotal = new { nin = Enumerable.Range(1, 1001) } } }
        );

        Assert.Equal(8, manyConditions["listings.totalCount"].GetInt32());
        Assert.Equal("BAD_ARGUMENT", tooManyConditions.Codes);
        Assert.Equal("BAD_ARGUMENT", tooManyOfOne.Codes);
        Assert.Equal(6, manyValues["listings.totalCount"].GetInt32());
        Assert.Equal("TOO_MANY_ITEMS", tooManyValues.Codes);
    }

    [BothDatabases]
    public async Task Text_no_database_keeps_is_refused_before_anything_runs(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Homes.Arrange);
        const string document = "query($t: String) { listings(where: {title: {contains: $t}}) { totalCount } }";

        // The character U+0000, and halves of a pair; JSON as it is read here has no way to write the latter.
        foreach (var text in new[] { "\\u0000", "a\\u0000b", "\\uD842", "\\uDFB7\\uD842", "x\\uD842y" })
        {
            var literal = await graph.RunAsync(graph.Cast.He, $$$"""{ listings(where: {title: {contains: "{{{text}}}"}}) { totalCount } }""");
            Assert.True(literal.IsRefusedUnrun, $"{text}: {literal.Text}");
        }

        var variable = await graph.RunJsonAsync(graph.Cast.He, document, """{"t": "a\u0000b"}""");
        Assert.True(variable.IsRefusedUnrun, variable.Text);

        var whole = await graph.RunJsonAsync(graph.Cast.He, document, """{"t": "\uD842\uDFB7"}""");
        Assert.Equal(1, whole["listings.totalCount"].GetInt32());
    }

    private static async Task SelectsAsync(DatabaseProvider provider, params (string Where, string Listings)[] cases)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Homes.Arrange);
        foreach (var (where, listings) in cases)
        {
            var answer = await graph.RunAsync(graph.Cast.He, $$"""{ listings(where: {{where}}) { totalCount nodes { listingId } } }""");

            Assert.Equal($"{where} → {listings}", $"{where} → {answer.SortedColumn("listings.nodes", "listingId")}");
            Assert.Equal(listings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, answer["listings.totalCount"].GetInt32());
        }
    }
}
