using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Deals;
using Lintel.Domain.Organisation;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Server.Tests.Transport;

/// <summary>Streams from a place of the log that is not kept any more, or that it has not come to: refused, and ended where the sweep overtakes them.</summary>
public sealed class EventPositionTests
{
    private const string Subject = "test|follower";

    [BothDatabases]
    public async Task A_socket_is_refused_and_told_what_is_kept(DatabaseProvider provider)
    {
        await using var server = await ServerUnderTest.StartAsync(provider, _ => { });
        await ArrangeSweptAsync(server);
        using var socket = await ProtocolSocket.ReadyAsync(server, server.TokenOf(Subject));

        await socket.SubscribeAsync("1", Alerts("1").Replace("\"", "\\\"", StringComparison.Ordinal));
        var below = await socket.ReceiveAsync();
        Assert.Equal("""{"type":"complete","id":"1"}""", await socket.ReceiveAsync());
        await socket.SubscribeAsync("2", Alerts("3").Replace("\"", "\\\"", StringComparison.Ordinal));
        var above = await socket.ReceiveAsync();

        Assert.StartsWith(
            """{"type":"next","id":"1","payload":{"errors":[{"message":"The events behind position 1 are not kept""",
            below,
            StringComparison.Ordinal
        );
        AssertTold(below, "POSITION_NOT_RETAINED", oldest: 2, last: 2);
        Assert.StartsWith("""{"type":"next","id":"2","payload":{"errors":""", above, StringComparison.Ordinal);
        AssertTold(above, "POSITION_AHEAD", oldest: 2, last: 2);
    }

    [BothDatabases]
    public async Task An_event_stream_is_refused_and_told_what_is_kept(DatabaseProvider provider)
    {
        await using var server = await ServerUnderTest.StartAsync(provider, _ => { });
        await ArrangeSweptAsync(server);

        using var below = await EventStreamClient.PostAsync(server, Alerts("1"), server.TokenOf(Subject));
        using var above = await EventStreamClient.PostAsync(server, Alerts("3"), server.TokenOf(Subject));

        AssertTold(await NextAsync(below), "POSITION_NOT_RETAINED", oldest: 2, last: 2);
        Assert.Equal("complete", await below.ReceiveAsync());
        AssertTold(await NextAsync(above), "POSITION_AHEAD", oldest: 2, last: 2);
    }

    [BothDatabases]
    public async Task A_snapshot_begins_anew_without_a_position(DatabaseProvider provider)
    {
        await using var server = await ServerUnderTest.StartAsync(provider, _ => { });
        await ArrangeSweptAsync(server);
        using var socket = await ProtocolSocket.ReadyAsync(server, server.TokenOf(Subject));

        await socket.SubscribeAsync("1", "subscription { dealAlerts(snapshot: true) { __typename ... on StreamItem { sequence } } }");

        Assert.Equal(
            """{"type":"next","id":"1","payload":{"data":{"dealAlerts":{"__typename":"VisibilityGained","sequence":2}}}}""",
            await socket.ReceiveAsync()
        );
    }

    [BothDatabases]
    public async Task A_socket_that_the_sweep_overtakes_is_told(DatabaseProvider provider)
    {
        await using var server = await ServerUnderTest.StartAsync(provider, _ => { });
        var deal = await ArrangeAsync(server);
        using var socket = await ProtocolSocket.ReadyAsync(server, server.TokenOf(Subject));
        await socket.SubscribeAsync("1", Alerts("0").Replace("\"", "\\\"", StringComparison.Ordinal));
        await HappenAsync(server, deal);
        Assert.Equal("""{"type":"next","id":"1","payload":{"data":{"dealAlerts":{"sequence":1}}}}""", await socket.ReceiveAsync());

        await SleepAsync(server, deal);

        var told = await socket.ReceiveAsync();
        Assert.StartsWith("""{"type":"error","id":"1",""", told, StringComparison.Ordinal);
        AssertTold(told, "POSITION_NOT_RETAINED", oldest: 1_999, last: 2_000);
    }

    [BothDatabases]
    public async Task An_event_stream_that_the_sweep_overtakes_is_told(DatabaseProvider provider)
    {
        await using var server = await ServerUnderTest.StartAsync(provider, _ => { });
        var deal = await ArrangeAsync(server);
        using var stream = await EventStreamClient.PostAsync(server, Alerts("0"), server.TokenOf(Subject));
        await HappenAsync(server, deal);
        Assert.Equal("""next {"data":{"dealAlerts":{"sequence":1}}}""", await NextAsync(stream));

        await SleepAsync(server, deal);

        AssertTold(await NextAsync(stream), "POSITION_NOT_RETAINED", oldest: 1_999, last: 2_000);
        Assert.Equal("complete", await stream.ReceiveAsync());
    }

    private static string Alerts(string after) => $$"""subscription { dealAlerts(after: "{{after}}") { ... on StreamItem { sequence } } }""";

    private static void AssertTold(string? told, string code, int oldest, int last)
    {
        Assert.Contains($"\"code\":\"{code}\"", told, StringComparison.Ordinal);
        Assert.Contains($"\"oldest\":\"{oldest}\"", told, StringComparison.Ordinal);
        Assert.Contains($"\"last\":\"{last}\"", told, StringComparison.Ordinal);
        Assert.Contains("snapshot: true", told, StringComparison.Ordinal);
    }

    /// <summary>The next that is no comment.</summary>
    private static async Task<string?> NextAsync(EventStreamClient stream)
    {
        string? said;
        do
        {
            said = await stream.ReceiveAsync();
        } while (said?.StartsWith(':') == true);

        return said;
    }

    /// <summary>Two events, and both swept.</summary>
    private static async Task ArrangeSweptAsync(ServerUnderTest server)
    {
        var deal = await ArrangeAsync(server);
        await HappenAsync(server, deal);
        await HappenAsync(server, deal);
        server.Clock.Advance(TimeSpan.FromDays(91));
        await new RetentionSweep(server.Database.Contexts, new RetentionOptions(), server.Clock).RunAsync(CancellationToken.None);
    }

    /// <summary>As if this server had slept while others wrote two thousand events and swept all but the last.</summary>
    private static async Task SleepAsync(ServerUnderTest server, Deal deal)
    {
        await using (var db = server.Database.Open())
        {
            await db.EventCounters.ExecuteUpdateAsync(set =>
                set.SetProperty(counter => counter.Last, 1_999).SetProperty(counter => counter.Swept, 1_999)
            );
        }

        await HappenAsync(server, deal);
    }

    private static async Task<Deal> ArrangeAsync(ServerUnderTest server)
    {
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var brokerage = new TestBrokerage(server.Clock);
        var deal = brokerage.AddDeal(brokerage.Li, brokerage.AddListing(brokerage.Wang), brokerage.AddClient(brokerage.Li), 5_000_000_00);
        brokerage.Add(Account.ForOffice(brokerage.NewId(), Subject, "权证", Role.Closing, brokerage.Franchise, server.Clock.GetUtcNow()));
        await using var db = server.Database.Open();
        await brokerage.SaveAsync(db);
        return deal;
    }

    private static async Task HappenAsync(ServerUnderTest server, Deal deal)
    {
        await using var db = server.Database.Open();
        await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
        db.Record(new DealStageChanged(deal.Id, DealStage.Intent, DealStage.Deposited), deal, deal.AgentId, Viewer.Anonymous);
        await db.CommitAsync(transaction, server.Clock.GetUtcNow(), CancellationToken.None);
        // Where the server's own connections did not hear of it.
        server.Clock.Advance(TimeSpan.FromMilliseconds(500));
    }
}
