using System.Text.Json.Nodes;
using Lintel.Domain;
using Lintel.Schema.Comparing;

namespace Lintel.Schema.Tests.Comparing;

public sealed class SchemaComparisonTests
{
    private const string Before = """
        type Query { listings(first: Int): [Listing!] listing(id: ID!): Listing }
        type Listing implements Node {
          id: ID!
          listPrice: Decimal
          commission: Decimal @access(role: FINANCE, scope: FRANCHISE) @access(role: DIRECTOR)
          phone: String @access(role: AGENT, scope: STORE) @access(role: DIRECTOR, mask: PHONE)
          area: Int @deprecated(reason: "Use livingArea. Deprecated since 2025-10-31. Removed after 2026-11-01.")
        }
        interface Node { id: ID! }
        input Filter { eq: Int }
        enum Status { ACTIVE SOLD }
        """;

    private static readonly DateOnly Today = new(2026, 11, 23);

    [Fact]
    public void A_schema_has_not_changed_since_itself() => Assert.Equal([], SchemaComparison.Changes(Before, Before, Today));

    [Theory]
    [InlineData("listPrice: Decimal", "", ChangeKind.Breaking, "Listing.listPrice", "removed")]
    [InlineData("listPrice: Decimal", "listPrice: Decimal!", ChangeKind.Safe, "Listing.listPrice", "type Decimal → Decimal!")]
    [InlineData("listPrice: Decimal", "listPrice: Int", ChangeKind.Breaking, "Listing.listPrice", "type Decimal → Int")]
    [InlineData("first: Int", "first: Int!", ChangeKind.Breaking, "Query.listings(first:)", "type Int → Int!")]
    [InlineData("id: ID!): Listing", "id: ID): Listing", ChangeKind.Safe, "Query.listing(id:)", "type ID! → ID")]
    [InlineData("{ eq: Int }", "{ eq: Int neq: Int! }", ChangeKind.Breaking, "Filter.neq", "added, and required")]
    [InlineData("{ eq: Int }", "{ eq: Int neq: Int! = 1 }", ChangeKind.Dangerous, "Filter.neq", "added")]
    [InlineData("ACTIVE SOLD", "ACTIVE", ChangeKind.Breaking, "Status.SOLD", "removed")]
    [InlineData("ACTIVE SOLD", "ACTIVE SOLD RENTED", ChangeKind.Dangerous, "Status.RENTED", "added")]
    [InlineData("implements Node", "", ChangeKind.Breaking, "Listing & Node", "removed")]
    [InlineData("enum Status { ACTIVE SOLD }", "", ChangeKind.Breaking, "Status", "removed")]
    [InlineData("enum Status { ACTIVE SOLD }", "scalar Status", ChangeKind.Breaking, "Status", "was enum, is scalar")]
    [InlineData("@access(role: DIRECTOR)", "", ChangeKind.Breaking, "Listing.commission", "access of DIRECTOR ALL → none")]
    [InlineData("scope: FRANCHISE", "scope: STORE", ChangeKind.Breaking, "Listing.commission", "access of FINANCE FRANCHISE → STORE")]
    [InlineData("scope: STORE)", "scope: STORE, mask: PHONE)", ChangeKind.Breaking, "Listing.phone", "access of AGENT STORE → STORE~PHONE")]
    [InlineData("DIRECTOR, mask: PHONE", "DIRECTOR", ChangeKind.Widened, "Listing.phone", "access of DIRECTOR ALL~PHONE → ALL")]
    [InlineData("scope: STORE)", "scope: REGION)", ChangeKind.Widened, "Listing.phone", "access of AGENT STORE → REGION")]
    [InlineData(
        "(role: DIRECTOR)",
        "(role: DIRECTOR) @access(role: CLIENT, scope: OWN)",
        ChangeKind.Widened,
        "Listing.commission",
        "access of CLIENT none → OWN"
    )]
    [InlineData(
        "area: Int @deprecated(reason: \"Use livingArea. Deprecated since 2025-10-31. Removed after 2026-11-01.\")",
        "",
        ChangeKind.Safe,
        "Listing.area",
        "removed, as its deprecation said"
    )]
    public void Each_change_is_said_once_and_judged(string old, string current, ChangeKind kind, string coordinate, string text)
    {
        var after = Before.Replace(old, current, StringComparison.Ordinal);
        Assert.NotEqual(Before, after);

        Assert.Equal([new SchemaChange(coordinate, kind, text)], SchemaComparison.Changes(Before, after, Today));
    }

