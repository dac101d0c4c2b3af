using Lintel.Data;
using Lintel.Data.Webhooks;
using Lintel.Testing;
using Lintel.WebhookReceiver;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Server.Tests.Webhooks;

/// <summary>Whose an endpoint is while it is sent to, for how long, and that nobody waits for it meanwhile.</summary>
public sealed class WebhookLeaseTests
{
    [BothDatabases]
    public async Task An_endpoint_of_a_server_that_died_is_sent_to_by_another_after_twenty_seconds(DatabaseProvider provider)
    {
        await using var scene = await WebhookScene.StartAsync(provider);
        await scene.CreateAsync("a");
        await scene.HappenAsync();
        // Taken, and never heard of again.
        Assert.Single(await scene.Server.Part<WebhookLines>().TakeAsync(1, CancellationToken.None));

        scene.Server.Clock.Advance(TimeSpan.FromSeconds(20) - TimeSpan.FromTicks(10));
        await scene.DispatchAsync();
        Assert.Empty(scene.Receiver.MessagesOf("a"));
        scene.Server.Clock.Advance(TimeSpan.FromTicks(10));
        await scene.DispatchAsync();

        Assert.Equal([1], WebhookScene.SequencesOf(scene.Receiver.MessagesOf("a")));
    }

    [BothDatabases]
    public async Task A_server_that_lives_keeps_its_endpoint_however_long_an_attempt_takes(DatabaseProvider provider)
    {
        await using var scene = await WebhookScene.StartAsync(provider, attemptTimeout: TimeSpan.FromMinutes(2));
        await scene.CreateAsync("a");
        scene.Receiver.Set("a", Behaviour.Hang);
        await scene.HappenAsync();
        using var patience = new CancellationTokenSource(ServerUnderTest.Patience);
        await scene.DispatchUntilAsync("a", 1, patience.Token);

        using var other = scene.OtherWorker();
        for (var seconds = 5; seconds < 120; seconds += 5)
        {
            scene.Server.Clock.Advance(TimeSpan.FromSeconds(5));
            await UntilLeasedAsync(scene, scene.Server.Clock.GetUtcNow() + TimeSpan.FromSeconds(20), patience.Token);
            await other.DispatchAsync(patience.Token);
            await other.WhenIdleAsync();
        }

        Assert.Single(scene.Receiver.MessagesOf("a"));
        // The next attempt is due already, and may begin.
        scene.Receiver.Set("a", Behaviour.Take);
        scene.Server.Clock.Advance(TimeSpan.FromSeconds(5));
        await scene.DispatchAsync();
        Assert.Equal("Event 1 1 - TimedOut", (await scene.AttemptsAsync(scene.Receiver.UrlOf("a")))[0]);
    }

    [OnPostgres]
    public async Task Whoever_takes_endpoints_passes_over_those_that_somebody_has_locked()
    {
        await using var scene = await WebhookScene.StartAsync(DatabaseProvider.Postgres);
        foreach (var hook in (string[])["a", "b", "c"])
            await scene.CreateAsync(hook);
        await scene.HappenAsync();
        var locked = await scene.EndpointAsync(scene.Receiver.UrlOf("b"));
        var lines = scene.Server.Part<WebhookLines>();

        await using (var db = scene.Server.Database.Open())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.WebhookEndpoints.Where(one => one.Id == locked.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.Url, one => one.Url));

            var taken = await lines.TakeAsync(10, CancellationToken.None).WaitAsync(ServerUnderTest.Patience);

            Assert.Equal(2, taken.Count);
            Assert.DoesNotContain(locked.Id, taken.Select(lease => lease.EndpointId));
            await transaction.RollbackAsync();
        }

        Assert.Equal([locked.Id], (await lines.TakeAsync(10, CancellationToken.None)).Select(lease => lease.EndpointId));
        Assert.Empty(await lines.TakeAsync(10, CancellationToken.None));
    }

    [BothDatabases]
    public async Task Of_many_that_take_at_once_each_endpoint_is_one_s(DatabaseProvider provider)
    {
        await using var scene = await WebhookScene.StartAsync(provider);
        for (var i = 0; i < 12; i++)
            await scene.CreateAsync($"hook{i}");
        await scene.HappenAsync();
        var lines = scene.Server.Part<WebhookLines>();

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => lines.TakeAsync(3, CancellationToken.None)));
        var rest = await lines.TakeAsync(12, CancellationToken.None);

        Assert.All(taken, leases => Assert.InRange(leases.Count, 0, 3));
        Assert.Equal(12, taken.SelectMany(leases => leases).Concat(rest).Select(lease => lease.EndpointId).Distinct().Count());
        Assert.Equal(12, taken.Sum(leases => leases.Count) + rest.Count);
    }

    [BothDatabases]
    public async Task What_commits_since_an_endpoint_s_turn_came_is_not_what_has_been_read_for_it(DatabaseProvider provider)
    {
        await using var scene = await WebhookScene.StartAsync(provider);
        await scene.CreateAsync("a");
        var lines = scene.Server.Part<WebhookLines>();
        await scene.HappenAsync(2);
        var lease = Assert.Single(await lines.TakeAsync(1, CancellationToken.None));
        var turn = await lines.FindAsync(lease, since: null, CancellationToken.None);

        await scene.HappenAsync();
        var again = await lines.FindAsync(lease, turn, CancellationToken.None);

        Assert.Equal((2, 2), (turn?.Latest, again?.Latest));
        Assert.True(again!.IsLike(turn!));
    }

    /// <summary>Returns when the endpoint is somebody's until an instant.</summary>
    private static async Task UntilLeasedAsync(WebhookScene scene, DateTimeOffset until, CancellationToken patience)
    {
        while ((await scene.EndpointAsync(scene.Receiver.UrlOf("a"))).LeasedUntil != until)
            patience.ThrowIfCancellationRequested();
    }
}
