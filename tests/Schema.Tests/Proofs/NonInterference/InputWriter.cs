using System.Text.Json.Nodes;
using GraphQL;
using GraphQL.Types;

namespace Lintel.Schema.Tests.Proofs.NonInterference;

/// <summary>Makes filters and orders out of the inputs a viewer has, with values that rows really have.</summary>
internal sealed class InputWriter(KnownValues known, Random random)
{
    /// <summary>A filter of a type: comparisons, combinations, relations.</summary>
    public JsonObject Where(IInputObjectGraphType input, int depth)
    {
        var where = new JsonObject();
        var type = input.Name[..^"FilterInput".Length];
        foreach (var field in Pick(input.Fields.ToList(), random.Next(1, 3)))
        {
            var inner = (IInputObjectGraphType)field.ResolvedType!.GetNamedType(); // filters hold filters
            var value = field.Name is "and" or "or"
                ? depth > 0
                    ? Some(1, 3, () => Where(inner, depth - 1))
                    : null
                : field.Name == "not"
                    ? depth > 0
                        ? Where(inner, depth - 1)
                        : null
                    : (known.Of($"{type}.{field.Name}") ?? OfCustomField(field, inner)) is { } values
                        ? Comparison(inner, values)
                        : depth == 0
                            ? null
                            : inner.GetField("some") is not null
                                ? Quantified(inner, depth - 1)
                                : (JsonNode)Where(inner, depth - 1);
            if (value is not null)
            {
                where[field.Name] = value;
            }
        }

        return where;
    }

    /// <summary>One or two sort keys.</summary>
    public JsonArray Order(IInputObjectGraphType input) =>
        [.. Pick(input.Fields.ToList(), random.Next(1, 3)).Select(field => new JsonObject { [field.Name] = random.Next(2) == 0 ? "ASC" : "DESC" })];

    /// <summary>Words out of texts that rows really have, the searched ones among them.</summary>
    public JsonNode Search(string type)
    {
        List<JsonNode> texts = [.. known.TextsOf(type), .. known.TextsOf("Community")];
        return string.Join(
            ' ',
            Enumerable.Range(0, random.Next(4) == 0 ? 2 : 1).Select(_ => PartOf(One(texts).GetValue<string>(), fromStart: false))
        );
    }

    public T One<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    public List<T> Pick<T>(IReadOnlyCollection<T> from, int count) => [.. from.OrderBy(_ => random.Next()).Take(count)];

    private JsonObject Quantified(IInputObjectGraphType input, int depth)
    {
        var quantifier = One(input.Fields.ToList());
        return new JsonObject
        {
            [quantifier.Name] = quantifier.ResolvedType!.GetNamedType() is IInputObjectGraphType inner ? Where(inner, depth) : random.Next(2) == 0, // initialised
        };
    }

    /// <summary>What the scene fills custom fields with; null: the field is ours.</summary>
    private static List<JsonNode>? OfCustomField(FieldType field, IInputObjectGraphType comparisons) =>
        !field.Name.StartsWith("custom", StringComparison.Ordinal) ? null
        : comparisons.Name == "IntFilterInput" ? [0, 1, 2]
        : ["customNote0", "customNote1"];

    private JsonObject Comparison(IInputObjectGraphType input, IReadOnlyList<JsonNode> values)
    {
        var comparison = new JsonObject();
        foreach (var field in Pick(input.Fields.ToList(), random.Next(4) == 0 ? 2 : 1))
        {
            comparison[field.Name] =
                field.ResolvedType is ListGraphType ? List(values)
                : values.Count == 0 || random.Next(10) == 0
                    ? field.Name is "eq" or "neq" ? null
                        : comparison[field.Name]
                : field.Name is "contains" or "startsWith" ? PartOf(One(values).GetValue<string>(), field.Name == "startsWith")
                : One(values).DeepClone();
        }

        return comparison;
    }

    private JsonArray List(IReadOnlyList<JsonNode> values) =>
        values is [JsonArray, ..]
            ? One(values).DeepClone().AsArray()
            : [.. Enumerable.Range(0, values.Count == 0 ? 0 : random.Next(1, 5)).Select(_ => One(values).DeepClone())];

    private string PartOf(string text, bool fromStart)
    {
        var length = Math.Min(text.Length, random.Next(1, 4));
        return text.Substring(fromStart ? 0 : random.Next(text.Length - length + 1), length);
    }

    private static JsonArray Repeat(int count, Func<JsonNode> make) => [.. Enumerable.Range(0, count).Select(_ => make())];

    private JsonArray Some(int least, int most, Func<JsonNode> make) => Repeat(random.Next(least, most + 1), make);
}
