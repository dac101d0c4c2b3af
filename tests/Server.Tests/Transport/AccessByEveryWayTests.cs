using System.Net;
using System.Text.Json;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Deals;
using Lintel.Domain.Organisation;
using Lintel.Server.Identity;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Server.Tests.Transport;

/// <summary>
/// Mei runs Li's store and has heard one event of its deals. Then she may no more, and two more are committed: by no way does she hear of what is not hers
/// any more. Webhooks: <c>WebhookAccessTests</c>.
/// </summary>
public sealed class AccessByEveryWayTests
{
    private const string Mei = "test|mei";
    private const string Item = "__typename ... on StreamItem { sequence } ... on DealAlert { deal { dealNumber } }";
    private const string Alerts = "subscription { dealAlerts(after: \"0\") { " + Item + " } }";
    private const string First = """{"__typename":"DealAlert","sequence":1,"deal":{"dealNumber":"D000005"}}""";

    /// <summary>What she is told behind the first event once Wang's store is hers: what is gone, what has come, what happened there since.</summary>
    private const string Moved =
        """{"__typename":"VisibilityLost","sequence":1},{"__typename":"VisibilityGained","sequence":1},{"__typename":"DealAlert","sequence":3,"deal":{"dealNumber":"D000008"}}""";

    [BothDatabases]
    public async Task One_whose_account_is_closed_hears_nothing_more(DatabaseProvider provider)
    {
        await using var scene = await StartAsync(provider);
        await scene.ChangeAsync(
            async (db, now) =>
            {
                Assert.True((await db.Accounts.SingleAsync(one => one.Subject == Mei)).End(now));
            }
        );
        await scene.HappenAsync(scene.OfLi, scene.OfWang);

        await scene.EndedAsync("4403 Forbidden: your access has changed", "ACCESS_CHANGED", "Forbidden: your access has changed");
        Assert.Equal((HttpStatusCode.Unauthorized, "UNAUTHENTICATED"), await scene.RefusedAsync());
    }

    [BothDatabases]
    public async Task One_whose_token_has_ended_hears_nothing_more(DatabaseProvider provider)
    {
        await using var scene = await StartAsync(provider);
        scene.Server.Clock.Advance(TimeSpan.FromHours(24));
        await scene.HappenAsync(scene.OfLi, scene.OfWang);

        await scene.EndedAsync("4403 Forbidden: the token has expired", "TOKEN_EXPIRED", "Forbidden: the token has expired");
        // A request may be late by what clocks differ.
        scene.Server.Clock.Advance(TimeSpan.FromSeconds(new AuthOptions().ClockSkewSeconds));
        Assert.Equal((HttpStatusCode.Unauthorized, "UNAUTHENTICATED"), await scene.RefusedAsync());
    }

    [BothDatabases]
    public async Task One_that_has_moved_goes_on_with_what_is_hers_now(DatabaseProvider provider)
    {
        await using var scene = await StartAsync(provider);
        await scene.ChangeAsync(
            async (db, now) =>
            {
                var mei = await db.Agents.SingleAsync(agent => agent.MemberFullName == "梅测试");
                _ = mei.Move(await db.Offices.SingleAsync(office => office.Id == scene.OfWang.StoreId)).Value;
                var account = await db.Accounts.SingleAsync(one => one.Subject == Mei);
                db.Accounts.Add(Assert.IsType<Account>(account.FollowAgent(mei, Guid.CreateVersion7(now), now)));
            }
        );
        await scene.HappenAsync(scene.OfLi, scene.OfWang);

        await scene.EndedAsync("4403 Forbidden: your access has changed", "ACCESS_CHANGED", "Forbidden: your access has changed");
        Assert.Equal($$$"""{"data":{"events":{"items":[{{{Moved}}}],"position":"3"}""" + "}}", await scene.PageAsync());
        var onward = Alerts.Replace("\"0\"", "\"1\"", StringComparison.Ordinal);
        using var socket = await ProtocolSocket.ReadyAsync(scene.Server, scene.Token);
        await socket.SubscribeAsync("1", onward.Replace("\"", "\\\"", StringComparison.Ordinal));
        using var stream = await EventStreamClient.PostAsync(scene.Server, onward, scene.Token);
        Assert.Equal(":", await stream.ReceiveAsync());
        foreach (var item in JsonDocument.Parse($"[{Moved}]").RootElement.EnumerateArray())
        {
            Assert.Equal(Next(item.GetRawText()), await socket.ReceiveAsync());
            Assert.Equal($"next {Data(item.GetRawText())}", await stream.ReceiveAsync());
        }
    }

    private static string Data(string item) => "{\"data\":{\"dealAlerts\":" + item + "}}";

    private static string Next(string item) => "{\"type\":\"next\",\"id\":\"1\",\"payload\":" + Data(item) + "}";

