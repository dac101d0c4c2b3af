using System.Text.Json.Nodes;
using Lintel.Integrator;

namespace Lintel.ClientSdk.Live.Tests;

/// <summary>The deals that somebody sees, asked for page by page with nothing of the SDK in between.</summary>
internal static class ServerDeals
{
    public static async Task<IReadOnlyList<MirroredDeal>> OfAsync(LiveServer server, string persona)
    {
        var deals = new List<MirroredDeal>();
        string? after = null;
        do
        {
            var data = await server.AskAsync(
                persona,
                "query($after: String) { deals(first: 100, after: $after) { nodes { id dealNumber stage price version } pageInfo { hasNextPage endCursor } } }",
                new { after }
            );
            var page = data["deals"]!;
            deals.AddRange(page["nodes"]!.AsArray().Select(node => Deal(node!)));
            after = (bool)page["pageInfo"]!["hasNextPage"]! ? (string)page["pageInfo"]!["endCursor"]! : null;
        } while (after is not null);

        return [.. deals.OrderBy(deal => deal.Id, StringComparer.Ordinal)];
    }

    private static MirroredDeal Deal(JsonNode node) =>
        new((string)node["id"]!, (string)node["dealNumber"]!, (string)node["stage"]!, (decimal)node["price"]!, (long)node["version"]!);
}
