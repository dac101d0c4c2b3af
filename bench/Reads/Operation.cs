using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lintel.Reads;

/// <summary>One of the measured queries: its document, and the variables it is asked with in turn.</summary>
internal sealed record Operation(string Name, string Document, IReadOnlyList<JsonObject> Variables)
{
    /// <summary>Text in UTF-8, as clients send it.</summary>
    private static readonly JsonSerializerOptions AsSent = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string BodyFor(JsonObject variables) =>
        new JsonObject { ["query"] = Document, ["variables"] = variables.DeepClone() }.ToJsonString(AsSent);

    /// <summary>The same question to a peer without GraphQL.</summary>
    public string PathFor(JsonObject variables)
    {
        var path = new StringBuilder("/").Append(Name.ToLowerInvariant());
        var separator = '?';
        foreach (var (name, value) in variables)
        {
            if (value is not null)
            {
                path.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value.ToString()));
                separator = '&';
            }
        }

        return path.ToString();
    }

    public static string Read(string name) =>
        // In one line, as a client's build step sends it.
        string.Join(
            ' ',
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Operations", name + ".graphql"))
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );

    public static JsonObject With(params ReadOnlySpan<(string Name, JsonNode? Value)> variables)
    {
        var all = new JsonObject();
        foreach (var (name, value) in variables)
            all[name] = value;
        return all;
    }
}
