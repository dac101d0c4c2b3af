using System.Text.Json;
using Lintel.Domain;
using Lintel.Domain.Deals;
using Lintel.Schema.Deals;
using Lintel.Schema.Shared.Streaming;

namespace Lintel.Schema.Tests.Deals.Mirrors;

/// <summary>
/// What a follower of deals knows of them: made of the items of its stream and of nothing else. It goes and comes back, and may leave in the middle of what it
/// was told.
/// </summary>
internal sealed class DealMirror(Graph graph, Viewer viewer, bool pulls = false)
{
    private const string Fields = "id version stage dealNumber";

    private readonly Dictionary<string, string> _deals = new(StringComparer.Ordinal);
    private StreamPosition? _position;
    private string? _page;
    private bool _isComplete;

    public int Lost { get; private set; }
    public int Gained { get; private set; }
    public int Alerts { get; private set; }

    public IReadOnlyList<string> Deals => [.. _deals.Values.Order(StringComparer.Ordinal)];

    /// <summary>Reads on as whoever the subject is by now, to the end or to the item with a number; nobody hears nothing.</summary>
    public async Task FollowAsync(int most = int.MaxValue)
    {
        if (await graph.InForceAsync(viewer) is not { } now)
        {
            return;
        }

        if (pulls)
        {
            await PullAsync(now, most);
            return;
        }

        var source = (DealAlertSource)graph.Service(typeof(DealAlertSource));
        var query = new DealAlertQuery(now, now.BrandId!.Value, _position, new DealAlertConditions(null, null)) { Snapshot = !_isComplete };
        await foreach (var item in source.ReadAsync(query, CancellationToken.None))
        {
            if (most-- == 0)
            {
                return;
            }

            await ApplyAsync(now, item);
            _position = item.Position;
        }

        _isComplete = true;
    }

    /// <summary>What a query says, as whoever the subject is by now; null: it is nobody.</summary>
    public async Task<IReadOnlyList<string>?> AskedAsync()
    {
        if (await graph.InForceAsync(viewer) is not { } now)
        {
            return null;
        }

        var answer = await graph.RunAsync(now, $$"""{ deals(first: 100) { nodes { {{Fields}} } } }""");
        return [.. answer["deals.nodes"].EnumerateArray().Select(deal => deal.GetRawText()).Order(StringComparer.Ordinal)];
    }

    /// <summary>Fetches pages, to the end or so many items of one.</summary>
    private async Task PullAsync(Viewer now, int most)
    {
        for (var more = true; more && most > 0; )
        {
            var answer = await graph.RunAsync(
                now,
                $$"""
                query($after: String, $snapshot: Boolean, $first: Int) {
                  events(after: $after, snapshot: $snapshot, first: $first) {
                    position hasMore isSnapshot
                    items {
                      __typename
                      ... on DealAlert { deal { {{Fields}} } }
                      ... on VisibilityGained { node { ... on Deal { {{Fields}} } } }
                      ... on VisibilityLost { resourceId }
                    }
                  }
                }
                """,
                new
                {
                    after = _page,
                    snapshot = !_isComplete,
                    first = Math.Min(most, 3),
                }
            );
            var page = answer["events"];
            foreach (var item in page.GetProperty("items").EnumerateArray())
            {
                Apply(item);
            }

            _page = page.GetProperty("position").GetString();
            _isComplete = !page.GetProperty("isSnapshot").GetBoolean();
            more = page.GetProperty("hasMore").GetBoolean();
            most = most == int.MaxValue ? most : 0;
        }
    }

    private void Apply(JsonElement item)
    {
        if (item.TryGetProperty("resourceId", out var lost))
        {
            Lost++;
            _deals.Remove(lost.GetString()!); // an id
            return;
        }

        var isGained = item.TryGetProperty("node", out var deal);
        _ = isGained ? Gained++ : Alerts++;
        if (isGained || item.TryGetProperty("deal", out deal))
        {
            if (deal.ValueKind == JsonValueKind.Object)
            {
                _deals[deal.GetProperty("id").GetString()!] = deal.GetRawText(); // an id
            }
        }
    }

    private async Task ApplyAsync(Viewer now, DealStreamItem item)
    {
        var id = Ids.Of(nameof(Deal), item.DealId);
        if (item is VisibilityLost)
        {
            Lost++;
            _deals.Remove(id);
            return;
        }

        _ = item is VisibilityGained ? Gained++ : Alerts++;
        // What the item selects is read when it is told.
        var answer = await graph.RunAsync(now, $$"""query($id: ID!) { node(id: $id) { ... on Deal { {{Fields}} } } }""", new { id });
        if (answer["node"].ValueKind == JsonValueKind.Object)
        {
            _deals[id] = answer["node"].GetRawText();
        }
    }
}
