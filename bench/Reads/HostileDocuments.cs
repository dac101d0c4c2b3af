using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lintel.Reads;

/// <summary>A request that is made to hurt, and the code it is refused with.</summary>
internal sealed record HostileDocument(string Name, string Code, string Body);

/// <summary>
/// Documents and variables that cost a GraphQL server more than they cost their sender: those known to hurt this engine without limits, and those
/// just below each limit.
/// </summary>
internal static class HostileDocuments
{
    private static readonly JsonSerializerOptions AsSent = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<HostileDocument> All { get; } =
    [
        Of("chain of 1,400 fragments", "TOO_MANY_TOKENS", Chain(1_400)),
        Of("chain of 20,000 fragments", "TOO_MANY_CHARACTERS", Chain(20_000)),
        Of("chain of 600 fragments", "TOO_MANY_FRAGMENTS", Chain(600)),
        Of("chain of 99 fragments, each in 3 inline ones", "TOO_DEEP", Chain(99, "... { ... { ... {", " } } }")),
        Of("fragment in itself", "FRAGMENT_CYCLE", "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }"),
        Of("fragments doubled 64 times", "TOO_MANY_FIELDS", Doubled(64, "__typename")),
        Of("fragments doubled 90 times, to one that is missing", "TOO_MANY_FIELDS", Doubled(90, "...Nowhere")),
        Of("fragments doubled 6 times, to an unknown field", "FORBIDDEN", Doubled(6, "nothing")),
        Of("3,000 repeated fields", "TOO_MANY_FIELDS", Nodes(Repeat(3_000, "id "))),
        Of("100,000 repeated fields", "TOO_MANY_CHARACTERS", Nodes(Repeat(100_000, "id "))),
        Of("498 repeated fields", "TOO_MUCH_REPETITION", Nodes(Repeat(498, "id "))),
        Of("498 fields in conflict", "TOO_MUCH_REPETITION", Nodes(Numbered(249, i => "a: id a: title "))),
        Of("76 fields in conflict", "OVERLAPPING_FIELDS_CAN_BE_MERGED", Nodes(Numbered(38, i => "a: id a: title "))),
        Of("15 fields in conflict of 30 below, repeated", "TOO_MUCH_REPETITION", Nodes(Repeat(15, $"community {{ {Repeat(30, "a: id ")}}} "))),
        Of(
            "4,800 repeated fields in a fragment that is not spread",
            "TOO_MANY_FIELDS",
            $"{{ __typename }} fragment F on Listing {{ {Repeat(4_800, "id\n")}}}"
        ),
        Of("10,000 unknown fields", "TOO_MANY_CHARACTERS", $"{{ {Numbered(10_000, i => $"nothing{i} ")}}}"),
        Of("3,000 unknown fields", "TOO_MANY_FIELDS", $"{{ {Numbered(3_000, i => $"nothing{i}\n")}}}"),
        Of("498 unknown fields", "FORBIDDEN", Nodes(Numbered(498, i => $"nothing{i} "))),
        Of("498 fields with unknown arguments", "FORBIDDEN", Nodes(Numbered(498, i => $"a{i}: id(b{i}: 1) "))),
        Of("31 aliases at the root", "TOO_MANY_ALIASES", $"{{ {Numbered(31, i => $"a{i}: listings {{ totalCount }} ")}}}"),
        Of("fields 1,000 deep", "TOO_DEEP", $"{{ {Repeat(1_000, "a { ")}a{Repeat(1_000, " }")} }}"),
        Of("fields 100,000 deep", "TOO_MANY_CHARACTERS", $"{{ {Repeat(100_000, "a { ")}a{Repeat(100_000, " }")} }}"),
        Of("inline fragments 1,600 deep", "TOO_DEEP", $"{{ {Repeat(1_600, "... {\n")}id{Repeat(1_600, " }")} }}"),
        Of("lists 2,000 deep in an argument", "TOO_DEEP", $"{{ nodes(ids: {Repeat(2_000, "[")}{Repeat(2_000, "]")}) {{ id }} }}"),
        Of("lists 400,000 deep in an argument", "TOO_MANY_CHARACTERS", $"{{ nodes(ids: {Repeat(400_000, "[")}{Repeat(400_000, "]")}) {{ id }} }}"),
        Of("objects 1,000 deep in an argument", "TOO_DEEP", Where(Repeat(1_000, "{ not: ") + "{}" + Repeat(1_000, " }"))),
        Of("4,900 ids in an argument", "TOO_MANY_ITEMS", $"{{ nodes(ids: [{Repeat(4_900, "\"x\"\n")}]) {{ id }} }}"),
        Of("1,000 ids in an argument", "BAD_ARGUMENT", $"{{ nodes(ids: [{Repeat(1_000, "\"x\"\n")}]) {{ id }} }}"),
        Of("1,200 fields of an object in an argument", "TOO_MANY_ITEMS", Where($"{{ {Numbered(1_200, i => $"f{i}: 1\n")}}}")),
        Of(
            "lists 40 deep in an introspection",
            "TOO_DEEP",
            $"{{ __schema {{ types {{ {Repeat(40, "fields { type { ")}name{Repeat(40, " } }")} }} }} }}"
        ),
        Of("1,000,000 characters of a string without an end", "TOO_MANY_CHARACTERS", $"{{ node(id: \"{new string('x', 1_000_000)}"),
        Of("9,900 characters of a string without an end", "SYNTAX_ERROR", $"{{ node(id: \"{new string('x', 9_900)}"),
        Of("a wrong token after 9,900 characters", "SYNTAX_ERROR", $"{{ {Repeat(980, "someField ")} ] }}"),
        Of("1,000,000 characters of comments", "TOO_MANY_CHARACTERS", $"#{new string('x', 1_000_000)}"),
        Of("9,900 characters of a name", "FORBIDDEN", $"{{ {new string('x', 9_900)} }}"),
        Of("variable: lists 60 deep", "INVALID_VALUE", IdsByVariable, Nested(60)),
        Of("variable: lists 400,000 deep", "JSON_TOO_DEEP", IdsByVariable, Nested(400_000)),
        Of("variable: 24,000 ids", "TOO_MANY_ITEMS", IdsByVariable, Ids(24_000)),
        Of("variable: 1,000 ids", "BAD_ARGUMENT", IdsByVariable, Ids(1_000)),
        Of("variable: 200,000 ids", "REQUEST_TOO_LARGE", IdsByVariable, Ids(200_000)),
    ];

    private const string IdsByVariable = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }";

    private static HostileDocument Of(string name, string code, string document) =>
        new(name, code, new JsonObject { ["query"] = document }.ToJsonString(AsSent));

    private static HostileDocument Of(string name, string code, string document, string ids) =>
        new(name, code, "{\"query\":" + JsonSerializer.Serialize(document, AsSent) + ",\"variables\":{\"ids\":" + ids + "}}");

    private static string Chain(int length, string open = "", string close = "") =>
        "{ ...F0 } " + Numbered(length, i => $"fragment F{i} on Query {{ {open} {(i + 1 < length ? $"...F{i + 1}" : "__typename")}{close} }}\n");

    private static string Doubled(int times, string innermost) =>
        $"{{ ...F0 }} {Numbered(times, i => $"fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} }} ")}fragment F{times} on Query {{ {innermost} }}";

    private static string Nodes(string fields) => $"{{ listings {{ nodes {{ {fields}}} }} }}";

    private static string Where(string value) => $"{{ listings(where: {value}) {{ totalCount }} }}";

    private static string Nested(int levels) => Repeat(levels, "[") + Repeat(levels, "]");

    private static string Ids(int count) => $"[{Numbered(count, i => i == 0 ? "\"x\"" : ",\"x\"")}]";

    private static string Numbered(int count, Func<int, string> text) => string.Concat(Enumerable.Range(0, count).Select(text));

    private static string Repeat(int count, string text) => new StringBuilder(count * text.Length).Insert(0, text, count).ToString();
}
