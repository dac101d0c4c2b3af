using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Lintel.Chaos;

/// <summary>Knows what can be done next in the demo's franchise F01: deals to open, to move on and to hand over. All of it is seen by all followers.</summary>
internal sealed class DealDesk
{
    private const string Manager = "manager-chen";
    private const string Director = "director-sun";
    private const string Closing = "HANDED_OVER";

    /// <summary>As many deals as are under way at a time at least, while there are listings.</summary>
    private const int UnderWay = 100;

    private const string Refusals = "sequence errors { __typename ... on UserError { code message } }";
    private const string Tasks = "tasks(first: 50) { nodes { id stage status } }";

    private const string Stock = """
        query Stock($after: String) {
          listings(first: 100, after: $after, where: { status: { eq: ACTIVE } }) { nodes { id } pageInfo { endCursor hasNextPage } }
        }
        """;

    private const string Clients = "{ clients(first: 100) { nodes { id } } }";
    private const string Agents = "{ agents(first: 100, where: { store: { code: { startsWith: \"F01-\" } } }) { nodes { id } } }";
    private const string Open = $$"""
        mutation Open($input: DealOpenInput!) { dealOpen(input: $input) { deal { id stage agent { id } {{Tasks}} } {{Refusals}} } }
        """;
    private const string Advance = $$"""
        mutation Advance($input: DealAdvanceInput!) { dealAdvance(input: $input) { deal { id stage } {{Refusals}} } }
        """;
    private const string Complete = $$"""
        mutation Complete($input: DealTaskCompleteInput!) { dealTaskComplete(input: $input) { dealTask { id } {{Refusals}} } }
        """;
    private const string Reassign = $$"""
        mutation Reassign($input: DealReassignInput!) { dealReassign(input: $input) { deal { id agent { id } } {{Refusals}} } }
        """;

    private readonly ConcurrentQueue<string> _listings;
    private readonly ConcurrentQueue<Deal> _deals = [];
    private readonly IReadOnlyList<string> _clients;
    private readonly IReadOnlyList<string> _agents;
    private readonly string _run;
    private int _keys;

    private DealDesk(IEnumerable<string> listings, IReadOnlyList<string> clients, IReadOnlyList<string> agents, string run) =>
        (_listings, _clients, _agents, _run) = (new(listings), clients, agents, run);

    public static async Task<DealDesk> PrepareAsync(Caller caller, string run, CancellationToken stop)
    {
        var listings = new List<string>();
        string? after = null;
        do
        {
            var page = await caller.AskAsync(Manager, Stock, new { after }, stop);
            listings.AddRange(IdsOf(page));
            var info = page.GetProperty("pageInfo");
            after = info.GetProperty("hasNextPage").GetBoolean() ? info.GetProperty("endCursor").GetString() : null;
        } while (after is not null);

        var clients = await caller.AskAsync(Manager, Clients, new { }, stop);
        var agents = await caller.AskAsync(Director, Agents, new { }, stop);
        return new DealDesk(listings, IdsOf(clients), IdsOf(agents), run);
    }

    /// <summary>What to do next; null: there is nothing, since others have all deals in hand.</summary>
    public DealStep? Next(Random random)
    {
        if ((_deals.Count < UnderWay || random.Next(20) == 0) && _listings.TryDequeue(out var listing))
            return Step(
                DealStep.Opened,
                Manager,
                Open,
                deal: null,
                ("listingId", listing),
                ("clientId", Pick(_clients, random)),
                ("price", random.Next(300, 900) * 10_000),
                ("paymentType", random.Next(2) == 0 ? "CASH" : "LOAN")
            );

        if (!_deals.TryDequeue(out var deal))
            return null;

        var isLast = deal.Stage == Closing && deal.Tasks.Count == 0;
        if (random.Next(4) == 0 || isLast && _listings.IsEmpty)
        {
            var agent = Pick([.. _agents.Where(one => one != deal.Agent)], random);
            return Step(DealStep.Reassigned, Director, Reassign, deal, ("dealId", deal.Id), ("agentId", agent));
        }

        var task = deal.Tasks.FirstOrDefault(open => open.Value == deal.Stage).Key;
        return task is null
            ? Step(DealStep.Advanced, Director, Advance, deal, ("dealId", deal.Id))
            : Step(DealStep.TaskCompleted, Director, Complete, deal, ("taskId", task));
    }

    /// <summary>What a step's answer leaves of its deal. Its id.</summary>
    public string Done(DealStep step, JsonElement payload)
    {
        var deal = step.Deal ?? OpenedBy(payload);
        switch (step.Kind)
        {
            case DealStep.Advanced:
                deal.Stage = payload.GetProperty("deal").GetProperty("stage").GetString()!;
                break;
            case DealStep.TaskCompleted:
                deal.Tasks.Remove((string)step.Input["taskId"]);
                break;
            case DealStep.Reassigned:
                deal.Agent = (string)step.Input["agentId"];
                break;
            default:
                break;
        }

        if (deal.Stage != "CLOSED")
            _deals.Enqueue(deal);
        return deal.Id;
    }

    private static Deal OpenedBy(JsonElement payload)
    {
        var answer = payload.GetProperty("deal");
        var deal = new Deal(Text(answer, "id"), Text(answer, "stage"), Text(answer.GetProperty("agent"), "id"));
        foreach (var task in answer.GetProperty("tasks").GetProperty("nodes").EnumerateArray())
            deal.Tasks.Add(Text(task, "id"), Text(task, "stage"));
        return deal;
    }

    private DealStep Step(string kind, string persona, string document, Deal? deal, params (string Name, object Value)[] input) =>
        new(
            kind,
            persona,
            document,
            input
                .Append(("idempotencyKey", string.Create(CultureInfo.InvariantCulture, $"{_run}-{Interlocked.Increment(ref _keys)}")))
                .ToDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal),
            deal
        );

    private static List<string> IdsOf(JsonElement list) => [.. list.GetProperty("nodes").EnumerateArray().Select(node => Text(node, "id"))];

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!; // selected, and not null in the graph

    private static string Pick(IReadOnlyList<string> of, Random random) => of[random.Next(of.Count)];
}
