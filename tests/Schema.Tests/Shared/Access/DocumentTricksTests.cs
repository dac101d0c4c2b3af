using Lintel.Data;
using Lintel.Domain;

namespace Lintel.Schema.Tests.Shared.Access;

/// <summary>
/// The ways a document can hide that it asks for a denied element, as truth tables: each way once with an element the role has a grant
/// for, which runs, and once with one it has none for, which is refused before anything runs. What stands in the document and is not
/// run decides nothing.
/// </summary>
public sealed class DocumentTricksTests
{
    private const string Granted = "price";
    private const string Denied = "commission";

    /// <summary>% is the element; the integrator has a grant for a deal's price, and none for its commission.</summary>
    private static readonly (string Way, string Document, object? Variables)[] Selections =
    [
        ("plain", "{ deals { nodes { % } } }", null),
        ("alias", "{ deals { nodes { id: % } } }", null),
        ("alias of every step", "{ a: deals { b: nodes { c: % } } }", null),
        ("an edge's node", "{ deals { edges { node { % } } } }", null),
        ("inline fragment without type", "{ deals { nodes { ... { % } } } }", null),
        ("inline fragment", "{ deals { nodes { ... on Deal { % } } } }", null),
        ("nested inline fragments", "{ deals { nodes { ... { ... on Deal { ... { % } } } } } }", null),
        ("named fragment", "{ deals { nodes { ...F } } } fragment F on Deal { % }", null),
        (
            "nested named fragments",
            "{ ...E } fragment E on Query { deals { ...F } } fragment F on DealConnection { nodes { ...G } } fragment G on Deal { % }",
            null
        ),
        ("a fragment spread twice", "{ a: deals { nodes { ...F } } b: deals { nodes { ...F } } } fragment F on Deal { % }", null),
        ("interface", "{ node(id: \"Deal_AAAAAAAAAAAAAAAAAAAAAA\") { ... on Deal { % } } }", null),
        ("interface in an interface fragment", "{ nodes(ids: []) { ... on Node { ... on Deal { % } } } }", null),
        ("interface named by a fragment", "{ nodes(ids: []) { ...F } } fragment F on Node { id ... on Deal { % } }", null),
        ("an object behind its interface", "{ deals { nodes { ... on Node { ... on Deal { % } } } } }", null),
        ("another way to the type", "{ listings { nodes { deals { nodes { % } } } } }", null),
        ("a way round", "{ agents { nodes { store { agents { nodes { deals { nodes { % } } } } } } } }", null),
        ("a figure", "{ deals { aggregate { sum { % } } } }", null),
        ("a group's figure", "{ deals { aggregate { groups { key { stage } max { % } } } } }", null),
        ("@include true", "{ deals { nodes { % @include(if: true) } } }", null),
        ("@skip false", "{ deals { nodes { % @skip(if: false) } } }", null),
        ("@include by variable", "query($b: Boolean!) { deals { nodes { id % @include(if: $b) } } }", new { b = true }),
        ("@skip by variable", "query($b: Boolean!) { deals { nodes { id ... @skip(if: $b) { % } } } }", new { b = false }),
        ("@include by default", "query($b: Boolean = true) { deals { nodes { id ...F @include(if: $b) } } } fragment F on Deal { % }", null),
        // A hidden element does not exist: left out or not, it is refused, or it could be told from a misspelt one.
        ("@include false", "{ deals { nodes { id % @include(if: false) } } }", null),
        ("@skip true on a fragment", "{ deals { nodes { id ... @skip(if: true) { % } } } }", null),
        ("@include false by variable", "query($b: Boolean!) { deals { nodes { id % @include(if: $b) } } }", new { b = false }),
        ("@skip true by default", "query($b: Boolean = true) { deals { nodes { id ...F @skip(if: $b) } } } fragment F on Deal { % }", null),
        ("both directives", "query($b: Boolean!) { deals { nodes { id % @include(if: true) @skip(if: $b) } } }", new { b = true }),
        ("the one of two that is run", "query Run { deals { nodes { % } } } query Other { deals { nodes { id } } }", null),
    ];

    private static readonly (string Way, string Document, Func<string, object?> Variables)[] Inputs =
    [
        ("filter", "{ deals(where: {%: {gt: 1}}) { totalCount } }", _ => null),
        ("empty filter", "{ deals(where: {%: {}}) { totalCount } }", _ => null),
        ("null filter", "{ deals(where: {%: null}) { totalCount } }", _ => null),
        ("combined filter", "{ deals(where: {and: [{or: [{not: {%: {gt: 1}}}]}]}) { totalCount } }", _ => null),
        ("a relation's filter", "{ listings(where: {deals: {none: {%: {gt: 1}}}}) { totalCount } }", _ => null),
        ("order", "{ deals(order: [{%: ASC}]) { totalCount } }", _ => null),
        ("order without its list", "{ deals(order: {%: ASC}) { totalCount } }", _ => null),
        ("whole input", "query($w: DealFilterInput!) { deals(where: $w) { totalCount } }", name => new { w = Of(name, new { gt = 1 }) }),
        ("nested value", "query($c: DecimalFilterInput) { deals(where: {%: $c}) { totalCount } }", _ => new { c = new { gt = 1 } }),
        ("innermost value", "query($d: Decimal) { deals(where: {%: {gt: $d}}) { totalCount } }", _ => new { d = 1 }),
        ("value left out", "query($c: DecimalFilterInput) { deals(where: {%: $c}) { totalCount } }", _ => null),
        ("default value", "query($w: DealFilterInput = {%: {gt: 1}}) { deals(where: $w) { totalCount } }", _ => null),
        ("default of a nested value", "query($c: DecimalFilterInput = {gt: 1}) { deals(where: {%: $c}) { totalCount } }", _ => null),
        (
            "list coerced from one",
            "query($a: [DealFilterInput!]) { deals(where: {and: $a}) { totalCount } }",
            name => new { a = Of(name, new { gt = 1 }) }
        ),
        (
            "list of variables",
            "query($a: DealFilterInput!) { deals(where: {or: [$a]}) { totalCount } }",
            name => new { a = Of(name, new { gt = 1 }) }
        ),
        ("order by variable", "query($o: [DealOrderInput!]) { deals(order: $o) { totalCount } }", name => new { o = new[] { Of(name, "ASC") } }),
        ("order coerced from one", "query($o: [DealOrderInput!]) { deals(order: $o) { totalCount } }", name => new { o = Of(name, "DESC") }),
        ("order's default", "query($o: [DealOrderInput!] = [{%: ASC}]) { deals(order: $o) { totalCount } }", _ => null),
        ("a nested list's filter", "{ listings { nodes { deals(where: {%: {gt: 1}}) { totalCount } } } }", _ => null),
    ];

