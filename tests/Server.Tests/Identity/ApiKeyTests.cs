using Lintel.Data;
using Lintel.Domain.Organisation;
using Lintel.Server.Identity;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Server.Tests.Identity;

/// <summary>Which API keys are believed, for how long, and how fast that is.</summary>
public sealed class ApiKeyTests
{
    private const string Name = """200 {"data":{"viewer":{"name":"机器"}}}""";
    private const string Nobody =
        """401 {"errors":[{"message":"Cannot query field 'viewer' on type 'Query'.","locations":[{"line":1,"column":3}],"extensions":{"code":"UNAUTHENTICATED"}}]}""";

    [BothDatabases]
    public async Task A_key_speaks_for_its_account_and_what_is_not_believed_is_not_told_apart(DatabaseProvider provider)
    {
        await using var server = await ServerUnderTest.StartAsync(provider, _ => { });
        var machine = await Machine.AtAsync(server);
        var (good, _) = await machine.KeyAsync();
        var (revoked, revokedId) = await machine.KeyAsync();
        await machine.ChangeAsync(revokedId, (key, now) => Assert.True(key.Revoke(now).Succeeded));
        var (expired, _) = await machine.KeyAsync(expiresAt: server.Clock.GetUtcNow().AddSeconds(1));
        server.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(Name, await machine.AskAsync(good));
        foreach (
            var bad in new[]
            {
                revoked,
                expired,
                ApiKeyText.NewSecret(ApiKeyText.NewPrefix()).Text,
                ApiKeyText.NewSecret(ApiKeyText.Read(good)!.Value.Prefix).Text,
                good[..^1] + (good[^1] == '0' ? '1' : '0'),
                "lintel_",
                good[7..],
            }
        )
        {
            Assert.Equal(Nobody, await machine.AskAsync(bad));
        }

        Assert.Equal(Name, await machine.AskAsync(good));
    }

    [BothDatabases]
    public async Task A_revocation_is_felt_with_the_next_request_also_on_a_server_that_remembers_the_key(DatabaseProvider provider)
    {
        await using var server = await ServerUnderTest.StartAsync(provider, _ => { });
        var machine = await Machine.AtAsync(server);
        var (text, id) = await machine.KeyAsync();
        Assert.Equal(Name, await machine.AskAsync(text));
        Assert.Equal(Name, await machine.AskAsync(text));
        Assert.Equal(1, server.Part<RememberedKeys>().Count);

        await machine.ChangeAsync(id, (key, now) => Assert.True(key.Revoke(now).Succeeded));

        Assert.Equal(Nobody, await machine.AskAsync(text));
        Assert.Equal(0, server.Part<RememberedKeys>().Count);
    }

