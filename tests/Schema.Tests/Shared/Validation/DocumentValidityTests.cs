using GraphQLParser;
using GraphQLParser.AST;
using Lintel.Data;
using Lintel.Schema.Shared.Limits;
using Lintel.Schema.Tests.Shared.Reading;

namespace Lintel.Schema.Tests.Shared.Validation;

/// <summary>
/// Documents that the engine alone, or its parser, took wrongly; each was found by comparing with the reference implementation
/// (<c>tests/conformance/fuzz</c>).
/// </summary>
public sealed class DocumentValidityTests
{
    [Theory]
    [InlineData("{ __typename } # \\ is no escape in a comment")]
    [InlineData("{ __typename # \\u12 \" \u0007\r}")]
    [InlineData("\uFEFF{ \uFEFF__typename }")]
    [InlineData("{ __typename }\r\r\n# the end")]
    public Task Comments_and_line_ends_of_every_kind_are_ignored(string document) => AssertAsync(document, "");

    [Theory]
    [InlineData("\"\\u{1F3E0}\"", "\U0001F3E0")]
    [InlineData("\"\\u{41}\\u{000000041}\"", "AA")]
    [InlineData("\"\\uD83C\\uDFE0 \U0001F3E0\"", "\U0001F3E0 \U0001F3E0")]
    [InlineData("\"a\u0007\u007Fb\\t\\\\\\\"\"", "a\u0007\u007Fb\t\\\"")]
    [InlineData("\"\"\"\n    a\u0007\n\n      \\\"\"\" \\u{41}\r\n    \n\"\"\"", "a\u0007\n\n  \"\"\" \\u{41}")]
    [InlineData("\"\"\"one\u0000\r  two\r   three\"\"\"", "one\u0000\ntwo\n three")]
    [InlineData("\"\"\" \n\t\u0001\"\"\"", "\u0001")]
    public void Strings_are_those_of_the_specification_of_2025(string written, string value)
    {
        var document = Parser.Parse(new DocumentText($"{{ a(b: {written}) }}", 5_000).Read());

        var field = (GraphQLField)((GraphQLOperationDefinition)document.Definitions[0]).SelectionSet.Selections[0];
        Assert.Equal(value, ((GraphQLStringValue)field.Arguments![0].Value).Value.ToString());
    }

    [Theory]
    [InlineData("\"a \\u{41}\" query A { __typename }", " query A { __typename }")]
    [InlineData("{ a } \"\"\"b\nc\"\"\" # d\n fragment F on Query { a }", "{ a } \n \n fragment F on Query { a }")]
    [InlineData(
        "query(\"a\" $a: Int = 1 @b(c: \"d\") \"e\", $b: String = \"f\" $c: Int) { a }",
        "query( $a: Int = 1 @b(c: \"d\") , $b: String = \"f\" $c: Int) { a }"
    )]
    public void Operations_fragments_and_variables_can_be_described(string written, string read) =>
        Assert.Equal(read, new DocumentText(written, 5_000).Read());

    [Theory]
    [InlineData("\"a\" { __typename }")]
    [InlineData("\"a\" \"b\" query { __typename }")]
    [InlineData("query \"a\" { __typename }")]
    [InlineData("query($a: Boolean! \"b\") { __typename @skip(if: $a) }")]
    [InlineData("\"a\" queryA { __typename }")]
    public Task A_description_describes_something(string document) => AssertAsync(document, "SYNTAX_ERROR");

    [Theory]
    [InlineData("{ listings(order: { listPrice: null }) { totalCount } }")]
    [InlineData("{ listings(order: [{}]) { totalCount } }")]
    [InlineData("query($a: [ListingOrderInput!] = { listPrice: null }) { listings(order: $a) { totalCount } }")]
    [InlineData("query($a: [ListingOrderInput!] = [{ listPrice: ASC, createdAt: ASC }]) { listings(order: $a) { totalCount } }")]
    public Task A_one_of_object_has_one_field_wherever_it_stands(string document) => AssertAsync(document, "ONE_OF_INPUT_VALUES");

    [Theory]
    [InlineData("{ listings(where: { not: { title: { eq: \"a\", eq: \"a\" } } }) { totalCount } }")]
    [InlineData("query($a: ListingFilterInput = { listPrice: {}, listPrice: {} }) { listings(where: $a) { totalCount } }")]
    public Task A_field_of_an_input_object_stands_there_once(string document) => AssertAsync(document, "UNIQUE_INPUT_FIELD_NAMES");

