using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Deals;
using Lintel.Domain.Organisation;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Server.Tests.Transport;

/// <summary>Streams of somebody whose access changes: nothing that is committed since comes through, whatever waits, and the stream ends.</summary>
public sealed class AccessChangeTests
{
    private const string Alerts = "subscription { dealAlerts(after: \"0\") { ... on StreamItem { sequence } } }";

    [BothDatabases]
    public async Task A_closed_account_s_socket_ends_with_4403_before_the_next_event(DatabaseProvider provider)
    {
        await using var server = await ServerUnderTest.StartAsync(provider, _ => { });
        var (office, account) = await ArrangeAsync(server);
        using var socket = await FollowingAsync(server);
        await AlertAsync(server, office);
        Assert.Equal(Next(1), await socket.ReceiveAsync());

        await using (var db = server.Database.Open())
        {
            var row = await db.Accounts.SingleAsync(one => one.Id == account.Id);
            Assert.True(row.End(server.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        }

        await AlertAsync(server, office);

        Assert.Equal("4403 Forbidden: your access has changed", await socket.ReceiveAsync());
    }

    [BothDatabases]
    public async Task A_silent_stream_ends_with_the_next_look_at_the_log(DatabaseProvider provider)
    {
        await using var server = await ServerUnderTest.StartAsync(provider, _ => { });
        var (office, account) = await ArrangeAsync(server);
        using var socket = await FollowingAsync(server);
        await AlertAsync(server, office);
        Assert.Equal(Next(1), await socket.ReceiveAsync());

        await using (var db = server.Database.Open())
        {
            var row = await db.Accounts.SingleAsync(one => one.Id == account.Id);
            Assert.True(row.End(server.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        }

        server.Clock.Advance(TimeSpan.FromMilliseconds(500));

        Assert.Equal("4403 Forbidden: your access has changed", await socket.ReceiveAsync());
    }

    [BothDatabases]
    public async Task A_role_that_ends_by_itself_ends_its_stream_at_that_instant(DatabaseProvider provider)
    {
        await using var server = await ServerUnderTest.StartAsync(provider, _ => { });
        var (office, _) = await ArrangeAsync(server, until: server.Clock.GetUtcNow() + TimeSpan.FromMinutes(5));
        using var socket = await FollowingAsync(server);
        await AlertAsync(server, office);
        Assert.Equal(Next(1), await socket.ReceiveAsync());

        server.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal("4403 Forbidden: your access has changed", await socket.ReceiveAsync());
    }

    [BothDatabases]
    public async Task An_event_stream_says_so_and_completes(DatabaseProvider provider)
    {
        await using var server = await ServerUnderTest.StartAsync(provider, _ => { });
        var (office, account) = await ArrangeAsync(server);
        using var stream = await EventStreamClient.PostAsync(server, Alerts, server.TokenOf(Subject));
        Assert.Equal(":", await stream.ReceiveAsync());
        await AlertAsync(server, office);
        Assert.Equal("""next {"data":{"dealAlerts":{"sequence":1}}}""", await stream.ReceiveAsync());

        await using (var db = server.Database.Open())
        {
            var row = await db.Accounts.SingleAsync(one => one.Id == account.Id);
            db.Accounts.Add(
                Account.ForOffice(
                    Guid.CreateVersion7(server.Clock.GetUtcNow()),
                    Subject,
                    "调岗",
                    Role.Finance,
                    office.Franchise,
                    server.Clock.GetUtcNow().AddMilliseconds(1)
                )
            );
            Assert.True(row.End(server.Clock.GetUtcNow().AddMilliseconds(1)));
            await db.SaveChangesAsync();
        }

        server.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await AlertAsync(server, office);

        Assert.Equal(
            """next {"errors":[{"message":"Forbidden: your access has changed; resume after 1","extensions":{"code":"ACCESS_CHANGED","after":"1"}}]}""",
            await stream.ReceiveAsync()
        );
        Assert.Equal("complete", await stream.ReceiveAsync());
    }

    [BothDatabases]
    public async Task A_change_that_leaves_the_access_as_it_was_is_not_felt(DatabaseProvider provider)
    {
        await using var server = await ServerUnderTest.StartAsync(provider, _ => { });
        var (office, _) = await ArrangeAsync(server);
        using var socket = await FollowingAsync(server);

        await using (var db = server.Database.Open())
        {
            db.Accounts.Add(
                Account.ForOffice(
                    Guid.CreateVersion7(server.Clock.GetUtcNow()),
                    "test|another",
                    "别人",
                    Role.Finance,
                    office.Franchise,
                    server.Clock.GetUtcNow()
                )
            );
            await db.SaveChangesAsync();
        }

        await AlertAsync(server, office);

        Assert.Equal(Next(1), await socket.ReceiveAsync());
    }

    private const string Subject = "test|follower";

    private static string Next(int sequence) => """{"type":"next","id":"1","payload":{"data":{"dealAlerts":{"sequence":""" + sequence + "}}}}";

    private static async Task<ProtocolSocket> FollowingAsync(ServerUnderTest server)
    {
        var socket = await ProtocolSocket.ReadyAsync(server, server.TokenOf(Subject));
        await socket.SubscribeAsync("1", Alerts.Replace("\"", "\\\"", StringComparison.Ordinal));
        return socket;
    }

    /// <summary>A brokerage with a deal, and somebody of its closing desk.</summary>
    private static async Task<(Following Office, Account Account)> ArrangeAsync(ServerUnderTest server, DateTimeOffset? until = null)
    {
        // The server's own has the subjects of its accounts since the start.
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var brokerage = new TestBrokerage(server.Clock);
        var deal = brokerage.AddDeal(brokerage.Li, brokerage.AddListing(brokerage.Wang), brokerage.AddClient(brokerage.Li), 5_000_000_00);
        var account = brokerage.Add(
            Account
                .ForOffice(brokerage.NewId(), Subject, "权证", Role.Closing, brokerage.Franchise, server.Clock.GetUtcNow())
                .For(server.Clock.GetUtcNow(), until)
                .Value
        );
        await using var db = server.Database.Open();
        await brokerage.SaveAsync(db);
        return (new Following(brokerage.Franchise, deal), account);
    }

    /// <summary>Something happens to the deal.</summary>
    private static async Task AlertAsync(ServerUnderTest server, Following office)
    {
        await using var db = server.Database.Open();
        await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
        db.Record(new DealStageChanged(office.Deal.Id, DealStage.Intent, DealStage.Deposited), office.Deal, office.Deal.AgentId, Viewer.Anonymous);
        await db.CommitAsync(transaction, server.Clock.GetUtcNow(), CancellationToken.None);
        // Where the server's own connections did not hear of it.
        server.Clock.Advance(TimeSpan.FromMilliseconds(500));
    }

    private sealed record Following(Office Franchise, Deal Deal);
}
