using Lintel.Data;
using Lintel.Data.Webhooks;
using Lintel.Domain;
using Lintel.Domain.Webhooks;
using Lintel.Testing;
using Lintel.WebhookReceiver;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Server.Tests.Webhooks;

/// <summary>What an endpoint is sent, in which order, and how often.</summary>
public sealed class WebhookDeliveryTests
{
    [BothDatabases]
    public async Task An_event_is_sent_as_it_commits_signed_and_as_its_owner_sees_it(DatabaseProvider provider)
    {
        await using var scene = await WebhookScene.StartAsync(provider, workers: true);
        var id = await scene.CreateAsync("a");
        using var patience = new CancellationTokenSource(ServerUnderTest.Patience);

        await scene.HappenAsync();
        scene.Server.Clock.Advance(TimeSpan.FromSeconds(1));
        await scene.Receiver.NextAsync("a", patience.Token);
        await scene.DispatchAsync();
        // The clock stands: from now on only commits wake.
        var sequence = await scene.HappenAsync();
        var message = await scene.Receiver.NextAsync("a", patience.Token);

        var endpoint = await scene.EndpointAsync(scene.Receiver.UrlOf("a"));
        Assert.Equal(WebhookScene.Body(sequence), message.Body);
        Assert.True(message.IsVerified);
        Assert.Equal($"msg_{endpoint.Id:N}_{sequence}", message.Id);
        Assert.InRange(long.Parse(message.Timestamp, null), TestDatabase.Now.ToUnixTimeSeconds(), scene.Server.Clock.GetUtcNow().ToUnixTimeSeconds());
        await scene.DispatchAsync();
        Assert.Equal(["Event 1 1 204 delivered", "Event 2 1 204 delivered"], await scene.AttemptsAsync(scene.Receiver.UrlOf("a")));
        Assert.Equal(
            """{"totalCount":2,"edges":[{"node":{"kind":"EVENT","attempt":1,"delivered":true,"statusCode":204,"failure":null}}]}""",
            (
                await scene.AskAsync(
                    "query($id: ID!) { node(id: $id) { ... on WebhookEndpoint { deliveries(first: 1) { totalCount edges { node { kind attempt delivered statusCode failure } } } } } }",
                    new { id }
                )
            )
                .GetProperty("deliveries")
                .GetRawText()
        );
    }

    [BothDatabases]
    public async Task What_this_server_s_followers_have_not_heard_of_yet_is_sent_and_not_passed_over(DatabaseProvider provider)
    {
        await using var scene = await WebhookScene.StartAsync(provider);
        await scene.CreateAsync("a");
        await scene.HappenAsync();
        using var stop = new CancellationTokenSource(ServerUnderTest.Patience);
        await using var following = scene
            .Server.Part<EventFeed>()
            .FollowAsync(scene.Deal.BrandId, after: 0, cancellationToken: stop.Token)
            .GetAsyncEnumerator(stop.Token);
        Assert.True(await following.MoveNextAsync());
        await scene.DispatchAsync();

        // The clock stands, so nobody looks for it.
        await scene.HappenInAnotherProcessAsync();
        await scene.DispatchAsync();

        Assert.Equal([1, 2], WebhookScene.SequencesOf(scene.Receiver.MessagesOf("a")));
    }

    [BothDatabases]
    public async Task What_an_endpoint_is_not_about_is_passed_over(DatabaseProvider provider)
    {
        await using var scene = await WebhookScene.StartAsync(provider);
        await scene.CreateAsync("a");
        await scene.HappenElsewhereAsync();
        await scene.DispatchAsync();
        Assert.Equal(1, (await scene.EndpointAsync(scene.Receiver.UrlOf("a"))).Position);

        await scene.HappenAsync();
        await scene.HappenElsewhereAsync();
        await scene.DispatchAsync();

        Assert.Equal([2L], WebhookScene.SequencesOf(scene.Receiver.MessagesOf("a")));
        Assert.Equal(3, (await scene.EndpointAsync(scene.Receiver.UrlOf("a"))).Position);
    }

