using System.Net;
using System.Text.Json;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Deals;
using Lintel.Domain.Organisation;
using Lintel.Schema.Shared.Nodes;
using Lintel.Testing;

namespace Lintel.Server.Tests.Transport;

/// <summary>
/// A role that is taken away, a token that ends and an agent that moves, by socket, event stream and page: what is committed afterwards is not told. The same of
/// webhooks: <c>WebhookAccessTests</c>.
/// </summary>
public sealed class AccessByEveryWayTests
{
    private const string Follower = "test|follower";
    private const string Alerts = "subscription { dealAlerts(after: \"0\") { __typename ... on StreamItem { sequence } } }";
    private const string Page = "{ events(after: \"1\") { items { __typename ... on StreamItem { sequence } } } }";

    [BothDatabases]
    public async Task A_socket_ends_with_4403_when_its_account_is_closed(DatabaseProvider provider)
    {
        await using var scene = await Scene.StartAsync(provider);
        using var socket = await scene.FollowAsync();

        await scene.CloseAccountAsync();
        await scene.HappenAsync();

        Assert.Equal("4403 Forbidden: your access has changed", await socket.ReceiveAsync());
    }

    [BothDatabases]
    public async Task A_socket_ends_with_4403_when_its_token_does(DatabaseProvider provider)
    {
        await using var scene = await Scene.StartAsync(provider);
        using var socket = await scene.FollowAsync();

        scene.ExpireTokens();
        await scene.HappenAsync();

        Assert.Equal("4403 Forbidden: the token has expired", await socket.ReceiveAsync());
    }

    [BothDatabases]
    public async Task A_socket_ends_with_4403_when_its_agent_moves_and_then_is_told_what_it_lost(DatabaseProvider provider)
    {
        await using var scene = await Scene.StartAsync(provider);
        using var socket = await scene.FollowAsync();

        await scene.MoveAsync();
        await scene.HappenAsync();
        Assert.Equal("4403 Forbidden: your access has changed", await socket.ReceiveAsync());

        using var again = await ProtocolSocket.ReadyAsync(scene.Server, scene.Server.TokenOf(Follower));
        await again.SubscribeAsync("1", Alerts.Replace("\"0\"", "\\\"1\\\"", StringComparison.Ordinal));
        Assert.Equal(Next("VisibilityLost", 1), await again.ReceiveAsync());
        await scene.HappenAsync();
        await scene.HappenInTheOtherStoreAsync();
        // 2 is the move, 3 and 4 are the other store's no more.
        Assert.Equal(Next("DealAlert", 5), await again.ReceiveAsync());
    }

    [BothDatabases]
    public async Task An_event_stream_says_so_when_its_account_is_closed(DatabaseProvider provider)
    {
        await using var scene = await Scene.StartAsync(provider);
        using var stream = await scene.ReadAsync();

        await scene.CloseAccountAsync();
        await scene.HappenAsync();

        await AssertEndedAsync(stream, "Forbidden: your access has changed", "ACCESS_CHANGED");
    }

    [BothDatabases]
    public async Task An_event_stream_says_so_when_its_token_ends(DatabaseProvider provider)
    {
        await using var scene = await Scene.StartAsync(provider);
        using var stream = await scene.ReadAsync();

        scene.ExpireTokens();
        await scene.HappenAsync();

        await AssertEndedAsync(stream, "Forbidden: the token has expired", "TOKEN_EXPIRED");
    }

    [BothDatabases]
    public async Task An_event_stream_says_so_when_its_agent_moves(DatabaseProvider provider)
    {
        await using var scene = await Scene.StartAsync(provider);
        using var stream = await scene.ReadAsync();

        await scene.MoveAsync();
        await scene.HappenAsync();

        await AssertEndedAsync(stream, "Forbidden: your access has changed", "ACCESS_CHANGED");
    }

