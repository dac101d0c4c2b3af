using System.Diagnostics;
using System.Globalization;
using Lintel.Reads;
using Lintel.WebhookReceiver;

namespace Lintel.Chaos;

/// <summary>
/// Real servers on a real database, writers that never give up, followers by every way, and everything going wrong: in the end each follower must have
/// heard the log, and each answer must be in it.
/// </summary>
public sealed class ChaosRun(ChaosPlan plan)
{
    private const string Director = "director-sun";
    private const string Partner = "partner-east";
    private const int Servers = 2;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    private readonly Keys _keys = new(Path.Combine(plan.Folder, "keys"));

    public async Task<ChaosReport> RunAsync(CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        Directory.CreateDirectory(plan.Folder);
        await using IChaosDatabase database = plan.OnSqlite ? new SqliteChaos(plan.Folder) : await PostgresChaos.StartAsync(plan.Folder, stop);
        await Shell.RunAsync("dotnet", [Assemblies.Of("Server"), "seed", "--size", "small"], SettingsOf(database, node: 0), stop);
        await using var fleet = new Fleet([.. Enumerable.Range(1, plan.OnSqlite ? 1 : Servers).Select(node => NodeOf(database, node))]);
        await using var receiver = await Receiver.StartAsync();
        using var wires = new Wires();
        await fleet.StartAsync(stop);

        var tokens = new[] { Director, Partner, "manager-chen", "integrator-east" }.ToDictionary(name => name, TokenOf, StringComparer.Ordinal);
        var caller = new Caller(fleet, wires, persona => tokens[persona]);
        var webhook = new WebhookFollower("webhook", caller, receiver);
        await webhook.RegisterAsync(stop);
        List<PullFollower> pullers = [.. Enumerable.Range(1, plan.Followers).Select(i => PullerOf($"pull {i}", caller, fleet))];
        List<Follower> followers =
        [
            .. Enumerable.Range(1, plan.Followers).Select(i => new WebSocketFollower($"websocket {i}", fleet, wires, tokens[Director])),
            .. Enumerable.Range(1, plan.Followers).Select(i => new EventStreamFollower($"event stream {i}", fleet, wires, tokens[Partner])),
            .. pullers,
            webhook,
        ];
        var desk = await DealDesk.PrepareAsync(caller, $"chaos-{plan.Seed}", stop);
        var ledger = new Ledger();
        var mayhem = new Mayhem(plan, fleet, database, wires, webhook, pullers, ledger);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var following = Task.WhenAll(followers.Select(follower => follower.RunAsync(done.Token)));
        var prepared = watch.Elapsed;

        var writing = Enumerable
            .Range(0, plan.Writers)
            .Select(i => new Writer(desk, caller, fleet, ledger, new Random(plan.Seed + i)).RunAsync(plan.Events, stop));
        await Task.WhenAll([mayhem.RunAsync(stop), .. writing]);
        var written = watch.Elapsed;

        var log = await database.LogAsync(stop);
        await webhook.ResumeAsync(stop);
        await UntilHeardAsync(followers, SeenByAll(log)[^1], stop);
        await done.CancelAsync();
        await following;

        return ReportOf(
            mayhem,
            ledger,
            log,
            webhook,
            followers,
            string.Create(
                CultureInfo.InvariantCulture,
                $"time: {prepared.TotalSeconds:0} s to prepare, {(written - prepared).TotalSeconds:0} s of writing, {(watch.Elapsed - written).TotalSeconds:0} s until all was heard"
            )
        );
    }

    private static ChaosReport ReportOf(
        Mayhem mayhem,
        Ledger ledger,
        IReadOnlyList<LogEntry> log,
        WebhookFollower webhook,
        IEnumerable<Follower> followers,
        string time
    )
    {
        List<string> differences = [];
        if (webhook.Unsigned + webhook.Misnamed > 0)
            differences.Add($"{webhook.Unsigned} messages were not signed, {webhook.Misnamed} came again under another id");
        var committed = SeenByAll(log);
        return new ChaosReport(
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"done: {mayhem.Kills} servers killed, {mayhem.DatabaseRestarts} restarts of the database, {mayhem.Cut} connections cut, {mayhem.FollowerKills} pulling followers killed, {mayhem.Outages} outages of the receiver ({webhook.Untaken} messages not taken)"
                ),
                ChaosReport.LineOf(ledger, log, differences),
                ChaosReport.LineOf(log, differences),
                .. followers.Select(follower => ChaosReport.LineOf(follower, committed, differences)),
                time,
            ],
            differences,
            mayhem.Kills
        );
    }

    /// <summary>Followers see one franchise, in which all that the writers do happens; what is due there is theirs, too.</summary>
    private static List<long> SeenByAll(IReadOnlyList<LogEntry> log)
    {
        var home = log.First(row => row.IsStep).FranchiseId;
        return [.. log.Where(row => row.IsAlert && row.FranchiseId == home).Select(row => row.Sequence)];
    }

    private async Task UntilHeardAsync(List<Follower> followers, long last, CancellationToken stop)
    {
        var waited = Stopwatch.StartNew();
        while (followers.Exists(follower => follower.Seen.Latest < last) && waited.Elapsed < plan.Patience)
            await Task.Delay(BetweenLooks, stop);
    }

    private string TokenOf(string persona) => _keys.Token($"demo|{persona}");

    private PullFollower PullerOf(string name, Caller caller, Fleet fleet) => new(name, caller, fleet, Path.Combine(plan.Folder, $"{name}.jsonl"));

    private ServerNode NodeOf(IChaosDatabase database, int node) =>
        new(
            Assemblies.Of("Server"),
            SettingsOf(database, node),
            Path.Combine(plan.Folder, string.Create(CultureInfo.InvariantCulture, $"server-{node}.log"))
        );

    private Dictionary<string, string> SettingsOf(IChaosDatabase database, int node) =>
        new([.. database.Settings, .. _keys.Settings()], StringComparer.Ordinal)
        {
            ["DOTNET_ENVIRONMENT"] = "Production",
            ["Lintel__StateFolder"] = Directory
                .CreateDirectory(Path.Combine(plan.Folder, string.Create(CultureInfo.InvariantCulture, $"state-{node}")))
                .FullName,
            // The servers of one database go on behind each other's cursors.
            ["Lintel__Cursors__Secret"] = Convert.ToBase64String(new byte[32]),
            ["Lintel__Media__Secret"] = Convert.ToBase64String(new byte[32]),
            ["Lintel__Webhooks__AllowLoopback"] = "true",
            ["Lintel__Webhooks__AttemptTimeout"] = "00:00:02",
            // What of the demo is overdue is told by all servers at once.
            ["Lintel__Deadlines__Interval"] = "00:00:01",
            // Three people write as fast as 64 do.
            ["Lintel__Transport__OperationsPerViewer"] = "1000",
            ["Lintel__Cost__Budget"] = "9007199254740991",
            ["Lintel__Cost__Operation"] = "9007199254740991",
        };
}
