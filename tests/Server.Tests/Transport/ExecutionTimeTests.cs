using System.Globalization;
using System.Net;
using System.Text.Json;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Organisation;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Lintel.Server.Tests.Transport;

/// <summary>An operation has its time, and what is not done by then is stopped, down to the statement.</summary>
public sealed class ExecutionTimeTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private const string TimedOut =
        """{"errors":[{"message":"The operation took longer than 10 s and was stopped. Nothing was written.","extensions":{"code":"EXECUTION_TIMED_OUT","committed":false}}]}""";

    private const string Homes = """{"query":"{ listings { totalCount } }"}""";

    private const string Enter = """
        mutation Enter($key: String, $deals: Boolean!) {
          clientCreate(input: { fullName: "周", phone: "13900000009", consentOn: "2026-03-16", idempotencyKey: $key }) {
            client { fullName deals @include(if: $deals) { totalCount } } errors { __typename }
          }
        }
        """;

    [Theory]
    [InlineData("{ held }", "application/graphql-response+json")]
    [InlineData("{ held }", "application/json")]
    [InlineData("mutation { held }", "application/json")]
    public async Task What_takes_longer_than_it_may_is_stopped(string query, string accept)
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        var asked = server.PostAsync($$"""{"query":"{{query}}"}""", accept: accept);
        await server.Hold.NextAsync();

        server.Clock.Advance(Limit);
        using var response = await asked;

        await server.Hold.NextCancelledAsync();
        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        Assert.Equal(TimedOut, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task What_is_done_in_time_is_not()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        var asked = server.PostAsync("""{"query":"{ held }"}""");
        var held = await server.Hold.NextAsync();

        server.Clock.Advance(Limit - TimeSpan.FromMilliseconds(1));
        held.SetResult("done");
        using var response = await asked;

        Assert.Equal("""{"data":{"held":"done"}}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_setting_says_how_long()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync(("Lintel:Transport:ExecutionSeconds", "2"));
        var asked = server.PostAsync("""{"query":"{ held }"}""");
        await server.Hold.NextAsync();

        server.Clock.Advance(TimeSpan.FromSeconds(2));
        using var response = await asked;

        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
    }

    [Fact]
    public async Task It_holds_on_a_socket_for_all_but_subscriptions()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync(("Lintel:Transport:SocketHeartbeatSeconds", "600"));
        using var socket = await ProtocolSocket.ReadyAsync(server);
        await socket.SubscribeAsync("1", "subscription { ticks }");
        var subscriber = await server.Ticks.NextSubscriberAsync();
        await socket.SubscribeAsync("2", "{ held }");
        await server.Hold.NextAsync();

        server.Clock.Advance(Limit);

        Assert.Equal($$"""{"type":"error","id":"2","payload":{{TimedOut["{\"errors\":".Length..]}}""", await socket.ReceiveAsync());
        subscriber.OnNext("later");
        Assert.Equal("""{"type":"next","id":"1","payload":{"data":{"ticks":"later"}}}""", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task It_holds_on_an_event_stream()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync(("Lintel:Transport:EventStreamHeartbeatSeconds", "600"));
        using var stream = await EventStreamClient.PostAsync(server, "{ held }");
        await server.Hold.NextAsync();

        server.Clock.Advance(Limit);

        Assert.Equal($":\n\nevent: next\ndata: {TimedOut}\n\nevent: complete\ndata:\n\n", await stream.ReadRestAsync());
    }

    [OnPostgres]
    public async Task A_query_is_stopped_in_the_database_and_its_session_is_used_again()
    {
        await using var server = await ServerUnderTest.StartAsync(
            DatabaseProvider.Postgres,
            _ => { },
            ("Lintel:Database:ViewerConnections", "1"),
            ("Lintel:Transport:ExecutionSeconds", "10")
        );
        var token = server.TokenOf("test|li");
        using var warm = await server.PostAsync(Homes, token);
        await using var other = await OtherLogin.OpenAsync(server);
        var sessions = await other.SessionsAsync();

        await other.LockAsync("listings");
        var asked = server.PostAsync(Homes, token);
        await other.UntilBlockedAsync(1);
        server.Clock.Advance(Limit);
        using var stopped = await asked;
        var blocked = await other.BlockedAsync();
        await other.UnlockAsync();
        using var again = await server.PostAsync(Homes, token);

        Assert.Equal(HttpStatusCode.GatewayTimeout, stopped.StatusCode);
        Assert.Equal(TimedOut, await stopped.Content.ReadAsStringAsync());
        Assert.Equal(0, blocked);
        Assert.Equal("""{"data":{"listings":{"totalCount":0}}}""", await again.Content.ReadAsStringAsync());
        Assert.Equal(sessions, await other.SessionsAsync());
    }

    [OnPostgres]
    public async Task A_mutation_that_is_stopped_has_written_nothing()
    {
        await using var server = await ServerUnderTest.StartAsync(DatabaseProvider.Postgres, _ => { });
        await using var other = await OtherLogin.OpenAsync(server);

        await other.LockAsync("clients");
        var asked = server.PostAsync(EnterOf(key: "k", deals: false), server.TokenOf("test|li"));
        await other.UntilBlockedAsync(1);
        server.Clock.Advance(Limit);
        using var stopped = await asked;
        var blocked = await other.BlockedAsync();
        await other.UnlockAsync();

        Assert.Equal(TimedOut, await stopped.Content.ReadAsStringAsync());
        Assert.Equal(0, blocked);
        await using (var database = server.Database.Open())
        {
            Assert.Equal(0, await database.Clients.CountAsync());
            Assert.Equal(0, await database.Events.CountAsync());
            Assert.Equal(0, await database.IdempotencyRecords.CountAsync());
        }

        using var again = await server.PostAsync(EnterOf(key: "k", deals: false), server.TokenOf("test|li"));
        Assert.Equal("""{"data":{"clientCreate":{"client":{"fullName":"周"},"errors":[]}}}""", await again.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_mutation_that_waits_for_SQLite_s_other_writer_is_stopped_in_time()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var token = server.TokenOf("test|li");
        await using var other = server.Database.Open();
        var held = await other.BeginWriteAsync(CancellationToken.None);

        var asked = server.PostAsync(EnterOf(key: "k", deals: false), token);
        while (!asked.IsCompleted)
        {
            // It may not have begun yet: its time counts from then on.
            using var live = await server.Http.GetAsync(new Uri(server.Address, "/health/live"));
            server.Clock.Advance(Limit);
        }

        using var stopped = await asked;
        await held.DisposeAsync();
        Assert.Equal(TimedOut, await stopped.Content.ReadAsStringAsync());
        await using (var database = server.Database.Open())
        {
            Assert.Equal((0, 0), (await database.Clients.CountAsync(), await database.IdempotencyRecords.CountAsync()));
        }

        using var again = await server.PostAsync(EnterOf(key: "k", deals: false), server.TokenOf("test|li"));
        Assert.Equal("""{"data":{"clientCreate":{"client":{"fullName":"周"},"errors":[]}}}""", await again.Content.ReadAsStringAsync());
    }

    [OnPostgres]
    public async Task Who_is_stopped_after_the_commit_is_told_so_and_can_fetch_the_answer()
    {
        await using var server = await ServerUnderTest.StartAsync(DatabaseProvider.Postgres, _ => { });
        await using var other = await OtherLogin.OpenAsync(server);

        await other.LockAsync("deals");
        var asked = server.PostAsync(EnterOf(key: "k", deals: true), server.TokenOf("test|li"));
        await other.UntilBlockedAsync(1);
        server.Clock.Advance(Limit);
        using var stopped = await asked;
        await other.UnlockAsync();
        using var again = await server.PostAsync(EnterOf(key: "k", deals: true), server.TokenOf("test|li"));

        Assert.Equal(
            """{"errors":[{"message":"The operation took longer than 10 s and was stopped. What it had committed stays: ask again with the same idempotencyKey for the answer.","extensions":{"code":"EXECUTION_TIMED_OUT","committed":true}}]}""",
            await stopped.Content.ReadAsStringAsync()
        );
        Assert.Equal(
            """{"data":{"clientCreate":{"client":{"fullName":"周","deals":{"totalCount":0}},"errors":[]}}}""",
            await again.Content.ReadAsStringAsync()
        );
        await using var database = server.Database.Open();
        Assert.Equal(1, await database.Clients.CountAsync());
    }

    [OnPostgres]
    public async Task What_commits_in_steps_has_as_long_as_it_takes()
    {
        await using var server = await ServerUnderTest.StartAsync(DatabaseProvider.Postgres, _ => { });
        await using (var database = server.Database.Open())
        {
            var now = server.Clock.GetUtcNow();
            var manager = await database.Agents.FirstAsync();
            database.Accounts.Add(Account.ForAgent(Guid.CreateVersion7(now), "test|manager", Role.StoreManager, manager, now));
            await database.SaveChangesAsync();
        }

        await using var other = await OtherLogin.OpenAsync(server);
        await other.LockAsync("idempotency_records");
        var asked = server.PostAsync(
            """{"query":"mutation { listingImport(input: { uploadId: \"no\", fileName: \"a.csv\", format: \"lianjia-2021\", idempotencyKey: \"k\" }) { errors { __typename } } }"}""",
            server.TokenOf("test|manager")
        );
        await other.UntilBlockedAsync(1);
        server.Clock.Advance(6 * Limit);
        await other.UnlockAsync();
        using var answer = await asked;

        Assert.Equal("""{"data":{"listingImport":{"errors":[{"__typename":"NotFound"}]}}}""", await answer.Content.ReadAsStringAsync());
    }

    private static string EnterOf(string key, bool deals) => JsonSerializer.Serialize(new { query = Enter, variables = new { key, deals } });
}
