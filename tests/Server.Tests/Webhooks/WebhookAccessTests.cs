using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Deals;
using Lintel.Domain.Organisation;
using Lintel.Domain.Webhooks;
using Lintel.Testing;
using Lintel.WebhookReceiver;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Server.Tests.Webhooks;

/// <summary>What is sent once the owner's access is another one; by the other ways: <c>AccessByEveryWayTests</c>. A closed account: <see cref="WebhookDeliveryTests"/>.</summary>
public sealed class WebhookAccessTests
{
    [BothDatabases]
    public async Task An_endpoint_is_its_account_s_and_outlives_the_token_it_was_made_with(DatabaseProvider provider)
    {
        await using var scene = await WebhookScene.StartAsync(provider);
        await scene.CreateAsync("a");

        scene.Server.Clock.Advance(TimeSpan.FromDays(2));
        await scene.HappenAsync();
        await scene.DispatchAsync();

        Assert.Equal([1L], WebhookScene.SequencesOf(scene.Receiver.MessagesOf("a")));
    }

    [BothDatabases]
    public async Task An_owner_that_moved_to_another_franchise_is_sent_nothing_that_committed_since(DatabaseProvider provider)
    {
        await using var scene = await WebhookScene.StartAsync(provider);
        await scene.CreateAsync("a");
        await scene.HappenAsync();
        await scene.DispatchAsync();
        scene.Server.Clock.Advance(TimeSpan.FromMinutes(1));
        await scene.EndAccountAsync();
        await using (var db = scene.Server.Database.Open())
        {
            var now = scene.Server.Clock.GetUtcNow();
            var west = await AddWestAsync(db, now);
            db.Accounts.Add(Account.ForOffice(Guid.CreateVersion7(now), "test|machine", "机器", Role.Integrator, west, now));
            await db.SaveChangesAsync();
        }

        await scene.HappenAsync(3);
        await scene.DispatchAsync();

        Assert.Equal([1L], WebhookScene.SequencesOf(scene.Receiver.MessagesOf("a")));
        var endpoint = await scene.EndpointAsync(scene.Receiver.UrlOf("a"));
        Assert.Equal((WebhookState.Paused, WebhookPauseReason.OwnerNotInForce, 1L), (endpoint.State, endpoint.PauseReason, endpoint.Position));
    }

    [BothDatabases]
    public async Task A_deal_that_went_to_another_franchise_is_told_to_be_lost_and_then_no_more(DatabaseProvider provider)
    {
        await using var scene = await WebhookScene.StartAsync(provider);
        await scene.CreateAsync("a");
        await scene.HappenAsync();
        await HandToWestAsync(scene);

        await scene.HappenAsync(3);
        await scene.DispatchAsync();

        // What was committed before is read as it is now, too: the machine hears nothing of a deal that it does not see any more but that it is gone.
        var heard = scene.Receiver.MessagesOf("a").Select(message => message.Body).ToList();
        Assert.Equal(["""{"data":{"dealAlerts":{"sequence":2}}}"""], heard);
        Assert.Equal(5, (await scene.EndpointAsync(scene.Receiver.UrlOf("a"))).Position);
    }

    [BothDatabases]
    public async Task What_was_read_for_an_owner_is_not_sent_once_its_account_has_ended(DatabaseProvider provider)
    {
        await using var scene = await WebhookScene.StartAsync(provider);
        await scene.CreateAsync("a");
        var sending = await SendingOfThreeAsync(scene);

        await scene.EndAccountAsync();
        scene.Receiver.Set("a", Behaviour.Take);
        await sending;
        Assert.Equal([1L], WebhookScene.SequencesOf(scene.Receiver.MessagesOf("a")));
        var endpoint = await scene.EndpointAsync(scene.Receiver.UrlOf("a"));
        Assert.Equal((WebhookState.Paused, WebhookPauseReason.OwnerNotInForce, 1L), (endpoint.State, endpoint.PauseReason, endpoint.Position));
    }

