using System.Text.Json;
using Lintel.Domain;

namespace Lintel.Schema.Tests.Proofs;

/// <summary>Where a role can give an id to a mutation, as introspection tells it.</summary>
internal static class IdInputs
{
    private const string Introspection = """
        {
          __schema {
            mutationType { fields { name args { type { ...T } } } }
            types { name inputFields { name type { ...T } } }
          }
        }
        fragment T on __Type { name ofType { name ofType { name ofType { name } } } }
        """;

    /// <summary>Every mutation with the path of every id in its input, nested ones too: <c>dealOpen clientId</c>.</summary>
    public static async Task<IReadOnlyList<(string Mutation, string Path)>> OfAsync(Graph graph, Viewer viewer)
    {
        var schema = (await graph.RunAsync(viewer, Introspection))["__schema"];
        if (schema.GetProperty("mutationType") is not { ValueKind: JsonValueKind.Object } mutations)
        {
            return [];
        }

        var inputs = schema
            .GetProperty("types")
            .EnumerateArray()
            .Where(type => type.GetProperty("inputFields").ValueKind == JsonValueKind.Array)
            .ToDictionary(type => type.GetProperty("name").GetString()!, type => type.GetProperty("inputFields")); // types have names
        return
        [
            .. from mutation in mutations.GetProperty("fields").EnumerateArray()
            from argument in mutation.GetProperty("args").EnumerateArray()
            from path in Paths(NameOf(argument.GetProperty("type")), inputs)
            select (mutation.GetProperty("name").GetString()!, path), // fields have names
        ];
    }

    private static IEnumerable<string> Paths(string type, Dictionary<string, JsonElement> inputs) =>
        from field in inputs[type].EnumerateArray()
        let name = field.GetProperty("name").GetString()
        let inner = NameOf(field.GetProperty("type"))
        from path in inner == "ID" ? [name]
        : inputs.ContainsKey(inner) ? Paths(inner, inputs).Select(below => $"{name}.{below}")
        : []
        select path;

    private static string NameOf(JsonElement type) => type.GetProperty("name").GetString() ?? NameOf(type.GetProperty("ofType"));
}