    [BothDatabases]
    public async Task An_endpoint_whose_backlog_is_not_kept_any_more_is_paused_and_goes_on_where_it_is_told_to(DatabaseProvider provider)
    {
        await using var scene = await WebhookScene.StartAsync(provider);
        var kept = new RetentionOptions { Events = TimeSpan.FromDays(1), WebhookBacklog = TimeSpan.FromDays(1) };
        var (url, id) = (scene.Receiver.UrlOf("a"), await scene.CreateAsync("a"));
        await scene.HappenAsync(2);
        await SweepAsync(TimeSpan.FromHours(47));
        Assert.Equal((WebhookState.Active, 0L), await StandingAsync());

        await SweepAsync(TimeSpan.FromHours(2));
        await scene.HappenAsync();
        await scene.DispatchAsync();

        Assert.Empty(scene.Receiver.MessagesOf("a"));
        Assert.Equal((WebhookState.Paused, 0L), await StandingAsync());
        Assert.Equal(WebhookPauseReason.PositionNotRetained, (await scene.EndpointAsync(url)).PauseReason);
        Assert.Equal("""{"errors":[{"code":"OUT_OF_RANGE"}]}""", (await scene.ChangeAsync("webhookResume", id)).GetRawText());
        Assert.Equal("""{"errors":[{"code":"OUT_OF_RANGE"}]}""", (await scene.ChangeAsync("webhookResume", id, more: ", from: 2")).GetRawText());

        Assert.Equal("""{"errors":[]}""", (await scene.ChangeAsync("webhookResume", id, more: ", from: 3")).GetRawText());
        await scene.DispatchAsync();
        Assert.Equal([3L], WebhookScene.SequencesOf(scene.Receiver.MessagesOf("a")));

        async Task SweepAsync(TimeSpan later)
        {
            scene.Server.Clock.Advance(later);
            await new RetentionSweep(scene.Server.Database.Contexts, kept, scene.Server.Clock).RunAsync(CancellationToken.None);
        }

        async Task<(WebhookState, long)> StandingAsync()
        {
            var endpoint = await scene.EndpointAsync(url);
            return (endpoint.State, endpoint.Position);
        }
    }

    [BothDatabases]
    public async Task An_event_that_is_not_taken_is_tried_by_the_schedule_and_then_the_endpoint_is_degraded(DatabaseProvider provider)
    {
        await using var scene = await WebhookScene.StartAsync(provider);
        var (url, id) = (scene.Receiver.UrlOf("a"), await scene.CreateAsync("a"));
        scene.Receiver.Set("a", Behaviour.Fail);
        await scene.HappenAsync(3);

        for (var attempt = 1; attempt <= WebhookSchedule.Waits.Count; attempt++)
        {
            var wait = WebhookSchedule.Waits[attempt - 1];
            if (wait > TimeSpan.Zero)
            {
                scene.Server.Clock.Advance(wait - TimeSpan.FromTicks(10));
                await scene.DispatchAsync();
                Assert.Equal(attempt - 1, scene.Receiver.MessagesOf("a").Count);
                scene.Server.Clock.Advance(TimeSpan.FromTicks(10));
            }

            await scene.DispatchAsync();
            Assert.Equal(attempt, scene.Receiver.MessagesOf("a").Count);
        }

        var messages = scene.Receiver.MessagesOf("a");
        Assert.Equal(Enumerable.Repeat(1L, 10), WebhookScene.SequencesOf(messages));
        Assert.Single(messages.Select(message => message.Id).Distinct());
        Assert.Equal(10, messages.Select(message => message.Signature).Distinct().Count());
        var degraded = await scene.EndpointAsync(url);
        Assert.Equal((WebhookState.Degraded, 0L), (degraded.State, degraded.Position));
        await using (var db = scene.Server.Database.Open())
        {
            var told = await db.Events.SingleAsync(logged => logged.Kind == EventKind.EndpointDegraded);
            Assert.Equal((4L, degraded.Id, (Guid?)null), (told.Sequence, told.SubjectId, told.ActorAccountId));
            Assert.Equal(new EndpointDegraded(degraded.Id, 1), EventJson.Read<EndpointDegraded>(told.Data) with { EndpointId = degraded.Id });
        }

        scene.Server.Clock.Advance(TimeSpan.FromDays(30));
        await scene.DispatchAsync();
        Assert.Equal(10, scene.Receiver.MessagesOf("a").Count);

        scene.Receiver.Set("a", Behaviour.Take);
        await scene.ChangeAsync("webhookResume", id);
        await scene.DispatchAsync();

        Assert.Equal([1, 2, 3], WebhookScene.SequencesOf(scene.Receiver.MessagesOf("a").Skip(10)));
        var active = await scene.EndpointAsync(url);
        Assert.Equal((WebhookState.Active, 4L, 0), (active.State, active.Position, active.FailedAttempts));
    }

