using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Lintel.Chaos;
using Lintel.Reads;

namespace Lintel.Streams;

/// <summary>A server on a PostgreSQL of this run alone with the small demo, and somebody who makes things happen there.</summary>
internal sealed class Stage : IAsyncDisposable
{
    public const string Director = "director-sun";

    private const string Reassign =
        "mutation($input: DealReassignInput!) { dealReassign(input: $input) { sequence errors { ... on UserError { code message } } } }";

    private readonly PostgresChaos _database;
    private readonly Keys _keys;
    private readonly Wires _wires = new();
    private readonly ConcurrentDictionary<string, string> _tokens = new(StringComparer.Ordinal);
    private string _deal = "";
    private Queue<string> _agents = [];

    private Stage(PostgresChaos database, Keys keys, ServerNode server, MetricsSink metrics)
    {
        (_database, _keys, Server, Metrics) = (database, keys, server, metrics);
        Fleet = new Fleet([server]);
        Caller = new Caller(Fleet, _wires, persona => _tokens.GetOrAdd(persona, name => TokenOf(name)));
    }

    public ServerNode Server { get; }
    public Fleet Fleet { get; }
    public Caller Caller { get; }
    public MetricsSink Metrics { get; }

    /// <summary>When each event was asked for, and when its answer was there: it was committed in between.</summary>
    public ConcurrentDictionary<long, long> Asked { get; } = [];
    public ConcurrentDictionary<long, long> Answered { get; } = [];

    public static async Task<Stage> StartAsync(string folder, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        var keys = new Keys(Path.Combine(folder, "keys"));
        var database = await PostgresChaos.StartAsync(folder, stop);
        var metrics = MetricsSink.Start();
        var settings = new Dictionary<string, string>([.. database.Settings, .. keys.Settings(), .. metrics.Settings], StringComparer.Ordinal)
        {
            ["DOTNET_ENVIRONMENT"] = "Production",
            ["Lintel__StateFolder"] = Directory.CreateDirectory(Path.Combine(folder, "state")).FullName,
            ["Lintel__Webhooks__AllowLoopback"] = "true",
            // Only what is asked for happens.
            ["Lintel__Deadlines__Watch"] = "false",
            ["Lintel__Cost__Budget"] = "9007199254740991",
            ["Lintel__Cost__Operation"] = "9007199254740991",
        };
        await Shell.RunAsync("dotnet", [Assemblies.Of("Server"), "seed", "--size", "small"], settings, stop);
        var stage = new Stage(database, keys, new ServerNode(Assemblies.Of("Server"), settings, Path.Combine(folder, "server.log")), metrics);
        await stage.Fleet.StartAsync(stop);
        var deals = await stage.Caller.AskAsync(
            Director,
            "{ deals(first: 1, where: { stage: { eq: SIGNED } }) { nodes { id agent { id } } } }",
            new { },
            stop
        );
        var deal = deals.GetProperty("nodes")[0];
        var agents = await stage.Caller.AskAsync(
            Director,
            "{ agents(first: 10, where: { store: { code: { startsWith: \"F01-\" } } }) { nodes { id } } }",
            new { },
            stop
        );
        var own = deal.GetProperty("agent").GetProperty("id").GetString();
        stage._deal = deal.GetProperty("id").GetString()!;
        stage._agents = new Queue<string>(
            agents.GetProperty("nodes").EnumerateArray().Select(agent => agent.GetProperty("id").GetString()!).Where(agent => agent != own).Take(2)
        );
        return stage;
    }

    public string TokenOf(string persona, TimeSpan? life = null) => _keys.Token($"demo|{persona}", life);

    /// <summary>Hands a deal that all of franchise F01 see to another agent; the event's sequence.</summary>
    public async Task<long> HappenAsync(CancellationToken stop)
    {
        var agent = _agents.Dequeue();
        _agents.Enqueue(agent);
        var asked = Stopwatch.GetTimestamp();
        var answer = await Caller.AskAsync(Director, Reassign, new { input = new { dealId = _deal, agentId = agent } }, stop);
        var answered = Stopwatch.GetTimestamp();
        if (answer.GetProperty("sequence").ValueKind != JsonValueKind.Number)
            throw new InvalidOperationException(answer.GetRawText());

        var sequence = answer.GetProperty("sequence").GetInt64();
        (Asked[sequence], Answered[sequence]) = (asked, answered);
        return sequence;
    }

    /// <summary>Events at a rate; their sequences.</summary>
    public async Task<List<long>> HappenAsync(double perSecond, TimeSpan time, CancellationToken stop)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(1 / perSecond));
        var sequences = new List<long>();
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < time && await beat.WaitForNextTickAsync(stop))
            sequences.Add(await HappenAsync(stop));
        return sequences;
    }

    public async ValueTask DisposeAsync()
    {
        await Fleet.DisposeAsync();
        Metrics.Dispose();
        _wires.Dispose();
        await _database.DisposeAsync();
    }
}