    [Fact]
    public void A_deprecated_element_may_not_go_before_its_day_has_passed()
    {
        var after = Before.Replace(
            "area: Int @deprecated(reason: \"Use livingArea. Deprecated since 2025-10-31. Removed after 2026-11-01.\")",
            "",
            StringComparison.Ordinal
        );

        Assert.Equal(ChangeKind.Breaking, Assert.Single(SchemaComparison.Changes(Before, after, new DateOnly(2026, 11, 1))).Kind);
        Assert.Equal(ChangeKind.Safe, Assert.Single(SchemaComparison.Changes(Before, after, new DateOnly(2026, 11, 2))).Kind);
    }

    [Theory]
    [InlineData("2026-11-02", ChangeKind.Safe, "deprecated, removed after 2026-11-02")]
    [InlineData("2026-10-31", ChangeKind.Breaking, "removal brought forward from 2026-11-01 to 2026-10-31")]
    public void The_day_of_a_removal_may_be_put_off_and_not_brought_forward(string day, ChangeKind kind, string text)
    {
        var after = Before.Replace("Removed after 2026-11-01", $"Removed after {day}", StringComparison.Ordinal);

        Assert.Equal([new SchemaChange("Listing.area", kind, text)], SchemaComparison.Changes(Before, after, Today));
    }

    [Fact]
    public void A_type_goes_with_the_last_element_that_led_to_it_if_all_of_them_were_due()
    {
        const string due = """@deprecated(reason: "Use c. Deprecated since 2025-10-31. Removed after 2026-11-01.")""";
        const string before = $$"""
            type Query { a(x: X {{due}}): A {{due}} b: B c: C }
            type A { d: D }
            type B { e: Int }
            type C { f: Int }
            type D { g: E }
            enum E { H }
            input X { y: Int }
            """;
        const string after = "type Query { c: C } type C { f: Int }";

        Assert.Equal(
            ["Breaking B", "Breaking Query.b", "Safe A", "Safe D", "Safe E", "Safe Query.a", "Safe X"],
            SchemaComparison.Changes(before, after, Today).Select(change => $"{change.Kind} {change.Coordinate}")
        );
    }

    [Fact]
    public void Changes_are_judged_as_graphql_js_judges_them_or_more_strictly()
    {
        var cases = JsonNode.Parse(GeneratedFile.Read("tests/conformance/changes.json"))!.AsArray();

        var judged = cases.Select(one => $"{one!["name"]}: {Verdict((string)one["before"]!, (string)one["after"]!)}");

        Assert.Equal(cases.Select(one => $"{one!["name"]}: {one["ours"]}"), judged);

        static string Verdict(string before, string after) =>
            SchemaComparison
                .Changes(before, after, Today)
                .Select(change => change.Kind)
                .DefaultIfEmpty(ChangeKind.Safe)
                .Max()
                .ToString()
                .ToLowerInvariant();
    }

    [Fact]
    public async Task The_graphs_of_two_roles_differ_in_what_one_has_and_how_far_it_reaches()
    {
        var graph = await SchemaOnly.GraphAsync();

        var lines = SchemaComparison.Differences(
            SchemaExport.Sdl(graph.View(Role.Agent)),
            Role.Agent,
            SchemaExport.Sdl(graph.View(Role.Partner)),
            Role.Partner
        );

        Assert.Contains("~ Client.phone: OWN, STORE~PHONE → FRANCHISE~PHONE", lines);
        Assert.Contains("- Client.identityNumber", lines);
        Assert.Contains("- Mutation.dealAdvance", lines);
        Assert.DoesNotContain(lines, line => line.Contains("Listing.listPrice", StringComparison.Ordinal));
    }
}