    [BothDatabases]
    public async Task The_next_page_of_a_closed_account_is_nobody_s(DatabaseProvider provider)
    {
        await using var scene = await Scene.StartAsync(provider);
        Assert.Equal("""OK {"data":{"events":{"items":[]}}}""", await scene.FetchAsync());

        await scene.CloseAccountAsync();
        await scene.HappenAsync();

        var answer = await scene.FetchAsync();
        Assert.DoesNotContain("sequence", answer, StringComparison.Ordinal);
        Assert.StartsWith("Unauthorized ", answer, StringComparison.Ordinal);
    }

    [BothDatabases]
    public async Task The_next_page_of_a_token_that_ended_is_nobody_s(DatabaseProvider provider)
    {
        await using var scene = await Scene.StartAsync(provider);
        Assert.Equal("""OK {"data":{"events":{"items":[]}}}""", await scene.FetchAsync());

        scene.ExpireTokens();
        await scene.HappenAsync();

        var answer = await scene.FetchAsync();
        Assert.DoesNotContain("sequence", answer, StringComparison.Ordinal);
        Assert.StartsWith("Unauthorized ", answer, StringComparison.Ordinal);
    }

    [BothDatabases]
    public async Task The_next_page_of_an_agent_that_moved_tells_what_it_lost_and_no_more_of_it(DatabaseProvider provider)
    {
        await using var scene = await Scene.StartAsync(provider);
        Assert.Equal("""OK {"data":{"events":{"items":[]}}}""", await scene.FetchAsync());

        await scene.MoveAsync();
        await scene.HappenAsync();
        await scene.HappenInTheOtherStoreAsync();

        Assert.Equal(
            """OK {"data":{"events":{"items":[{"__typename":"VisibilityLost","sequence":1},{"__typename":"DealAlert","sequence":4}]}}}""",
            await scene.FetchAsync()
        );
    }

    private static string Next(string type, int sequence) =>
        $$$$$"""{"type":"next","id":"1","payload":{"data":{"dealAlerts":{"__typename":"{{{{{type}}}}}","sequence":{{{{{sequence}}}}}}}}}""";

    private static async Task AssertEndedAsync(EventStreamClient stream, string reason, string code)
    {
        Assert.Equal(
            $$$"""next {"errors":[{"message":"{{{reason}}}; resume after 1","extensions":{"code":"{{{code}}}","after":"1"}}]}""",
            await SaidAsync(stream)
        );
        Assert.Equal("complete", await SaidAsync(stream));
        Assert.Null(await SaidAsync(stream));
    }

    /// <summary>The next that is no heartbeat.</summary>
    private static async Task<string?> SaidAsync(EventStreamClient stream)
    {
        string? said;
        do
        {
            said = await stream.ReceiveAsync();
        } while (said == ":");

        return said;
    }

    /// <summary>Mei manages Li's store, follows its deal from the beginning and has heard its first event.</summary>
    private sealed class Scene : IAsyncDisposable
    {
        private const string Director = "test|director";

        private readonly Deal _deal;
        private readonly Deal _elsewhere;
        private readonly Agent _mei;
        private readonly Account _account;
        private readonly Office _other;
        private readonly string _token;

        private Scene(ServerUnderTest server, TestBrokerage brokerage)
        {
            Server = server;
            _mei = brokerage.Add(
                Agent.Create(
                    brokerage.NewId(),
                    brokerage.StoreOfLi.Placement(),
                    "梅测试",
                    "13700000001",
                    "LIC-MEI",
                    new DateOnly(2030, 12, 31),
                    "店长",
                    new DateOnly(2024, 1, 1),
                    server.Clock.GetUtcNow()
                )
            );
            _account = brokerage.Add(Account.ForAgent(brokerage.NewId(), Follower, Role.StoreManager, _mei, server.Clock.GetUtcNow()));
            brokerage.Add(Account.ForOffice(brokerage.NewId(), Director, "孙总监", Role.Director, brokerage.Franchise, server.Clock.GetUtcNow()));
            _deal = brokerage.AddDeal(brokerage.Li, brokerage.AddListing(brokerage.Li), brokerage.AddClient(brokerage.Li), 5_000_000_00);
            _elsewhere = brokerage.AddDeal(brokerage.Wang, brokerage.AddListing(brokerage.Wang), brokerage.AddClient(brokerage.Wang), 5_000_000_00);
            _other = brokerage.StoreOfWang;
            _token = server.TokenOf(Follower);
        }

