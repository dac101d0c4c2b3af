using Lintel.Data;
using Lintel.Data.Webhooks;
using Lintel.Server.Tests.Observability;
using Lintel.Testing;
using Lintel.WebhookReceiver;

namespace Lintel.Server.Tests.Webhooks;

/// <summary>What is told of endpoints: how many there are, how far behind, since when, and what was sent.</summary>
[Collection(nameof(WatchesTheProcess))]
public sealed class WebhookMetricsTests
{
    [BothDatabases]
    public async Task How_far_behind_endpoints_are_and_since_when_is_told_until_they_have_caught_up(DatabaseProvider provider)
    {
        await using var watched = await WatchedServer.StartAsync(
            provider,
            ("Lintel:Webhooks:AllowLoopback", "true"),
            ("Lintel:Webhooks:Deliver", "false")
        );
        await using var scene = await WebhookScene.OverAsync(watched.Server);
        await scene.CreateAsync("a");
        scene.Receiver.Set("a", Behaviour.Fail);
        var metrics = watched.Server.Part<WebhookMetrics>();
        await scene.HappenAsync();
        scene.Server.Clock.Advance(TimeSpan.FromSeconds(30));
        await scene.HappenAsync(2);
        await scene.DispatchAsync();
        scene.Server.Clock.Advance(TimeSpan.FromSeconds(60));
        await metrics.LookAsync(CancellationToken.None);

        Assert.Equal(["state=active: 1", "state=degraded: 0", "state=paused: 0"], watched.PointsOf("lintel.webhook.endpoints"));
        Assert.Equal(["state=active: 3", "state=degraded: 0", "state=paused: 0"], watched.PointsOf("lintel.webhook.lag"));
        Assert.Equal(["state=active: 90", "state=degraded: 0", "state=paused: 0"], watched.PointsOf("lintel.webhook.oldest_undelivered"));
        Assert.Equal(["outcome=status: 1"], watched.PointsOf("lintel.webhook.deliveries"));

        scene.Receiver.Set("a", Behaviour.Take);
        await scene.DispatchAsync();
        await metrics.LookAsync(CancellationToken.None);

        Assert.Equal(["state=active: 0", "state=degraded: 0", "state=paused: 0"], watched.PointsOf("lintel.webhook.lag"));
        Assert.Equal(["state=active: 0", "state=degraded: 0", "state=paused: 0"], watched.PointsOf("lintel.webhook.oldest_undelivered"));
        Assert.Equal(["outcome=delivered: 3", "outcome=status: 1"], watched.PointsOf("lintel.webhook.deliveries"));
        Assert.Equal([": 1"], watched.PointsOf("lintel.webhook.retries"));
    }
}