    [BothDatabases]
    public async Task After_a_day_down_and_a_pause_everything_comes_once_and_in_order(DatabaseProvider provider)
    {
        await using var scene = await WebhookScene.StartAsync(provider);
        var id = await scene.CreateAsync("a");
        await scene.HappenAsync(5);
        await scene.DispatchAsync();
        scene.Receiver.Set("a", Behaviour.Fail);
        for (var hour = 0; hour < 24; hour++)
        {
            await scene.HappenAsync(2);
            await scene.DispatchAsync();
            scene.Server.Clock.Advance(TimeSpan.FromHours(1));
        }

        scene.Receiver.Set("a", Behaviour.Take);
        await scene.ChangeAsync("webhookPause", id);
        await scene.HappenAsync(50);
        scene.Server.Clock.Advance(TimeSpan.FromDays(2));
        await scene.DispatchAsync();
        Assert.Equal(5, scene.Receiver.MessagesOf("a").Count(message => message.Answered == Behaviour.Take));

        await scene.ChangeAsync("webhookResume", id);
        for (var i = 0; i < 2; i++)
        {
            await scene.DispatchAsync(); // a hundred at a time
        }

        Assert.Equal(
            Enumerable.Range(1, 103).Select(sequence => (long)sequence),
            WebhookScene.SequencesOf(scene.Receiver.MessagesOf("a").Where(message => message.Answered == Behaviour.Take))
        );
        Assert.All(scene.Receiver.MessagesOf("a"), message => Assert.True(message.IsVerified));

        await scene.ChangeAsync("webhookResume", id, more: ", from: 101");
        await scene.DispatchAsync();
        Assert.Equal([101, 102, 103], WebhookScene.SequencesOf(scene.Receiver.MessagesOf("a")).TakeLast(3));
    }

    [BothDatabases]
    public async Task A_resumed_endpoint_does_not_wait_for_a_server_that_died_with_it(DatabaseProvider provider)
    {
        await using var scene = await WebhookScene.StartAsync(provider);
        var id = await scene.CreateAsync("a");
        await scene.HappenAsync();
        Assert.Single(await scene.Server.Part<WebhookLines>().TakeAsync(1, CancellationToken.None));
        await scene.DispatchAsync();
        Assert.Empty(scene.Receiver.MessagesOf("a"));

        await scene.ChangeAsync("webhookResume", id);
        await scene.DispatchAsync();

        Assert.Equal([1], WebhookScene.SequencesOf(scene.Receiver.MessagesOf("a")));
    }