    [BothDatabases]
    public async Task What_was_read_is_not_sent_once_the_endpoint_is_paused_and_comes_when_it_is_resumed(DatabaseProvider provider)
    {
        await using var scene = await WebhookScene.StartAsync(provider);
        var id = await scene.CreateAsync("a");
        var sending = await SendingOfThreeAsync(scene);

        await scene.ChangeAsync("webhookPause", id);
        scene.Receiver.Set("a", Behaviour.Take);
        await sending;
        Assert.Equal([1L], WebhookScene.SequencesOf(scene.Receiver.MessagesOf("a")));

        await scene.ChangeAsync("webhookResume", id);
        await scene.DispatchAsync();
        Assert.Equal([1L, 2L, 3L], WebhookScene.SequencesOf(scene.Receiver.MessagesOf("a")));
    }

    [BothDatabases]
    public async Task What_was_read_by_a_document_is_read_again_by_the_one_that_stands_in_its_place(DatabaseProvider provider)
    {
        await using var scene = await WebhookScene.StartAsync(provider);
        var id = await scene.CreateAsync("a");
        var sending = await SendingOfThreeAsync(scene);

        const string Shorter = "subscription { dealAlerts { ... on StreamItem { sequence } } }";
        var changed = await scene.ChangeAsync(
            "webhookUpdate",
            id,
            more: $"""
            , document: "{Shorter}"
            """
        );
        Assert.Equal("""{"errors":[]}""", changed.GetRawText());
        scene.Receiver.Set("a", Behaviour.Take);
        await sending;

        Assert.Equal(
            [WebhookScene.Body(1), """{"data":{"dealAlerts":{"sequence":2}}}""", """{"data":{"dealAlerts":{"sequence":3}}}"""],
            scene.Receiver.MessagesOf("a").Select(message => message.Body)
        );
    }

    [BothDatabases]
    public async Task What_was_read_long_before_is_read_again(DatabaseProvider provider)
    {
        await using var scene = await WebhookScene.StartAsync(provider);
        await scene.CreateAsync("a");
        var sending = await SendingOfThreeAsync(scene);

        await HandToWestAsync(scene);
        scene.Server.Clock.Advance(TimeSpan.FromSeconds(2));
        scene.Receiver.Set("a", Behaviour.Take);
        await sending;

        Assert.Equal(
            [WebhookScene.Body(1), """{"data":{"dealAlerts":{"sequence":4}}}"""],
            scene.Receiver.MessagesOf("a").Select(message => message.Body)
        );
    }

    /// <summary>Three events of the deal that are being sent: the first has come and is not answered yet.</summary>
    private static async Task<Task> SendingOfThreeAsync(WebhookScene scene)
    {
        scene.Receiver.Set("a", Behaviour.Hold);
        await scene.HappenAsync(3);
        var sending = scene.DispatchAsync();
        await scene.Receiver.NextAsync("a", CancellationToken.None).AsTask().WaitAsync(ServerUnderTest.Patience);
        return sending;
    }

    private static async Task HandToWestAsync(WebhookScene scene)
    {
        await using var db = scene.Server.Database.Open();
        var now = scene.Server.Clock.GetUtcNow();
        var west = await AddWestAsync(db, now);
        var store = Office.Create(Guid.CreateVersion7(now), OfficeKind.Store, west, "W1", "西一店", "北京", district: null, now);
        var zhao = Agent.Create(
            Guid.CreateVersion7(now),
            store.Placement(),
            "赵测试",
            "13700000002",
            "LIC-ZHAO",
            new DateOnly(2030, 12, 31),
            "经纪人",
            new DateOnly(2024, 1, 1),
            now
        );
        db.AddRange(store, zhao);
        await db.SaveChangesAsync();
        await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
        var deal = await db.Deals.SingleAsync(one => one.Id == scene.Deal.Id);
        db.Record(deal.Reassign(zhao, now).Value, deal, zhao.Id, Viewer.Anonymous);
        await db.CommitAsync(transaction, now, CancellationToken.None);
    }

    private static async Task<Office> AddWestAsync(LintelDbContext db, DateTimeOffset now)
    {
        var region = await db.Offices.SingleAsync(office => office.Code == "R");
        var west = Office.Create(Guid.CreateVersion7(now), OfficeKind.Franchise, region, "W", "西区加盟商", "北京", district: null, now);
        db.Offices.Add(west);
        await db.SaveChangesAsync();
        return west;
    }
}