    [Fact]
    public async Task A_selection_runs_or_is_refused_by_its_element_whatever_it_hides_behind()
    {
        foreach (var (way, document, variables) in Selections)
        {
            await JudgesAsync(way, document, _ => variables);
        }
    }

    [Fact]
    public async Task An_input_runs_or_is_refused_by_its_element_whatever_it_comes_in()
    {
        foreach (var (way, document, variables) in Inputs)
        {
            await JudgesAsync(way, document, variables);
        }
    }

    [Fact]
    public async Task A_union_and_its_interface_open_nothing_that_its_member_hides()
    {
        var graph = await SchemaOnly.GraphAsync();
        foreach (
            var document in new[]
            {
                "subscription { dealAlerts { ... on DealAlert { deal { % } } } }",
                "subscription { dealAlerts { ... on StreamItem { sequence ... on DealAlert { deal { % } } } } }",
                "subscription { dealAlerts { ...F } } fragment F on DealStreamItem { ... on DealAlert { d: deal { x: % } } }",
            }
        )
        {
            var granted = await graph.ExecuteAsync(graph.Cast.Integrator, document.Replace("%", Granted, StringComparison.Ordinal));
            var denied = await graph.ExecuteAsync(graph.Cast.Integrator, document.Replace("%", Denied, StringComparison.Ordinal));

            Assert.True(granted.Streams is { Count: 1 }, $"{document}: {graph.Serialize(granted)}");
            Assert.Null(denied.Streams);
            Assert.Equal($"{document} FORBIDDEN", $"{document} {new Answer(graph.Serialize(denied)).Codes}");
        }
    }

    [Fact]
    public async Task What_stands_in_the_document_and_is_not_run_decides_nothing()
    {
        var graph = await SchemaOnly.GraphAsync();
        foreach (
            var (document, codes) in new[]
            {
                ("query Run { deals { totalCount } } query Other { deals { nodes { % } } }", ""),
                ("query Run { deals { totalCount } } query Other { ...F } fragment F on Query { deals { nodes { % } } }", ""),
                ("query Run { deals { totalCount } } query Other($w: DealFilterInput = {%: {gt: 1}}) { deals(where: $w) { totalCount } }", ""),
                ("query Run { deals { totalCount } } mutation Other { dealAdvance(input: {dealId: \"x\"}) { deal { % } } }", ""),
                ("query Run { deals { nodes { ...F } } } query Other { deals { nodes { ...F } } } fragment F on Deal { % }", "FORBIDDEN"),
            }
        )
        {
            var answer = await graph.RunAsync(graph.Cast.Integrator, document.Replace("%", Denied, StringComparison.Ordinal), operation: "Run");

            Assert.Equal($"{document} {codes}", $"{document} {answer.Codes}");
        }

        // A fragment that nothing spreads is no valid document, whatever is in it.
        string Unused(string field) => $"{{ deals {{ totalCount }} }} fragment F on Deal {{ {field} }}";
        var granted = await graph.RunAsync(graph.Cast.Integrator, Unused(Granted));
        var denied = await graph.RunAsync(graph.Cast.Integrator, Unused(Denied));
        Assert.True(granted.IsRefusedUnrun && denied.IsRefusedUnrun, granted.Text + denied.Text);
    }

    private static async Task JudgesAsync(string way, string document, Func<string, object?> variables)
    {
        var graph = await SchemaOnly.GraphAsync();
        var operation = document.Contains("query Run", StringComparison.Ordinal) ? "Run" : null;
        foreach (var (field, codes) in new[] { (Granted, ""), (Denied, "FORBIDDEN") })
        {
            var answer = await graph.RunAsync(
                graph.Cast.Integrator,
                document.Replace("%", field, StringComparison.Ordinal),
                variables(field),
                operation
            );

            Assert.Equal($"{way}, {field}: {codes}", $"{way}, {field}: {string.Join(' ', answer.Codes.Split(' ').Distinct())}");
            Assert.Equal($"{way}, {field}: {codes != ""}", $"{way}, {field}: {answer.IsRefusedUnrun}");
        }
    }

    private static Dictionary<string, object> Of(string name, object value) => new() { [name] = value };
}