    /// <summary>Mei follows by socket and by event stream, and has heard of the first event.</summary>
    private static async Task<Scene> StartAsync(DatabaseProvider provider)
    {
        var server = await ServerUnderTest.StartAsync(provider, _ => { });
        // The server's own brokerage has the subjects of its accounts since the start.
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var brokerage = new TestBrokerage(server.Clock);
        var mei = brokerage.Add(
            Agent.Create(
                brokerage.NewId(),
                brokerage.StoreOfLi.Placement(),
                "梅测试",
                "13700000003",
                "LIC-MEI",
                new DateOnly(2030, 12, 31),
                "店长",
                new DateOnly(2024, 1, 1),
                server.Clock.GetUtcNow()
            )
        );
        brokerage.Add(Account.ForAgent(brokerage.NewId(), Mei, Role.StoreManager, mei, server.Clock.GetUtcNow()));
        var ofLi = brokerage.AddDeal(brokerage.Li, brokerage.AddListing(brokerage.Li), brokerage.AddClient(brokerage.Li), 5_000_000_00);
        // Those that come and go are told in the order of their ids.
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var ofWang = brokerage.AddDeal(brokerage.Wang, brokerage.AddListing(brokerage.Wang), brokerage.AddClient(brokerage.Wang), 5_000_000_00);
        await using (var db = server.Database.Open())
            await brokerage.SaveAsync(db);

        var token = server.TokenOf(Mei);
        var socket = await ProtocolSocket.ReadyAsync(server, token);
        await socket.SubscribeAsync("1", Alerts.Replace("\"", "\\\"", StringComparison.Ordinal));
        var stream = await EventStreamClient.PostAsync(server, Alerts, token);
        Assert.Equal(":", await stream.ReceiveAsync());
        var scene = new Scene(server, token, socket, stream, ofLi, ofWang);
        await scene.HappenAsync(ofLi);
        Assert.Equal(Next(First), await socket.ReceiveAsync());
        Assert.Equal($"next {Data(First)}", await stream.ReceiveAsync());
        return scene;
    }

    private sealed record Scene(ServerUnderTest Server, string Token, ProtocolSocket Socket, EventStreamClient Stream, Deal OfLi, Deal OfWang)
        : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            Socket.Dispose();
            Stream.Dispose();
            await Server.DisposeAsync();
        }

        public async Task ChangeAsync(Func<LintelDbContext, DateTimeOffset, Task> change)
        {
            await using var db = Server.Database.Open();
            await change(db, Server.Clock.GetUtcNow());
            await db.SaveChangesAsync();
        }

        /// <summary>Something happens to each deal, in transactions of their own.</summary>
        public async Task HappenAsync(params Deal[] deals)
        {
            foreach (var deal in deals)
            {
                await using var db = Server.Database.Open();
                await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
                db.Record(new DealStageChanged(deal.Id, DealStage.Intent, DealStage.Deposited), deal, deal.AgentId, Viewer.Anonymous);
                await db.CommitAsync(transaction, Server.Clock.GetUtcNow(), CancellationToken.None);
            }

            // Where the server's own connections did not hear of it.
            Server.Clock.Advance(TimeSpan.FromMilliseconds(500));
        }

        /// <summary>Both streams end, and say nothing before that.</summary>
        public async Task EndedAsync(string close, string code, string message)
        {
            Assert.Equal(close, await Socket.ReceiveAsync());
            Assert.Equal(
                $$$"""next {"errors":[{"message":"{{{message}}}; resume after 1","extensions":{"code":"{{{code}}}","after":"1"}}]}""",
                await SaidAsync()
            );
            Assert.Equal("complete", await Stream.ReceiveAsync());
            Assert.Null(await Stream.ReceiveAsync());
        }

        /// <summary>What the event stream says that is no heartbeat.</summary>
        private async Task<string?> SaidAsync()
        {
            string? said;
            do said = await Stream.ReceiveAsync();
            while (said == ":");
            return said;
        }

        /// <summary>The page behind the first event.</summary>
        public async Task<string> PageAsync()
        {
            using var response = await AskAsync();
            return await response.Content.ReadAsStringAsync();
        }

        /// <summary>Status and code of the answer to who asks for the page behind the first event, which holds no event.</summary>
        public async Task<(HttpStatusCode, string?)> RefusedAsync()
        {
            using var response = await AskAsync();
            var body = await response.Content.ReadAsStringAsync();
            Assert.DoesNotContain("sequence\":", body, StringComparison.Ordinal);
            var error = JsonDocument.Parse(body).RootElement.GetProperty("errors")[0];
            return (response.StatusCode, error.GetProperty("extensions").GetProperty("code").GetString());
        }

        private Task<HttpResponseMessage> AskAsync() =>
            Server.PostAsync(JsonSerializer.Serialize(new { query = "{ events(after: \"1\") { items { " + Item + " } position } }" }), Token);
    }
}