    [BothDatabases]
    public async Task Scopes_taken_by_SQL_an_ended_account_and_another_role_for_a_time_are_felt_with_the_next_request(DatabaseProvider provider)
    {
        await using var server = await ServerUnderTest.StartAsync(provider, _ => { });
        var machine = await Machine.AtAsync(server);
        var (text, id) = await machine.KeyAsync(ApiKeyScopes.Read | ApiKeyScopes.Subscribe);
        Assert.Equal(Name, await machine.AskAsync(text));

        await using (var db = server.Database.Open())
        {
            await db.ApiKeys.Where(key => key.Id == id).ExecuteUpdateAsync(set => set.SetProperty(key => key.Scopes, ApiKeyScopes.Subscribe));
        }

        Assert.Equal(
            """403 {"errors":[{"message":"This API key has not got the scope READ.","extensions":{"code":"FORBIDDEN","scope":"READ"}}]}""",
            await machine.AskAsync(text)
        );
        var (other, _) = await machine.KeyAsync();
        Assert.Equal(Name, await machine.AskAsync(other));
        var now = server.Clock.GetUtcNow();
        await using (var db = server.Database.Open())
        {
            var franchise = await db.Offices.SingleAsync(office => office.Code == "F");
            db.Add(
                Account
                    .ForOffice(Guid.CreateVersion7(now), "test|machine", "停用", Domain.Role.Integrator, franchise, now)
                    .For(now.AddMinutes(1), now.AddMinutes(2))
                    .Value
            );
            await db.SaveChangesAsync();
        }

        Assert.Equal(Name, await machine.AskAsync(other));
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Nobody, await machine.AskAsync(other));
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Name, await machine.AskAsync(other));
        await using (var db = server.Database.Open())
        {
            (await db.Accounts.SingleAsync(account => account.Id == machine.Account.Id)).End(server.Clock.GetUtcNow());
            await db.SaveChangesAsync();
        }

        Assert.Equal(Nobody, await machine.AskAsync(other));
    }

    [BothDatabases]
    public async Task A_rotated_key_works_with_both_secrets_to_the_end_of_the_overlap(DatabaseProvider provider)
    {
        await using var server = await ServerUnderTest.StartAsync(provider, _ => { });
        var machine = await Machine.AtAsync(server);
        var (old, id) = await machine.KeyAsync();
        Assert.Equal(Name, await machine.AskAsync(old));
        var (text, hash) = ApiKeyText.NewSecret(ApiKeyText.Read(old)!.Value.Prefix);

        await machine.ChangeAsync(id, (key, now) => Assert.True(key.Rotate(hash, now.AddMinutes(5), now.AddMinutes(8), now).Succeeded));

        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(Name, await machine.AskAsync(old));
            Assert.Equal(Name, await machine.AskAsync(text));
        }

        server.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(10));
        Assert.Equal(Name, await machine.AskAsync(old));
        server.Clock.Advance(TimeSpan.FromTicks(10));
        Assert.Equal(Nobody, await machine.AskAsync(old));
        Assert.Equal(Name, await machine.AskAsync(text));
        server.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(Nobody, await machine.AskAsync(text));
    }

    [BothDatabases]
    public async Task A_remembered_key_costs_no_command(DatabaseProvider provider)
    {
        await using var server = await ServerUnderTest.StartAsync(provider, _ => { });
        var machine = await Machine.AtAsync(server);
        var (text, _) = await machine.KeyAsync();
        var (check, viewers) = (server.Part<ApiKeyCheck>(), server.Part<CallerViewers>());
        Assert.Equal(2, await QueryBudget.CountAsync(async () => await check.CheckAsync(text, null, CancellationToken.None)));

        Assert.Equal(
            0,
            await QueryBudget.CountAsync(async () =>
            {
                var caller = await check.CheckAsync(text, null, CancellationToken.None);
                var viewer = await viewers.RememberedAsync(caller, CancellationToken.None);
                Assert.Equal(("机器", ApiKeyScopes.Read), (viewer.Name, viewer.KeyScopes));
                Assert.NotNull(viewer.AccessEpoch);
            })
        );
        await server.Part<ApiKeyUses>().FlushAsync();
    }

    [BothDatabases]
    public async Task When_a_key_was_last_used_is_written_at_most_once_a_minute_and_disturbs_nobody(DatabaseProvider provider)
    {
        await using var server = await ServerUnderTest.StartAsync(provider, _ => { });
        var machine = await Machine.AtAsync(server);
        var (text, id) = await machine.KeyAsync();
        var start = server.Clock.GetUtcNow();
        var epoch = await EpochAsync(server);
        Assert.Null(await LastUsedAsync(server, id));

        Assert.Equal(Name, await machine.AskAsync(text));
        Assert.Equal(start, await LastUsedAsync(server, id));
        server.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(Name, await machine.AskAsync(text));
        Assert.Equal(start, await LastUsedAsync(server, id));
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Name, await machine.AskAsync(text));
        Assert.Equal(start.AddMinutes(1), await LastUsedAsync(server, id));

        // Another server that has not heard of it writes nothing before the minute is over either.
        server.Clock.Advance(TimeSpan.FromSeconds(30));
        server.Part<ApiKeyUses>().Note(id, server.Clock.GetUtcNow());
        Assert.Equal(start.AddMinutes(1), await LastUsedAsync(server, id));
        Assert.Equal(epoch, await EpochAsync(server));
    }

    [BothDatabases]
    public async Task A_use_that_is_not_written_yet_is_known_to_whoever_looks_the_key_up_again(DatabaseProvider provider)
    {
        await using var server = await ServerUnderTest.StartAsync(provider, _ => { });
        var machine = await Machine.AtAsync(server);
        var presented = ApiKeyText.Read((await machine.KeyAsync()).Text)!.Value;
        var now = server.Clock.GetUtcNow();
        await using var db = server.Database.Open();
        var unused = (await db.ApiKeyInForceAsync(presented, now, CancellationToken.None))!;
        var remembered = server.Part<RememberedKeys>();

        Assert.True(remembered.Keep(presented.Prefix, unused).IsUseDue(now));
        Assert.False(remembered.Keep(presented.Prefix, unused).IsUseDue(now.AddSeconds(59)));
        Assert.True(remembered.Keep(presented.Prefix, unused).IsUseDue(now.AddSeconds(60)));
    }

    [BothDatabases]
    public async Task Too_many_failures_under_one_prefix_wait_and_its_owner_does_not(DatabaseProvider provider)
    {
        await using var server = await ServerUnderTest.StartAsync(provider, _ => { }, ("Lintel:ApiKeys:FailuresPerKey", "3"));
        var machine = await Machine.AtAsync(server);
        var (good, _) = await machine.KeyAsync();
        var prefix = ApiKeyText.Read(good)!.Value.Prefix;
        foreach (var guessed in new[] { prefix, "0123456789abcdef" })
        {
            for (var i = 0; i < 3; i++)
            {
                Assert.Equal(Nobody, await machine.AskAsync(ApiKeyText.NewSecret(guessed).Text));
            }

            server.Clock.Advance(TimeSpan.FromSeconds(20));
            using var refused = await server.PostAsync("""{"query":"{ viewer { name } }"}""", ApiKeyText.NewSecret(guessed).Text);
            Assert.Equal("429 40", $"{(int)refused.StatusCode} {refused.Headers.RetryAfter}");
            Assert.Equal(
                """{"errors":[{"message":"Too many API keys that are not valid came from here or under this prefix. Wait 40 seconds.","extensions":{"code":"TOO_MANY_ATTEMPTS"}}]}""",
                await refused.Content.ReadAsStringAsync()
            );
            // It is the right secret's owner who must not be locked out.
            Assert.Equal(Name, await machine.AskAsync(good));
            server.Clock.Advance(TimeSpan.FromSeconds(40));
            Assert.Equal(Nobody, await machine.AskAsync(ApiKeyText.NewSecret(guessed).Text));
        }
    }

    [BothDatabases]
    public async Task Too_many_failures_from_one_address_wait_without_a_look_at_the_database(DatabaseProvider provider)
    {
        await using var server = await ServerUnderTest.StartAsync(provider, _ => { }, ("Lintel:ApiKeys:FailuresPerAddress", "3"));
        var machine = await Machine.AtAsync(server);
        var ((inUse, _), (fresh, _)) = (await machine.KeyAsync(), await machine.KeyAsync());
        Assert.Equal(Name, await machine.AskAsync(inUse));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(Nobody, await machine.AskAsync(ApiKeyText.NewSecret(ApiKeyText.NewPrefix()).Text));
        }

        Assert.StartsWith("429 ", await machine.AskAsync(fresh), StringComparison.Ordinal);
        Assert.StartsWith("429 ", await machine.UploadAsync(fresh), StringComparison.Ordinal);
        using (var socket = await ProtocolSocket.ConnectAsync(server))
        {
            await socket.SendAsync($$$"""{"type":"connection_init","payload":{"Authorization":"Bearer {{{fresh}}}"}}""");
            Assert.Equal("4429 Too many attempts", await socket.ReceiveAsync());
        }

        // Who has a token, or a key that is in use here, is not among those who guess.
        Assert.Equal(Name, await machine.AskAsync(inUse));
        Assert.Equal("""200 {"data":{"viewer":{"name":"李测试"}}}""", await machine.AskAsync(server.TokenOf("test|li")));
        server.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(Name, await machine.AskAsync(fresh));
    }

    [BothDatabases]
    public async Task Uploads_need_the_scope_IMPORT(DatabaseProvider provider)
    {
        await using var server = await ServerUnderTest.StartAsync(provider, _ => { });
        var machine = await Machine.AtAsync(server, Domain.Role.Partner);
        var ((without, _), (with, _)) = (
            await machine.KeyAsync(ApiKeyScopes.Read | ApiKeyScopes.Mutate | ApiKeyScopes.Subscribe),
            await machine.KeyAsync(ApiKeyScopes.Import)
        );

        Assert.Equal(
            """403 {"errors":[{"message":"This API key has not got the scope IMPORT.","extensions":{"code":"FORBIDDEN","scope":"IMPORT"}}]}""",
            await machine.UploadAsync(without)
        );
        Assert.StartsWith("201 ", await machine.UploadAsync(with), StringComparison.Ordinal);
    }

    [BothDatabases]
    public async Task A_socket_takes_a_key_and_judges_it_with_each_operation(DatabaseProvider provider)
    {
        await using var server = await ServerUnderTest.StartAsync(provider, _ => { });
        var machine = await Machine.AtAsync(server);
        var (text, id) = await machine.KeyAsync(expiresAt: server.Clock.GetUtcNow().AddHours(1));
        using var socket = await ProtocolSocket.ReadyAsync(server, text);

        await socket.SubscribeAsync("1", "{ viewer { name } }");
        Assert.Equal("""{"type":"next","id":"1","payload":{"data":{"viewer":{"name":"机器"}}}}""", await socket.ReceiveAsync());
        Assert.Equal("""{"type":"complete","id":"1"}""", await socket.ReceiveAsync());
        await socket.SubscribeAsync("2", "subscription { dealAlerts { ... on StreamItem { sequence } } }");
        Assert.Contains("This API key has not got the scope SUBSCRIBE.", await socket.ReceiveAsync(), StringComparison.Ordinal);

        await machine.ChangeAsync(id, (key, now) => Assert.True(key.Revoke(now).Succeeded));

        await socket.SubscribeAsync("3", "{ viewer { name } }");
        Assert.Contains("UNAUTHENTICATED", await socket.ReceiveAsync(), StringComparison.Ordinal);
        server.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("4403 Forbidden: the token has expired", await socket.ReceiveAsync());
        using var second = await ProtocolSocket.ConnectAsync(server);
        await second.SendAsync($$$"""{"type":"connection_init","payload":{"Authorization":"Bearer {{{text}}}"}}""");
        Assert.Equal("4403 Forbidden", await second.ReceiveAsync());
    }

    [BothDatabases]
    public async Task No_clear_secret_is_in_a_log_or_a_span(DatabaseProvider provider)
    {
        await using var watched = await Observability.WatchedServer.StartAsync(
            provider,
            ("Logging:LogLevel:Default", "Trace"),
            ("Lintel:Telemetry:TracedShare", "1")
        );
        var machine = await Machine.AtAsync(watched.Server);
        var (good, _) = await machine.KeyAsync();
        var bad = ApiKeyText.NewSecret(ApiKeyText.NewPrefix()).Text;
        Assert.Equal(Name, await machine.AskAsync(good));
        Assert.Equal(Nobody, await machine.AskAsync(bad));
        using (var socket = await ProtocolSocket.ReadyAsync(watched.Server, good))
        {
            await socket.CloseAsync();
        }

        await watched.StopAsync();
        var everything = string.Join('\n', ((string[])["traces", "metrics", "logs"]).Select(watched.Sink.TextOf));

        Assert.Contains("api_keys", everything, StringComparison.Ordinal);
        foreach (var text in new[] { good, bad })
        {
            Assert.DoesNotContain(text, everything, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(text[24..88], everything, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void Addresses_of_one_IPv6_network_are_one_and_what_is_counted_has_a_limit()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        using var failures = new FailedAttempts(Microsoft.Extensions.Options.Options.Create(new ApiKeyOptions { FailuresPerAddress = 2 }), clock);
        for (var i = 0; i < 2; i++)
        {
            Assert.Null(failures.Note("a", System.Net.IPAddress.Parse($"2001:db8:1:2::{i}")));
        }

        Assert.Equal(TimeSpan.FromSeconds(60), failures.WaitOf(System.Net.IPAddress.Parse("2001:db8:1:2:ffff::1")));
        Assert.Null(failures.WaitOf(System.Net.IPAddress.Parse("2001:db8:1:3::1")));
        Assert.Null(failures.WaitOf(System.Net.IPAddress.Parse("10.0.0.1")));
        for (var i = 0; i < FailedAttempts.Most + 1_000; i++)
        {
            failures.Note($"{i}", null);
        }

        Assert.InRange(failures.Count, 1, FailedAttempts.Most);
    }

    private static async Task<DateTimeOffset?> LastUsedAsync(ServerUnderTest server, Guid id)
    {
        await server.Part<ApiKeyUses>().FlushAsync();
        await using var db = server.Database.Open();
        return (await db.ApiKeys.AsNoTracking().SingleAsync(key => key.Id == id)).LastUsedAt;
    }

    private static async Task<long> EpochAsync(ServerUnderTest server)
    {
        await using var db = server.Database.Open();
        return await db.AccessEpochs.Select(epoch => epoch.Value).SingleAsync();
    }
}
