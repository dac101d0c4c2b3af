using System.Text.Json.Nodes;

namespace Lintel.Reads;

/// <summary>The measured queries with fixed pools of variables, taken from the data through a peer.</summary>
internal static class Operations
{
    private const int Pages = 40;
    private const int DaysBetweenDashboards = 5;

    /// <summary>Districts with a price in yuan where their offer begins to be plenty.</summary>
    private static readonly (string District, int Low)[] Districts =
    [
        ("朝阳", 4_000_000),
        ("通州", 2_800_000),
        ("海淀", 5_200_000),
        ("大兴", 2_600_000),
        ("东城", 6_000_000),
    ];

    public static IReadOnlyList<string> Names { get; } = ["Q0", "Q1", "Q2", "Q3", "Q4"];

    /// <summary>The query, its pool made of the answers of <paramref name="source"/>; all peers have the same rows.</summary>
    public static async Task<Operation> ForAsync(string name, Peer source, CancellationToken stop)
    {
        var operation = new Operation(name, Operation.Read(name), []);
        return operation with
        {
            Variables = name switch
            {
                "Q0" =>
                [
                    [],
                ],
                "Q1" => await ListingsAsync(source, stop),
                "Q2" => Searches(),
                "Q3" => await DashboardsAsync(source, stop),
                "Q4" => await PagesAsync(operation, source, stop),
                _ => throw new ArgumentException($"There is no query {name}.", nameof(name)),
            },
        };
    }

    /// <summary>The same pages by the peer's own cursors, which no other peer can read.</summary>
    public static async Task<Operation> WithCursorsOfAsync(Operation operation, Peer peer, CancellationToken stop) =>
        operation.Name == "Q4" ? operation with { Variables = await PagesAsync(operation, peer, stop) } : operation;

    /// <summary>200 listings, cheap and dear ones.</summary>
    private static async Task<List<JsonObject>> ListingsAsync(Peer source, CancellationToken stop)
    {
        var prices = new Operation(
            "ids",
            "query($low: Decimal!) { listings(first: 10, where: { listPrice: { gte: $low } }, order: [{ listPrice: ASC }]) { nodes { id } } }",
            []
        );
        var all = new List<JsonObject>();
        for (var low = 1_000_000; low <= 10_500_000; low += 500_000)
        {
            var answer = await source.AskAsync(prices, Operation.With(("low", low)), stop);
            all.AddRange(answer["data"]!["listings"]!["nodes"]!.AsArray().Select(node => Operation.With(("id", node!["id"]!.DeepClone()))));
        }

        return all;
    }

    private static List<JsonObject> Searches() =>
        [
            .. from place in Districts
            from bedrooms in (int[])[2, 3]
            from tenths in (int[])[0, 1, 2, 3]
            let low = place.Low + (place.Low / 10 * tenths)
            select Operation.With(("district", place.District), ("bedrooms", bedrooms), ("low", low), ("high", low + (low / 2))),
        ];

    private static async Task<List<JsonObject>> DashboardsAsync(Peer source, CancellationToken stop)
    {
        var newest = new Operation("newest", "{ deals(first: 1, order: [{ createdAt: DESC }]) { nodes { createdAt } } }", []);
        var answer = await source.AskAsync(newest, [], stop);
        var last = answer["data"]!["deals"]!["nodes"]![0]!["createdAt"]!.GetValue<DateTimeOffset>();
        return
        [
            .. Enumerable
                .Range(0, Pages)
                .Select(page => Operation.With(("before", last.AddDays(-page * DaysBetweenDashboards).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null)))),
        ];
    }

    private static async Task<List<JsonObject>> PagesAsync(Operation operation, Peer peer, CancellationToken stop)
    {
        var pages = new List<JsonObject>();
        string? after = null;
        for (var page = 0; page < Pages; page++)
        {
            var variables = Operation.With(("after", after));
            pages.Add(variables);
            var answer = await peer.AskAsync(operation, variables, stop);
            after = answer["data"]!["listings"]!["pageInfo"]!["endCursor"]!.GetValue<string>();
        }

        return pages;
    }
}
