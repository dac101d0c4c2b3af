namespace Lintel.Chaos;

/// <summary>What goes wrong, spread at random over the events.</summary>
internal sealed class Mayhem(
    ChaosPlan plan,
    Fleet fleet,
    IChaosDatabase database,
    Wires wires,
    WebhookFollower webhook,
    IReadOnlyList<PullFollower> pullers,
    Ledger ledger
)
{
    private const double First = 0.02;
    private const double Last = 0.95;
    private const double CutShare = 0.1;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);

    private readonly Random _random = new(plan.Seed);
    private readonly List<Task> _repairs = [];

    public int Kills { get; private set; }
    public int DatabaseRestarts { get; private set; }
    public int Cut { get; private set; }
    public int Outages { get; private set; }
    public int FollowerKills { get; private set; }

    /// <summary>Returns when all has gone wrong that was to, and all is up again.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        foreach (var (at, fault) in Schedule())
        {
            while (ledger.Count < at)
                await Task.Delay(BetweenLooks, stop);
            await fault(stop);
        }

        await Task.WhenAll(_repairs);
    }

    private List<(int At, Func<CancellationToken, Task> Fault)> Schedule()
    {
        IEnumerable<Func<CancellationToken, Task>> faults =
        [
            .. Enumerable.Repeat<Func<CancellationToken, Task>>(KillAsync, plan.Kills),
            .. Enumerable.Repeat<Func<CancellationToken, Task>>(RestartAsync, plan.OnSqlite ? 0 : plan.DatabaseRestarts),
            .. Enumerable.Repeat<Func<CancellationToken, Task>>(CutAsync, plan.Cuts),
            .. Enumerable.Repeat<Func<CancellationToken, Task>>(FailAsync, plan.Outages),
            .. Enumerable.Repeat<Func<CancellationToken, Task>>(KillFollowerAsync, plan.FollowerKills),
        ];
        return [.. faults.Select(fault => (At: (int)(plan.Events * (First + _random.NextDouble() * (Last - First))), fault)).OrderBy(one => one.At)];
    }

    private async Task KillAsync(CancellationToken stop)
    {
        Task back;
        while (!fleet.TryKill(_random, stop, out back))
            await Task.Delay(BetweenLooks, stop);
        Kills++;
        _repairs.Add(back);
    }

    private async Task RestartAsync(CancellationToken stop)
    {
        DatabaseRestarts++;
        await database.RestartAsync(stop);
    }

    private Task CutAsync(CancellationToken stop)
    {
        Cut += wires.Cut(_random, CutShare);
        return Task.CompletedTask;
    }

    private Task FailAsync(CancellationToken stop)
    {
        Outages++;
        _repairs.Add(webhook.FailForAWhileAsync(_random, stop));
        return Task.CompletedTask;
    }

    private Task KillFollowerAsync(CancellationToken stop)
    {
        FollowerKills++;
        pullers[_random.Next(pullers.Count)].Kill();
        return Task.CompletedTask;
    }
}
