using Lintel.Data;
using Lintel.Data.Webhooks;
using Lintel.Server.Tests.Observability;
using Lintel.Testing;
using Lintel.WebhookReceiver;

namespace Lintel.Server.Tests.Webhooks;

/// <summary>How far behind endpoints are, as it is measured.</summary>
[Collection(nameof(WatchesTheProcess))]
public sealed class WebhookMetricsTests
{
    [BothDatabases]
    public async Task The_lag_and_the_oldest_undelivered_event_are_those_of_the_endpoint_furthest_behind(DatabaseProvider provider)
    {
        await using var watched = await StartAsync(provider);
        await using var scene = await WebhookScene.OverAsync(watched.Server);
        await scene.CreateAsync("well");
        await scene.CreateAsync("ill");
        scene.Receiver.Set("ill", Behaviour.Fail);

        await scene.HappenAsync();
        scene.Server.Clock.Advance(TimeSpan.FromSeconds(90));
        await scene.HappenAsync();
        await scene.HappenElsewhereAsync();
        scene.Server.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(("active: 3", "active: 120"), await ActiveAsync(watched));

        await scene.DispatchAsync();
        await scene.DispatchAsync(); // what it is not about is passed over
        Assert.Equal(("active: 3", "active: 120"), await ActiveAsync(watched));

        scene.Receiver.Set("ill", Behaviour.Take);
        scene.Server.Clock.Advance(TimeSpan.FromSeconds(5));
        await scene.DispatchAsync();
        await scene.DispatchAsync();
        Assert.Equal(("active: 0", "active: 0"), await ActiveAsync(watched));
    }

    [BothDatabases]
    public async Task A_paused_endpoint_is_told_apart(DatabaseProvider provider)
    {
        await using var watched = await StartAsync(provider);
        await using var scene = await WebhookScene.OverAsync(watched.Server);
        var id = await scene.CreateAsync("a");
        await scene.ChangeAsync("webhookPause", id);
        await scene.HappenAsync(2);
        scene.Server.Clock.Advance(TimeSpan.FromSeconds(7));

        await watched.Server.Part<WebhookMetrics>().LookAsync(CancellationToken.None);

        Assert.Equal(["state=active: 0", "state=degraded: 0", "state=paused: 2"], watched.PointsOf("lintel.webhook.lag"));
        Assert.Equal(["state=active: 0", "state=degraded: 0", "state=paused: 7"], watched.PointsOf("lintel.webhook.oldest_undelivered"));
        Assert.Equal(["state=active: 0", "state=degraded: 0", "state=paused: 1"], watched.PointsOf("lintel.webhook.endpoints"));
    }

    private static Task<WatchedServer> StartAsync(DatabaseProvider provider) =>
        WatchedServer.StartAsync(provider, ("Lintel:Webhooks:AllowLoopback", "true"), ("Lintel:Webhooks:Deliver", "false"));

    /// <summary>The lag and the age of those that are sent to.</summary>
    private static async Task<(string Lag, string Oldest)> ActiveAsync(WatchedServer watched)
    {
        await watched.Server.Part<WebhookMetrics>().LookAsync(CancellationToken.None);
        return (Active("lintel.webhook.lag"), Active("lintel.webhook.oldest_undelivered"));

        string Active(string instrument) =>
            Assert.Single(watched.PointsOf(instrument), point => point.StartsWith("state=active", StringComparison.Ordinal))["state=".Length..];
    }
}