    [Theory]
    [InlineData("{ listings { nodes { a: id a: title } } }")]
    [InlineData("{ listings { nodes { ...A ...B } } } fragment A on Listing { a: id } fragment B on Listing { ... { a: title } }")]
    [InlineData("{ a: listings(first: 1) { totalCount } a: listings { totalCount } }")]
    [InlineData("{ a: listings(first: 1) { totalCount } a: listings(first: 2) { totalCount } }")]
    [InlineData("{ listings { nodes { community { a: id } community { a: name } } } }")]
    [InlineData("{ listings { nodes { agent: listAgent { a: id } agent: community { a: id } } } }")]
    // Objects that cannot be the same one, of another shape; through fragments inside fragments.
    [InlineData("{ node(id: \"x\") { ... on Listing { a: title } ... on Agent { a: createdAt } } }")]
    [InlineData(
        "{ listings { nodes { ...A a: listPrice } } } fragment A on Node { ...B } fragment B on Agent { ...C } fragment C on Agent { ... on Agent { a: memberFullName } }"
    )]
    [InlineData("{ node(id: \"x\") { ... on Listing { a: community { b: id } } ... on Agent { a: store { b: officeName } } } }")]
    public async Task Fields_that_do_not_merge_are_refused_wherever_they_stand(string document)
    {
        var answer = await AskAsync(document);

        Assert.Contains("OVERLAPPING_FIELDS_CAN_BE_MERGED", answer.Codes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "{ listings(where: { listPrice: { gt: 1, lt: 2 } }, first: 1) { totalCount } listings(first: 1, where: { listPrice: { lt: 2, gt: 1 } }) { totalCount } }"
    )]
    [InlineData("{ listings { nodes { ...A ...A a: id } } } fragment A on Node { a: id }")]
    [InlineData("{ node(id: \"Listing_AZkAAAAAcACAAAAAAAAAAA\") { ... on Listing { a: title } ... on Agent { a: jobTitle } } }")]
    [InlineData("{ listings { nodes { community { id } community { name } listAgent { b: id } } } }")]
    public async Task Fields_that_merge_are_taken(string document)
    {
        var answer = await AskAsync(document);

        Assert.DoesNotContain("OVERLAPPING_FIELDS_CAN_BE_MERGED", answer.Codes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conflicts_without_end_are_told_of_five_times()
    {
        var fields = string.Concat(Enumerable.Repeat("a: id a: title ", 38));

        var answer = await AskAsync($"{{ listings {{ nodes {{ {fields} }} }} }}");

        Assert.Equal(string.Join(' ', Enumerable.Repeat("OVERLAPPING_FIELDS_CAN_BE_MERGED", 5)), answer.Codes);
    }

    [Fact]
    public async Task A_number_for_an_id_of_an_input_is_no_id_and_breaks_nothing()
    {
        await using var graph = await Graph.CreateAsync(DatabaseProvider.Sqlite);

        var written = await graph.RunAsync(
            graph.Cast.Li,
            "mutation { dealAdvance(input: { dealId: 7 }) { errors { ... on UserError { code path } } } }"
        );
        var given = await graph.RunAsync(
            graph.Cast.Li,
            "mutation($id: ID!) { dealAdvance(input: { dealId: $id }) { errors { ... on UserError { code path } } } }",
            new { id = 7 }
        );

        Assert.Equal("""{"dealAdvance":{"errors":[{"code":"WRONG_ID","path":["dealId"]}]}}""", written.Data);
        Assert.Equal(written.Data, given.Data);
    }

    [Fact]
    public void What_is_rewritten_keeps_every_token_in_its_line()
    {
        const string Document = "# one\r{ a(b: \"\"\"\u0001\r\n\n\"\"\") # \\\n  b(c: \"\\u{41}\")\r}";

        var read = new DocumentText(Document, 5_000).Read();

        Assert.Equal("\n{ a(b: \"\\u0001\"\n\n) \n  b(c: \"A\")\n}", read);
    }

    [Fact]
    public void A_document_that_the_parser_can_read_is_left_as_it_is()
    {
        const string Document = "query A($b: Int = -0.5e+3) {\r\n  a: f(b: $b, c: \"\\u0041\\\\\", d: \"\"\"\\\"\"\"\"\"\") ...F @x }";

        Assert.Same(Document, new DocumentText(Document, 5_000).Read());
    }

    [Theory]
    [InlineData("{ node(id: \"\\uD800\") { id } }", 1, 13)]
    [InlineData("{ node(id: \"\\uDC00\\uD800\") { id } }", 1, 13)]
    [InlineData("{ node(id: \"\\u{D83C}\\u{DFE0}\") { id } }", 1, 13)]
    [InlineData("{ node(id: \"\\u{110000}\") { id } }", 1, 13)]
    [InlineData("{ node(id: \"\\u{}\") { id } }", 1, 13)]
    [InlineData("{ node(id: \"\\u{41\") { id } }", 1, 13)]
    [InlineData("{ node(id: \"\\u004\") { id } }", 1, 13)]
    [InlineData("{ node(id: \"\\q\") { id } }", 1, 13)]
    [InlineData("{\r\rnode(id: \"x\n\") { id } }", 3, 12)]
    [InlineData("{ node(id: \"\"\"x) { id } }", 1, 26)]
    [InlineData("{ listings(first: 01) { totalCount } }", 1, 20)]
    [InlineData("{ listings(first: 1x) { totalCount } }", 1, 20)]
    [InlineData("{ listings(first: 1.) { totalCount } }", 1, 21)]
    [InlineData("{ listings(first: 1.5.2) { totalCount } }", 1, 22)]
    [InlineData("{ listings(first: -) { totalCount } }", 1, 20)]
    [InlineData("{ listings(first: 1e) { totalCount } }", 1, 21)]
    [InlineData("{\n  \u0007 }", 2, 3)]
    [InlineData("{ ..F }", 1, 3)]
    [InlineData("{ 望京 }", 1, 3)]
    [InlineData("query($a: Boolean! @skip(if: $b), $b: Boolean!) { __typename @skip(if: $a) @include(if: $b) }", 1, 30)]
    public async Task What_is_no_document_is_refused_with_its_place(string document, int line, int column)
    {
        var answer = await AskAsync(document);

        Assert.Equal("SYNTAX_ERROR", answer.Codes);
        Assert.Contains($"\"locations\":[{{\"line\":{line},\"column\":{column}}}]", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ __typename } scalar Mine")]
    [InlineData("{ __typename } extend type Query implements Node")]
    [InlineData("{ __typename } type A { b(c: Int @skip(if: true)): Int }")]
    [InlineData("type Query { a: Int }")]
    public Task Definitions_of_a_schema_are_refused(string document) => AssertAsync(document, "EXECUTABLE_DEFINITIONS");

    [Theory]
    [InlineData("query($a: Listing = { id: 1 }) { __typename @skip(if: $a) }")]
    [InlineData("query($a: [Node!]! = []) { __typename @skip(if: $a) }")]
    public async Task A_default_of_what_is_no_input_breaks_nothing(string document)
    {
        var answer = await AskAsync(document);

        Assert.Contains("VARIABLES_ARE_INPUT_TYPES", answer.Codes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("query($a: [ID!]!) { node(id: $a) { id } }")]
    [InlineData("query($a: Int!) { node(id: $a) { id } }")]
    [InlineData("query($a: [Int!]!) { nodes(ids: $a) { id } }")]
    [InlineData("query($a: [ID!]!) { nodes(ids: [$a]) { id } }")]
    [InlineData("query($a: ID) { nodes(ids: [$a]) { id } }")]
    [InlineData("query($a: ID) { nodes(ids: $a) { id } }")]
    [InlineData("query($a: ID = null) { node(id: $a) { id } }")]
    [InlineData("query($a: [ClientOrderInput!]) { listings(order: $a) { totalCount } }")]
    [InlineData("query($a: SortDirection) { listings(order: [{ listPrice: $a }]) { totalCount } }")]
    [InlineData("query($a: SortDirection = null) { listings(order: { listPrice: $a }) { totalCount } }")]
    [InlineData("query($a: Int!) { ...F } fragment F on Query { ... { node(id: $a) { id } } }")]
    public Task A_variable_that_does_not_fit_its_place_is_refused(string document) => AssertAsync(document, "VARIABLES_IN_ALLOWED_POSITION");

    [Theory]
    [InlineData("query($a: ID! = \"x\") { node(id: $a) { id } }", "BAD_ARGUMENT")]
    [InlineData("query($a: ID = \"x\") { node(id: $a) { id } }", "BAD_ARGUMENT")]
    [InlineData("query($a: ID! = \"x\") { nodes(ids: [$a, \"y\"]) { id } }", "BAD_ARGUMENT")]
    [InlineData("query($a: [ID!]! = [\"x\"]) { nodes(ids: $a) { id } }", "BAD_ARGUMENT")]
    [InlineData("query($a: ID = \"x\") { nodes(ids: [$a]) { id } }", "BAD_ARGUMENT")]
    [InlineData("query($a: SortDirection = ASC) { listings(order: { listPrice: $a }) { totalCount } }", "")]
    [InlineData("query($a: SortDirection! = ASC) { listings(order: { listPrice: $a }) { totalCount } }", "")]
    [InlineData("query($a: [ListingOrderInput!]! = []) { listings(order: $a) { totalCount } }", "")]
    [InlineData("query($a: Decimal! = 1) { listings(where: { and: [{ listPrice: { in: [$a] } }] }) { totalCount } }", "")]
    public Task A_variable_that_fits_is_taken(string document, string code) => AssertAsync(document, code);

    [Fact]
    public async Task A_null_for_a_variable_with_a_default_breaks_nothing_where_null_may_not_stand()
    {
        var graph = await ReadOnlyGraph.OfAsync(DatabaseProvider.Sqlite, Homes.Arrange);
        const string Sorted = "query($a: SortDirection = ASC) { listings(order: { listPrice: $a }) { totalCount } }";
        const string Named = "query($a: ID = \"x\") { nodes(ids: [$a]) { id } }";

        foreach (var document in (string[])[Sorted, Named])
        {
            var answer = await graph.RunAsync(graph.Cast.He, document, new Dictionary<string, object?> { ["a"] = null });

            Assert.DoesNotContain("INTERNAL", answer.Codes, StringComparison.Ordinal);
            Assert.NotEqual("", answer.Codes);
        }
    }

    [Theory]
    [InlineData("subscription { dealAlerts { __typename } dealAlerts { __typename } }", "")]
    [InlineData("subscription { ...A ...A ... { dealAlerts { __typename } } } fragment A on Subscription { dealAlerts { __typename } }", "")]
    [InlineData("subscription { dealAlerts { __typename } a: dealAlerts { __typename } }", "SINGLE_ROOT_FIELD_SUBSCRIPTIONS")]
    [InlineData("subscription { dealAlerts { __typename } __typename }", "SINGLE_ROOT_FIELD_SUBSCRIPTIONS")]
    [InlineData(
        "subscription { ...A } fragment A on Subscription { ...B } fragment B on Subscription { ... { dealAlerts { __typename } __typename } }",
        "SINGLE_ROOT_FIELD_SUBSCRIPTIONS"
    )]
    [InlineData("subscription { dealAlerts @include(if: true) { __typename } }", "SINGLE_ROOT_FIELD_SUBSCRIPTIONS")]
    [InlineData("subscription($a: Boolean!) { ... @skip(if: $a) { dealAlerts { __typename } } }", "SINGLE_ROOT_FIELD_SUBSCRIPTIONS")]
    public async Task A_subscription_has_one_field_at_its_root(string document, string code)
    {
        var graph = await ReadOnlyGraph.OfAsync(DatabaseProvider.Sqlite, Homes.Arrange);

        var explained = await graph.RunAsync(
            graph.Cast.He,
            "query($d: String!) { explainAccess(document: $d) { refusals { code } } }",
            new { d = document }
        );

        var refusals = code.Length == 0 ? "[]" : $$"""[{"code":"{{code}}"}]""";
        Assert.Equal($$$"""{"explainAccess":{"refusals":{{{refusals}}}}}""", explained.Data);
    }

    private static async Task AssertAsync(string document, string code) => Assert.Equal(code, (await AskAsync(document)).Codes);

    private static async Task<Answer> AskAsync(string document)
    {
        var graph = await ReadOnlyGraph.OfAsync(DatabaseProvider.Sqlite, Homes.Arrange);
        return await graph.RunAsync(graph.Cast.He, document);
    }
}
