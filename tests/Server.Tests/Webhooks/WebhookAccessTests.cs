using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Deals;
using Lintel.Domain.Organisation;
using Lintel.Domain.Webhooks;
using Lintel.Testing;
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
        await using (var db = scene.Server.Database.Open())
        {
            var now = scene.Server.Clock.GetUtcNow();
            var account = await db.Accounts.SingleAsync(one => one.Subject == "test|machine");
            var west = await AddWestAsync(db, now);
            Assert.True(account.End(now));
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
        await using (var db = scene.Server.Database.Open())
        {
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

        await scene.HappenAsync(3);
        await scene.DispatchAsync();

        // What was committed before is read as it is now, too: the machine hears nothing of a deal that it does not see any more but that it is gone.
        var heard = scene.Receiver.MessagesOf("a").Select(message => message.Body).ToList();
        Assert.Equal(["""{"data":{"dealAlerts":{"sequence":2}}}"""], heard);
        Assert.Equal(5, (await scene.EndpointAsync(scene.Receiver.UrlOf("a"))).Position);
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
