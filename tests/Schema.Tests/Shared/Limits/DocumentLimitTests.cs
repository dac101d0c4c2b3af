using System.Text;
using Lintel.Data;
using Lintel.Schema.Tests.Shared.Reading;

namespace Lintel.Schema.Tests.Shared.Limits;

/// <summary>Documents at their limits, just over them, and made to hurt.</summary>
public sealed class DocumentLimitTests
{
    [Theory]
    [InlineData(4988, "TOO_MANY_ITEMS")] // 12 tokens around them; not too many, and then a list that is too long
    [InlineData(4989, "TOO_MANY_TOKENS")]
    public async Task Five_thousand_tokens_are_the_most(int ids, string code)
    {
        var graph = await ReadOnlyGraph.OfAsync(DatabaseProvider.Sqlite, Homes.Arrange);

        var answer = await graph.RunAsync(graph.Cast.He, $"{{ nodes(ids: [{Repeat(ids, "\"x\"\n")}]) {{ id }} }}");

        Assert.Equal(code, answer.Codes);
    }

    [Theory]
    [InlineData(12, "")]
    [InlineData(13, "TOO_DEEP")]
    public async Task Twelve_levels_of_fields_are_the_most(int depth, string code)
    {
        var graph = await ReadOnlyGraph.OfAsync(DatabaseProvider.Sqlite, Homes.Arrange);

        var answer = await graph.RunAsync(graph.Cast.He, Deep(depth));

        Assert.Equal(code, answer.Codes);
        Assert.Equal(code.Length > 0, answer.IsRefusedUnrun);
    }

    [Fact]
    public async Task Fields_count_wherever_a_fragment_is_spread()
    {
        var graph = await ReadOnlyGraph.OfAsync(DatabaseProvider.Sqlite, Homes.Arrange);

        // listings, nodes and 2 × 249 fields make 500.
        var most = await graph.RunAsync(graph.Cast.He, Spread(249, 2));
        var over = await graph.RunAsync(graph.Cast.He, Spread(250, 2));

        Assert.Equal("", most.Codes);
        Assert.Equal("TOO_MANY_FIELDS", over.Codes);
        Assert.True(over.IsRefusedUnrun);

        static string Spread(int fields, int times) =>
            $$"""{ listings { nodes { {{Repeat(times, "...F ")}} } } } fragment F on Listing { {{string.Concat(Enumerable.Range(0, fields).Select(i => $"a{i}: id "))}} }""";
    }

    [Theory]
    [InlineData("77", 2_926, "")]
    [InlineData("78", 3_003, "TOO_MUCH_REPETITION")]
    public async Task Three_thousand_pairs_of_one_name_are_the_most(string times, int pairs, string code)
    {
        var graph = await ReadOnlyGraph.OfAsync(DatabaseProvider.Sqlite, Homes.Arrange);
        var repeats = int.Parse(times, System.Globalization.CultureInfo.InvariantCulture);

        var plain = await graph.RunAsync(graph.Cast.He, $"{{ listings {{ nodes {{ {Repeat(repeats, "id ")} }} }} }}");
        // Through fragments, and below fields that are taken together: 2 × 39 ids, and the one pair above them.
        var spread = await graph.RunAsync(
            graph.Cast.He,
            $"{{ listings {{ nodes {{ ...A ...A }} }} }} fragment A on Listing {{ community {{ {Repeat(repeats / 2, "id ")} }} }}"
        );

        Assert.Equal(pairs, repeats * (repeats - 1) / 2);
        Assert.Equal((code, code.Length > 0), (plain.Codes, plain.IsRefusedUnrun));
        Assert.Equal(code, spread.Codes);
    }

    [Fact]
    public async Task A_fragment_that_is_spread_nowhere_counts_too()
    {
        var graph = await ReadOnlyGraph.OfAsync(DatabaseProvider.Sqlite, Homes.Arrange);

        var answer = await graph.RunAsync(graph.Cast.He, $"{{ __typename }} fragment F on Listing {{ {Repeat(501, "id\n")} }}");

        Assert.Equal("TOO_MANY_FIELDS", answer.Codes);
    }

    [Fact]
    public async Task Thirty_aliases_at_the_root_are_the_most()
    {
        var graph = await ReadOnlyGraph.OfAsync(DatabaseProvider.Sqlite, Homes.Arrange);

        var most = await graph.RunAsync(
            graph.Cast.He,
            $"{{ {Aliases(15)} ...F }} fragment F on Query {{ {Aliases(30)[(Aliases(15).Length + 1)..]} }}"
        );
        var over = await graph.RunAsync(graph.Cast.He, $"{{ {Aliases(31)} }}");

        Assert.Equal("", most.Codes);
        Assert.Equal("TOO_MANY_ALIASES", over.Codes);
        Assert.True(over.IsRefusedUnrun);

        static string Aliases(int count) => string.Join(' ', Enumerable.Range(0, count).Select(i => $"a{i}:__typename"));
    }

    [Theory]
    [InlineData(1400, "TOO_MANY_TOKENS")] // enough to overflow the stack of a recursive validation
    [InlineData(600, "TOO_MANY_FRAGMENTS")]
    [InlineData(101, "TOO_MANY_FRAGMENTS")]
    [InlineData(99, "TOO_DEEP")]
    public async Task A_chain_of_fragments_is_refused_before_it_is_followed(int length, string code)
    {
        var graph = await ReadOnlyGraph.OfAsync(DatabaseProvider.Sqlite, Homes.Arrange);
        var document = new StringBuilder("{ ...F0 }");
        for (var i = 0; i < length; i++)
        {
            document.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"\nfragment F{i} on Query {{ {(i + 1 < length ? $"...F{i + 1}" : Deep(13)[1..^1])} }}"
            );
        }

        var answer = await graph.RunAsync(graph.Cast.He, document.ToString());

        Assert.Equal(code, answer.Codes);
        Assert.True(answer.IsRefusedUnrun);
    }

    [Theory]
    [InlineData(9, "__typename", "TOO_MANY_FIELDS")]
    [InlineData(32, "a: __typename", "TOO_MANY_FIELDS")]
    [InlineData(64, "__typename", "TOO_MANY_FIELDS")] // 2 to the 64th is 0 in 64 bits
    [InlineData(90, "__typename", "TOO_MANY_FIELDS")]
    [InlineData(90, "...Nowhere", "TOO_MANY_FIELDS")]
    public async Task Fragments_that_double_each_other_are_refused_however_often(int times, string innermost, string code)
    {
        var graph = await ReadOnlyGraph.OfAsync(DatabaseProvider.Sqlite, Homes.Arrange);
        var fragments = Enumerable.Range(0, times).Select(i => $"fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} }} ");

        var answer = await graph.RunAsync(graph.Cast.He, $"{{ ...F0 }} {string.Concat(fragments)}fragment F{times} on Query {{ {innermost} }}");

        Assert.Equal(code, answer.Codes);
        Assert.True(answer.IsRefusedUnrun);
    }

    [Theory]
    [InlineData("{ ...A } fragment A on Query { ...A }")]
    [InlineData("{ __typename } fragment A on Query { ...B } fragment B on Query { ... { ...A } }")]
    public async Task A_fragment_that_contains_itself_is_refused(string document)
    {
        var graph = await ReadOnlyGraph.OfAsync(DatabaseProvider.Sqlite, Homes.Arrange);

        var answer = await graph.RunAsync(graph.Cast.He, document);

        Assert.Equal("FRAGMENT_CYCLE", answer.Codes);
        Assert.True(answer.IsRefusedUnrun);
    }

    [Theory]
    [InlineData(40, 70)] // each small, together over 100
    [InlineData(500, 0)] // deeper than a parser goes
    public async Task Selections_without_fields_have_a_depth_too(int operation, int fragment)
    {
        var graph = await ReadOnlyGraph.OfAsync(DatabaseProvider.Sqlite, Homes.Arrange);
        var document = $"{{ {Nested(operation, "...F")} }} fragment F on Query {{ {Nested(fragment, "__typename")} }}";

        var answer = await graph.RunAsync(graph.Cast.He, document);

        Assert.Equal("TOO_DEEP", answer.Codes);
        Assert.True(answer.IsRefusedUnrun);

        static string Nested(int levels, string innermost) => $"{Repeat(levels, "... { ")}{innermost}{Repeat(levels, " }")}";
    }

    [Fact]
    public async Task Values_nested_without_end_are_refused()
    {
        var graph = await ReadOnlyGraph.OfAsync(DatabaseProvider.Sqlite, Homes.Arrange);

        var answer = await graph.RunAsync(graph.Cast.He, $"{{ nodes(ids: {Repeat(1000, "[")}{Repeat(1000, "]")}) {{ id }} }}");

        Assert.Equal("TOO_DEEP", answer.Codes);
        Assert.True(answer.IsRefusedUnrun);
    }

    [Theory]
    [InlineData("{ nodes(ids: [ITEMS]) { id } }", "\"x\" ", "BAD_ARGUMENT")] // admitted, and then more ids than nodes takes
    [InlineData(
        "{ listings { nodes { ...F } } } fragment F on Listing { ... { prices(order: [ITEMS]) { totalCount } } }",
        "{}",
        "ONE_OF_INPUT_VALUES"
    )]
    [InlineData("query($a: [ID!] = [ITEMS]) { __typename @skip(if: $a) }", "1 ", "VARIABLES_IN_ALLOWED_POSITION")]
    [InlineData("{ __typename @skip(if: { a: [[ITEMS]] }) }", "1 ", "ARGUMENTS_OF_CORRECT_TYPE")]
    [InlineData("query @nothing(a: [ITEMS]) { __typename }", "1 ", "KNOWN_DIRECTIVES")]
    public async Task A_thousand_items_of_a_list_are_the_most(string document, string item, string code)
    {
        var graph = await ReadOnlyGraph.OfAsync(DatabaseProvider.Sqlite, Homes.Arrange);

        var most = await graph.RunAsync(graph.Cast.He, document.Replace("ITEMS", Repeat(1_000, item), StringComparison.Ordinal));
        var over = await graph.RunAsync(graph.Cast.He, document.Replace("ITEMS", Repeat(1_001, item), StringComparison.Ordinal));

        Assert.Contains(code, most.Codes, StringComparison.Ordinal);
        Assert.Equal("TOO_MANY_ITEMS", over.Codes);
        Assert.True(over.IsRefusedUnrun);
    }

    [Fact]
    public async Task A_thousand_fields_of_an_object_are_the_most()
    {
        var graph = await ReadOnlyGraph.OfAsync(DatabaseProvider.Sqlite, Homes.Arrange);

        var most = await graph.RunAsync(graph.Cast.He, $"{{ listings(where: {{ {Fields(1_000)} }}) {{ totalCount }} }}");
        var over = await graph.RunAsync(graph.Cast.He, $"{{ listings(where: {{ {Fields(1_001)} }}) {{ totalCount }} }}");

        Assert.DoesNotContain("TOO_MANY_ITEMS", most.Codes, StringComparison.Ordinal);
        Assert.Equal("TOO_MANY_ITEMS", over.Codes);

        static string Fields(int count) => string.Concat(Enumerable.Range(0, count).Select(i => $"f{i}:1 "));
    }

    [Fact]
    public async Task A_thousand_items_of_a_list_in_a_variable_are_the_most_also_of_a_known_document()
    {
        var graph = await ReadOnlyGraph.OfAsync(DatabaseProvider.Sqlite, Homes.Arrange);
        const string Document = "query($v: [Decimal!]) { listings(where: { listPrice: { in: $v } }) { totalCount } }";

        var most = await graph.RunAsync(graph.Cast.He, Document, new { v = Enumerable.Repeat(1, 1_000) });
        var over = await graph.RunAsync(graph.Cast.He, Document, new { v = Enumerable.Repeat(1, 1_001) });
        var nested = await graph.RunAsync(graph.Cast.He, Document, new { nothing = new { a = new[] { Enumerable.Repeat(1, 1_001) } } });

        Assert.Equal("", most.Codes);
        Assert.Equal("TOO_MANY_ITEMS", over.Codes);
        Assert.True(over.IsRefusedUnrun);
        Assert.Equal("TOO_MANY_ITEMS", nested.Codes);
    }

    [Fact]
    public async Task An_introspection_is_bounded_by_its_lists_and_not_by_its_depth()
    {
        var graph = await ReadOnlyGraph.OfAsync(DatabaseProvider.Sqlite, Homes.Arrange);

        var tools = await graph.RunAsync(
            graph.Cast.He,
            $$"""{ __schema { types { ...T } } } fragment T on __Type { name fields { name type { {{Repeat(12, "ofType { ")}} name {{Repeat(12, "} ")}} } } interfaces { name } }"""
        );
        var hostile = await graph.RunAsync(
            graph.Cast.He,
            "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }"
        );

        Assert.Equal("", tools.Codes);
        Assert.Equal("TOO_DEEP", hostile.Codes);
    }

    [Fact]
    public async Task No_more_than_five_errors_are_told()
    {
        var graph = await ReadOnlyGraph.OfAsync(DatabaseProvider.Sqlite, Homes.Arrange);

        var answer = await graph.RunAsync(graph.Cast.He, $"{{ {string.Join(' ', Enumerable.Range(0, 200).Select(i => $"nothing{i}"))} }}");

        Assert.Equal(5, answer.Codes.Split(' ').Length);
        Assert.True(answer.IsRefusedUnrun);
    }

    [Theory]
    [InlineData(9_988, 1, "NO_OPERATION")] // 12 characters before them
    [InlineData(9_989, 1, "TOO_MANY_CHARACTERS")]
    [InlineData(9_987, 10, "NO_OPERATION")] // with their ends 100,000
    [InlineData(9_988, 10, "TOO_MANY_CHARACTERS")]
    [InlineData(1_000_000, 1, "TOO_MANY_CHARACTERS")]
    public async Task A_hundred_thousand_characters_and_ten_thousand_of_a_line_are_the_most(int length, int lines, string code)
    {
        var graph = await ReadOnlyGraph.OfAsync(DatabaseProvider.Sqlite, Homes.Arrange);

        var answer = await graph.RunAsync(graph.Cast.He, Repeat(lines, $"#characters:{new string('x', length)}\n"));

        Assert.Equal(code, answer.Codes);
        Assert.True(answer.IsRefusedUnrun);
    }

    [Theory]
    [InlineData("{ listings(where: {title: {eq: \"unclosed}) { totalCount } }")]
    [InlineData("{ \u0007 }")]
    public async Task What_does_not_parse_keeps_the_parser_s_own_word(string document)
    {
        var graph = await ReadOnlyGraph.OfAsync(DatabaseProvider.Sqlite, Homes.Arrange);

        var answer = await graph.RunAsync(graph.Cast.He, document);

        Assert.Equal("SYNTAX_ERROR", answer.Codes);
    }

    /// <summary>So many levels of fields: listing, agent, listings, nodes, agent …</summary>
    private static string Deep(int depth)
    {
        // listings nodes agent listings nodes agent …: three levels a round, ending in a leaf.
        string[] round = ["listings", "nodes", "listAgent"];
        var levels = Enumerable.Range(0, depth - 1).Select(i => round[i % 3]).ToList();
        return $"{{ {string.Concat(levels.Select(level => level + " { "))}__typename {Repeat(levels.Count, "} ")}}}";
    }

    private static string Repeat(int count, string text) => new StringBuilder().Insert(0, text, Math.Max(count, 0)).ToString();
}