    [BothDatabases]
    public async Task Those_that_fail_hang_redirect_or_never_end_hold_up_nobody(DatabaseProvider provider)
    {
        await using var scene = await WebhookScene.StartAsync(provider);
        foreach (var behaviour in new[] { Behaviour.Fail, Behaviour.Hang, Behaviour.Redirect, Behaviour.Endless, Behaviour.Gone, Behaviour.Take })
        {
            scene.Receiver.Set(behaviour.ToString(), behaviour);
            await scene.CreateAsync(behaviour.ToString());
        }

        using var patience = new CancellationTokenSource(ServerUnderTest.Patience);
        await scene.HappenAsync(20);
        await scene.DispatchUntilAsync("Take", 20, patience.Token);

        // The clock stands: whoever hangs does so still, and the others' events have come.
        Assert.Equal(Enumerable.Range(1, 20).Select(sequence => (long)sequence), WebhookScene.SequencesOf(scene.Receiver.MessagesOf("Take")));
        await scene.Receiver.NextAsync("Hang", patience.Token);
        // Its next attempt will be due already, and may begin.
        scene.Receiver.Set("Hang", Behaviour.Take);
        scene.Server.Clock.Advance(TimeSpan.FromSeconds(15));
        await scene.DispatchAsync();
        Assert.Equal("Event 1 1 - TimedOut", (await scene.AttemptsAsync(scene.Receiver.UrlOf("Hang")))[0]);
        Assert.Equal("Event 1 1 500 Status", (await scene.AttemptsAsync(scene.Receiver.UrlOf("Fail")))[0]);
        Assert.Equal("Event 1 1 302 Status", (await scene.AttemptsAsync(scene.Receiver.UrlOf("Redirect")))[0]);
        Assert.Equal("Event 1 1 200 delivered", (await scene.AttemptsAsync(scene.Receiver.UrlOf("Endless")))[0]);
        Assert.Equal(["Event 1 1 410 Status"], await scene.AttemptsAsync(scene.Receiver.UrlOf("Gone")));
        Assert.Equal(WebhookPauseReason.Gone, (await scene.EndpointAsync(scene.Receiver.UrlOf("Gone"))).PauseReason);
    }

    [BothDatabases]
    public async Task An_owner_without_an_account_in_force_is_sent_nothing_that_committed_since(DatabaseProvider provider)
    {
        await using var scene = await WebhookScene.StartAsync(provider);
        await scene.CreateAsync("a");
        await scene.HappenAsync();
        await scene.DispatchAsync();
        await scene.EndAccountAsync();

        await scene.HappenAsync(3);
        await scene.DispatchAsync();

        Assert.Equal([1L], WebhookScene.SequencesOf(scene.Receiver.MessagesOf("a")));
        var endpoint = await scene.EndpointAsync(scene.Receiver.UrlOf("a"));
        Assert.Equal((WebhookState.Paused, WebhookPauseReason.OwnerNotInForce, 1L), (endpoint.State, endpoint.PauseReason, endpoint.Position));
    }

    [BothDatabases]
    public async Task Several_workers_on_one_database_send_each_event_once_and_in_order(DatabaseProvider provider)
    {
        await using var scene = await WebhookScene.StartAsync(provider);
        string[] hooks = ["a", "b", "c"];
        foreach (var hook in hooks)
        {
            await scene.CreateAsync(hook);
        }

        using var first = scene.OtherWorker();
        using var second = scene.OtherWorker();
        var happening = scene.HappenAsync(60);
        while (!happening.IsCompleted)
        {
            await Task.WhenAll(first.DispatchAsync(CancellationToken.None), second.DispatchAsync(CancellationToken.None));
        }

        await happening;
        await Task.WhenAll(first.WhenIdleAsync(), second.WhenIdleAsync());
        await first.DispatchAsync(CancellationToken.None);
        await first.WhenIdleAsync();

        foreach (var hook in hooks)
        {
            Assert.Equal(Enumerable.Range(1, 60).Select(sequence => (long)sequence), WebhookScene.SequencesOf(scene.Receiver.MessagesOf(hook)));
        }
    }
}
