using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GraphQL.Types;

namespace Lintel.Schema.Tests.Proofs.NonInterference;

/// <summary>What is sent: a document and its variables.</summary>
internal sealed record Operation(string Document, string Variables);

/// <summary>An operation being written: its fragments and variables as they come up.</summary>
internal sealed class OperationDraft(Random random)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<string> _declarations = [];
    private readonly StringBuilder _fragments = new();
    private readonly JsonObject _values = [];
    private int _names;

    /// <summary>How many more fields that lead somewhere it may have.</summary>
    public int Budget { get; set; } = 14;

    /// <summary>Arguments also come as variables that are null or not given, selections also twice under one name.</summary>
    public bool IsVaried { get; init; }

    public string NewName(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{++_names}");

    public string Fragment(string type, string selection)
    {
        var name = NewName("F");
        _fragments.Append(CultureInfo.InvariantCulture, $" fragment {name} on {type} {{ {selection} }}");
        return $"...{name}";
    }

    /// <summary>An argument's value: in the document, in a variable, or as a variable's default.</summary>
    public string Value(string type, IGraphType graphType, JsonNode? value, int documentOutOf = 3)
    {
        if (IsVaried && !type.EndsWith('!') && random.Next(10) == 0)
        {
            return Missing(type, graphType, value);
        }

        var way = random.Next(documentOutOf + 2);
        if (way > 1)
        {
            return Literal(graphType, value);
        }

        var name = NewName("v");
        _declarations.Add($"${name}: {type}{(way == 0 ? $" = {Literal(graphType, value)}" : "")}");
        if (way == 1)
        {
            _values[name] = value?.DeepClone();
        }

        return $"${name}";
    }

    /// <summary>A variable that is not given, or given as null in spite of its default.</summary>
    private string Missing(string type, IGraphType graphType, JsonNode? value)
    {
        var name = NewName("v");
        var isNull = random.Next(2) == 0;
        _declarations.Add($"${name}: {type}{(isNull ? $" = {Literal(graphType, value)}" : "")}");
        if (isNull)
        {
            _values[name] = null;
        }

        return $"${name}";
    }

    public Operation Finish(string selection) =>
        new(
            $"query Q{(_declarations.Count == 0 ? "" : $"({string.Join(", ", _declarations)})")} {{ {selection} }}{_fragments}",
            _values.ToJsonString(Readable)
        );

    public static string Quoted(string text) => JsonValue.Create(text).ToJsonString(Readable);

    private static string Literal(IGraphType type, JsonNode? value) =>
        (type, value) switch
        {
            (_, null) => "null",
            (NonNullGraphType { ResolvedType: { } inner }, _) => Literal(inner, value),
            (ListGraphType { ResolvedType: { } inner }, JsonArray items) => $"[{string.Join(", ", items.Select(item => Literal(inner, item)))}]",
            (IInputObjectGraphType input, JsonObject fields) =>
                $"{{{string.Join(", ", fields.Select(field => $"{field.Key}: {Literal(input.GetField(field.Key)!.ResolvedType!, field.Value)}"))}}}", // made of its fields
            (EnumerationGraphType, _) => value.GetValue<string>(),
            _ => value.ToJsonString(Readable),
        };
}
