using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lintel.ClientSdk.Live.Tests;

/// <summary>
/// Makes of each answer one that a server of a later release could give: refusals and values of enums that the client has not heard of,
/// and members that it did not ask for.
/// </summary>
internal sealed class LaterAnswers(IReadOnlySet<string> enumValues) : DelegatingHandler
{
    public const string Later = "_OF_LATER";

    private readonly List<JsonElement> _data = [];

    /// <summary>The data as they were given, without what was not asked for.</summary>
    public IReadOnlyList<JsonElement> Data => _data;

    /// <summary>How many names the client cannot know were put in.</summary>
    public int Changes { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var type = response.Content.Headers.ContentType;
        var answer = JsonNode.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken))!;
        Rename(answer["data"], isRefusal: false);
        _data.Add(JsonSerializer.SerializeToElement(answer["data"]));
        Extend(answer);
        response.Content = new StringContent(answer.ToJsonString());
        response.Content.Headers.ContentType = type;
        return response;
    }

    private void Rename(JsonNode? node, bool isRefusal)
    {
        switch (node)
        {
            case JsonArray items:
                foreach (var item in items.ToList())
                {
                    Rename(item, isRefusal);
                }

                break;
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    Rename(value, isRefusal: name == "errors" || (isRefusal && name != "current"));
                    if (name == "__typename" && isRefusal)
                    {
                        members[name] = $"{value}OfLater";
                        Changes++;
                    }
                }

                break;
            case JsonValue value when value.TryGetValue<string>(out var text) && enumValues.Contains(text):
                value.ReplaceWith(text + Later);
                Changes++;
                break;
        }
    }

    private static void Extend(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray items:
                foreach (var item in items)
                {
                    Extend(item);
                }

                break;
            case JsonObject members:
                foreach (var (_, value) in members.ToList())
                {
                    Extend(value);
                }

                members.Insert(0, "addedLater", new JsonArray(new JsonObject { ["id"] = "no", ["deep"] = new JsonArray(1, null, "x") }));
                break;
        }
    }
}
