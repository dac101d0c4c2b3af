using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Deals;
using Lintel.Domain.Organisation;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Server.Tests.Hosting;

/// <summary>A server tells by itself what is due, to whoever follows.</summary>
public sealed class DeadlineScheduleTests
{
    private const string Follower = "test|follower";

    [BothDatabases]
    public async Task A_follower_hears_on_the_day_before_that_a_task_is_due(DatabaseProvider provider)
    {
        await using var server = await ServerUnderTest.StartAsync(provider, _ => { }, Watching(true));
        var deal = await ArrangeAsync(server);
        server.Clock.Advance(new DateTimeOffset(2026, 3, 17, 23, 58, 59, 500, OfficeCalendar.Offset) - server.Clock.GetUtcNow());
        using var socket = await ProtocolSocket.ReadyAsync(server, server.TokenOf(Follower));
        await socket.SubscribeAsync(
            "1",
            "subscription { dealAlerts(after: \\\"0\\\") { ... on DealAlert { sequence kind occurredAt task { name dueOn } } } }"
        );
        // Until it follows: a minute is more than a request may take.
        await HappenAsync(server, deal);
        Assert.Contains("\"sequence\":1,\"kind\":\"OPENED\"", await socket.ReceiveAsync(), StringComparison.Ordinal);

        server.Clock.Advance(TimeSpan.FromMinutes(1));
        using var patience = new CancellationTokenSource(ServerUnderTest.Patience);
        while (await CountAsync(server) == 1)
            patience.Token.ThrowIfCancellationRequested();
        // Where the server's own connections did not hear of it.
        server.Clock.Advance(TimeSpan.FromMilliseconds(500));

        Assert.Equal(
            """{"type":"next","id":"1","payload":{"data":{"dealAlerts":{"sequence":2,"kind":"TASK_DUE","occurredAt":"2026-03-17T16:00:00Z","task":{"name":"核验产权","dueOn":"2026-03-19"}}}}}""",
            await socket.ReceiveAsync()
        );
    }

    [BothDatabases]
    public async Task One_that_does_not_watch_tells_nothing(DatabaseProvider provider)
    {
        await using var server = await ServerUnderTest.StartAsync(provider, _ => { }, Watching(false));
        await ArrangeAsync(server);

        server.Clock.Advance(TimeSpan.FromDays(10));
        await server.StopAsync();

        Assert.Equal(0, await CountAsync(server));
    }

    private static (string, string) Watching(bool does) => ("Lintel:Deadlines:Watch", does.ToString());

    /// <summary>A deal of Li's with its tasks, opened on 16 March 2026, and somebody who sees it.</summary>
    private static async Task<Deal> ArrangeAsync(ServerUnderTest server)
    {
        // The server's own brokerage has the subjects of its accounts since the start.
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var brokerage = new TestBrokerage(server.Clock);
        var deal = brokerage.AddDeal(brokerage.Li, brokerage.AddListing(brokerage.Wang), brokerage.AddClient(brokerage.Li), 5_000_000_00);
        foreach (var task in deal.PlanTasks(brokerage.NewId))
            brokerage.Add(task);
        brokerage.Add(Account.ForOffice(brokerage.NewId(), Follower, "权证", Role.Closing, brokerage.Franchise, server.Clock.GetUtcNow()));
        await using var db = server.Database.Open();
        await brokerage.SaveAsync(db);
        return deal;
    }

    private static async Task HappenAsync(ServerUnderTest server, Deal deal)
    {
        await using var db = server.Database.Open();
        await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
        db.Record(new DealOpened(deal.Id, deal.ListingId, deal.ClientId, deal.PriceFen), deal, deal.AgentId, Viewer.Anonymous);
        await db.CommitAsync(transaction, server.Clock.GetUtcNow(), CancellationToken.None);
        // Where the server's own connections did not hear of it.
        server.Clock.Advance(TimeSpan.FromMilliseconds(500));
    }

    private static async Task<int> CountAsync(ServerUnderTest server)
    {
        await using var db = server.Database.Open();
        return await db.Events.CountAsync();
    }
}
