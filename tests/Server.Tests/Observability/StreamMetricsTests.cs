using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Deals;
using Lintel.Domain.Organisation;
using Lintel.Testing;

namespace Lintel.Server.Tests.Observability;

/// <summary>What is told of streams: how many there are, how late their readers hear, how often items were executed, and why they ended.</summary>
[Collection(nameof(WatchesTheProcess))]
public sealed class StreamMetricsTests
{
    private const string Subject = "test|follower";
    private const string Alerts = "subscription { dealAlerts(after: \"0\") { ... on StreamItem { sequence } } }";

    [BothDatabases]
    public async Task Streams_are_counted_and_timed_and_an_item_of_one_class_is_executed_once(DatabaseProvider provider)
    {
        await using var watched = await WatchedServer.StartAsync(provider);
        var server = watched.Server;
        var deal = await ArrangeAsync(server);
        // Whoever has heard of it is there when the next thing happens.
        await HappenAsync(server, deal);
        using var one = await FollowAsync(server);
        using var other = await FollowAsync(server);
        using var stream = await EventStreamClient.PostAsync(server, Alerts, server.TokenOf(Subject));
        Assert.Equal(":", await stream.ReceiveAsync());
        await HearAsync(1);
        await HappenAsync(server, deal);
        await HearAsync(2);

        Assert.Equal(["shared=True: 2"], watched.PointsOf("lintel.stream.executions"));
        Assert.Equal(["transport=event_stream: 1", "transport=websocket: 2"], watched.PointsOf("lintel.stream.connections"));
        Assert.Equal(["transport=event_stream: 1", "transport=websocket: 2"], watched.PointsOf("lintel.stream.active"));
        Assert.Equal(
            ["transport=event_stream", "transport=websocket"],
            watched.PointsOf("lintel.stream.backlog").Select(point => point.Split(':')[0])
        );

        await watched.StopAsync();

        // A client may hear before it is noted that it was told; whoever stops a stream waits for that.
        Assert.Equal(["transport=event_stream: 1", "transport=websocket: 2"], watched.PointsOf("lintel.stream.fan_out.duration"));
        Assert.Equal(
            ["code=SERVER_STOPPING transport=event_stream: 1", "code=SERVER_STOPPING transport=websocket: 2"],
            watched.PointsOf("lintel.stream.ended")
        );
        Assert.Equal(["transport=event_stream: 0", "transport=websocket: 0"], watched.PointsOf("lintel.stream.active"));

        async Task HearAsync(int sequence)
        {
            foreach (var heard in (string?[])[await one.ReceiveAsync(), await other.ReceiveAsync(), await stream.ReceiveAsync()])
                Assert.Contains($"\"sequence\":{sequence}", heard, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_had_happened_before_somebody_came_is_not_timed()
    {
        await using var watched = await WatchedServer.StartAsync(DatabaseProvider.Sqlite);
        var server = watched.Server;
        var deal = await ArrangeAsync(server);
        await HappenAsync(server, deal);

        using var late = await FollowAsync(server);

        Assert.Contains("\"sequence\":1", await late.ReceiveAsync(), StringComparison.Ordinal);
        Assert.Empty(watched.PointsOf("lintel.stream.fan_out.duration"));
    }

    private static async Task<ProtocolSocket> FollowAsync(ServerUnderTest server)
    {
        var socket = await ProtocolSocket.ReadyAsync(server, server.TokenOf(Subject));
        await socket.SubscribeAsync("1", Alerts.Replace("\"", "\\\"", StringComparison.Ordinal));
        return socket;
    }

    private static async Task<Deal> ArrangeAsync(ServerUnderTest server)
    {
        // The server's own brokerage has the subjects of its accounts since the start.
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
