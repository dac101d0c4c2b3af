using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Deals;
using Lintel.Domain.Organisation;
using Lintel.Testing;

namespace Lintel.Server.Tests.Transport;

/// <summary>An item that is executed once for many, when something happens to the one it is executed for, or to the database.</summary>
public sealed class SharedItemTests
{
    private const string Subject = "test|follower";
    private const string Alerts = "subscription { dealAlerts(after: \"0\") { ... on StreamItem { sequence } ... on DealAlert { task { name } } } }";
    private const string Numbers = "subscription { dealAlerts(after: \"0\") { ... on StreamItem { sequence } } }";
    private const string First = """{"data":{"dealAlerts":{"sequence":1,"task":{"name":"核验产权"}}}}""";
    private const string Second = """{"data":{"dealAlerts":{"sequence":2,"task":{"name":"核验产权"}}}}""";

    [OnPostgres]
    public async Task Who_waits_for_an_item_that_another_has_executed_is_told_it_although_the_other_leaves()
    {
        await using var server = await ServerUnderTest.StartAsync(DatabaseProvider.Postgres, _ => { });
        var (deal, task) = await ArrangeAsync(server);
        await HappenAsync(server, deal, task);
        await using var other = await OtherLogin.OpenAsync(server);
        using var leaving = await FollowAsync(server, Alerts);
        Assert.Equal(Next(First), await leaving.ReceiveAsync());
        await other.LockAsync("deal_tasks");
        await HappenAsync(server, deal, task);
        await other.UntilBlockedAsync(1);
        // Whoever has heard of the first is with the one who executes the second.
        using var socket = await FollowAsync(server, Alerts);
        Assert.Equal(Next(First), await socket.ReceiveAsync());
        using var stream = await FollowAsEventStreamAsync(server);

        await other.UntilBlockedAgainAsync(leaving.Abort);
        await other.UnlockAsync();

        Assert.Equal(Next(Second), await socket.ReceiveAsync());
        Assert.Equal($"next {Second}", await stream.ReceiveAsync());
    }

    [OnPostgres]
    public async Task An_item_that_could_not_be_made_whole_is_not_told_in_part_and_comes_to_whoever_comes_again()
    {
        await using var server = await ServerUnderTest.StartAsync(DatabaseProvider.Postgres, _ => { });
        var (deal, task) = await ArrangeAsync(server);
        await HappenAsync(server, deal, task);
        await using var other = await OtherLogin.OpenAsync(server);
        using var socket = await FollowAsync(server, Alerts);
        Assert.Equal(Next(First), await socket.ReceiveAsync());
        using var stream = await FollowAsEventStreamAsync(server);
        // Those of one class have their items from one row, which stays while one of them does.
        using var staying = await FollowAsync(server, Numbers);
        Assert.Equal(Next("""{"data":{"dealAlerts":{"sequence":1}}}"""), await staying.ReceiveAsync());
        await other.LockAsync("deal_tasks");
        await HappenAsync(server, deal, task);
        await other.UntilBlockedAsync(1);

        await other.TerminateBlockedAsync();

        Assert.StartsWith(
            """{"type":"error","id":"1","payload":[{"message":"Something broke on our side.""",
            await socket.ReceiveAsync(),
            StringComparison.Ordinal
        );
        Assert.StartsWith("""next {"errors":[{"message":"Something broke on our side.""", await stream.ReceiveAsync(), StringComparison.Ordinal);
        Assert.Equal("complete", await stream.ReceiveAsync());
        Assert.Equal(Next("""{"data":{"dealAlerts":{"sequence":2}}}"""), await staying.ReceiveAsync());
        await other.UnlockAsync();
        using var again = await FollowAsync(server, Alerts);
        Assert.Equal(Next(First), await again.ReceiveAsync());
        Assert.Equal(Next(Second), await again.ReceiveAsync());
    }

    private static string Next(string result) => $$"""{"type":"next","id":"1","payload":{{result}}}""";

    private static async Task<EventStreamClient> FollowAsEventStreamAsync(ServerUnderTest server)
    {
        var stream = await EventStreamClient.PostAsync(server, Alerts, server.TokenOf(Subject));
        Assert.Equal(":", await stream.ReceiveAsync());
        Assert.Equal($"next {First}", await stream.ReceiveAsync());
        return stream;
    }

    private static async Task<ProtocolSocket> FollowAsync(ServerUnderTest server, string operation)
    {
        var socket = await ProtocolSocket.ReadyAsync(server, server.TokenOf(Subject));
        await socket.SubscribeAsync("1", operation.Replace("\"", "\\\"", StringComparison.Ordinal));
        return socket;
    }

    private static async Task<(Deal, DealTask)> ArrangeAsync(ServerUnderTest server)
    {
        // The server's own brokerage has the subjects of its accounts since the start.
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var brokerage = new TestBrokerage(server.Clock);
        var deal = brokerage.AddDeal(brokerage.Li, brokerage.AddListing(brokerage.Wang), brokerage.AddClient(brokerage.Li), 5_000_000_00);
        var task = brokerage.Add(deal.PlanTasks(brokerage.NewId).First());
        brokerage.Add(Account.ForOffice(brokerage.NewId(), Subject, "权证", Role.Closing, brokerage.Franchise, server.Clock.GetUtcNow()));
        await using var db = server.Database.Open();
        await brokerage.SaveAsync(db);
        return (deal, task);
    }

    private static async Task HappenAsync(ServerUnderTest server, Deal deal, DealTask task)
    {
        await using var db = server.Database.Open();
        await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
        db.Record(new DealTaskCompleted(deal.Id, task.Id, task.Stage, task.Name), deal, deal.AgentId, Viewer.Anonymous);
        await db.CommitAsync(transaction, server.Clock.GetUtcNow(), CancellationToken.None);
        // Where the server's own connections did not hear of it.
        server.Clock.Advance(TimeSpan.FromMilliseconds(500));
    }
}