        public ServerUnderTest Server { get; }

        public static async Task<Scene> StartAsync(DatabaseProvider provider)
        {
            var server = await ServerUnderTest.StartAsync(provider, _ => { });
            // The server's own brokerage has the subjects of its accounts since the start.
            server.Clock.Advance(TimeSpan.FromMinutes(1));
            var brokerage = new TestBrokerage(server.Clock);
            var scene = new Scene(server, brokerage);
            await using (var db = server.Database.Open())
            {
                await brokerage.SaveAsync(db);
            }

            // Who has seen an account as it was for some time is told of a change all the same.
            server.Clock.Advance(TimeSpan.FromMinutes(5));
            await scene.HappenAsync();
            return scene;
        }

        public ValueTask DisposeAsync() => Server.DisposeAsync();

        public async Task<ProtocolSocket> FollowAsync()
        {
            var socket = await ProtocolSocket.ReadyAsync(Server, _token);
            await socket.SubscribeAsync("1", Alerts.Replace("\"", "\\\"", StringComparison.Ordinal));
            Assert.Equal(Next("DealAlert", 1), await socket.ReceiveAsync());
            return socket;
        }

        public async Task<EventStreamClient> ReadAsync()
        {
            var stream = await EventStreamClient.PostAsync(Server, Alerts, _token);
            Assert.Equal("""next {"data":{"dealAlerts":{"__typename":"DealAlert","sequence":1}}}""", await SaidAsync(stream));
            return stream;
        }

        /// <summary>Status and body of the page behind the first event.</summary>
        public async Task<string> FetchAsync()
        {
            using var response = await Server.PostAsync(JsonSerializer.Serialize(new { query = Page }), _token);
            return $"{response.StatusCode} {await response.Content.ReadAsStringAsync()}";
        }

        public Task CloseAccountAsync() =>
            ChangeAsync(
                "mutation($id: ID!) { accountClose(input: {accountId: $id}) { errors { ... on UserError { code } } } }",
                new { id = GlobalId.Encode("Account", _account.Id) }
            );

        /// <summary>Mei manages the other store from now on; that is event 2.</summary>
        public Task MoveAsync() =>
            ChangeAsync(
                "mutation($id: ID!, $to: ID!) { agentMove(input: {agentId: $id, officeId: $to}) { errors { ... on UserError { code } } } }",
                new { id = GlobalId.Encode("Agent", _mei.Id), to = GlobalId.Encode("Office", _other.Id) }
            );

        /// <summary>A token lives for a day, and requests may be 5 s late.</summary>
        public void ExpireTokens() => Server.Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(5));

        public Task HappenAsync() => HappenAsync(_deal);

        public Task HappenInTheOtherStoreAsync() => HappenAsync(_elsewhere);

        private async Task HappenAsync(Deal deal)
        {
            await using var db = Server.Database.Open();
            await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
            db.Record(new DealStageChanged(deal.Id, DealStage.Intent, DealStage.Deposited), deal, deal.AgentId, Viewer.Anonymous);
            await db.CommitAsync(transaction, Server.Clock.GetUtcNow(), CancellationToken.None);
            // Where the server's own connections did not hear of it.
            Server.Clock.Advance(TimeSpan.FromMilliseconds(500));
        }

        private async Task ChangeAsync(string query, object variables)
        {
            using var response = await Server.PostAsync(JsonSerializer.Serialize(new { query, variables }), Server.TokenOf(Director));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Contains("\"errors\":[]", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }
}
