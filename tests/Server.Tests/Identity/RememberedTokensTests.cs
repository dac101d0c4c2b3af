using System.Security.Cryptography;
using System.Text.Json;
using Lintel.Server.Identity;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;

namespace Lintel.Server.Tests.Identity;

/// <summary>A signature is verified once a minute; nothing that is not believed becomes so by it.</summary>
public sealed class RememberedTokensTests
{
    [Fact]
    public async Task A_verified_token_is_believed_for_a_minute_more_when_its_key_is_withdrawn()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var (known, other) = (server.TokenOf("test|li"), server.TokenOf("test|wang"));
        Assert.Equal("test|li", await SubjectAsync(server, known));
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var rules = server.Part<IOptionsMonitor<JwtBearerOptions>>().Get(JwtBearerDefaults.AuthenticationScheme).TokenValidationParameters;

        rules.IssuerSigningKey = new ECDsaSecurityKey(stranger);

        Assert.Equal("test|li", await SubjectAsync(server, known));
        Assert.Equal("李测试", await NameOverHttpAsync(server, known));
        Assert.Null(await SubjectAsync(server, other));
        server.Clock.Advance(TimeSpan.FromSeconds(60) - TimeSpan.FromTicks(1));
        Assert.Equal("test|li", await SubjectAsync(server, known));
        server.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Null(await SubjectAsync(server, known));
        Assert.Null(await NameOverHttpAsync(server, known));
    }

    [Fact]
    public async Task Requests_and_sockets_remember_the_same_tokens_by_their_whole_text()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var remembered = server.Part<RememberedTokens>();
        var first = server.TokenOf("test|li");
        Assert.Equal("李测试", await NameOverHttpAsync(server, first));
        Assert.Equal("test|li", await SubjectAsync(server, first));
        Assert.Equal(1, remembered.Count);

        server.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("test|li", await SubjectAsync(server, server.TokenOf("test|li")));
        Assert.Equal(2, remembered.Count);

        var signature = first.LastIndexOf('.') + 1;
        var tampered = first[..signature] + (first[signature] == 'A' ? 'B' : 'A') + first[(signature + 1)..];
        for (var i = 0; i < 2; i++)
        {
            Assert.Null(await SubjectAsync(server, tampered));
            Assert.Null(await NameOverHttpAsync(server, tampered));
            Assert.Null(await SubjectAsync(server, first[..^1]));
        }

        Assert.Equal(2, remembered.Count);
    }

    [Fact]
    public void A_token_is_not_remembered_beyond_its_expiry_and_the_clock_skew()
    {
        var clock = new FakeTimeProvider();
        using var remembered = Remembered(clock);
        remembered.Keep("a", new VerifiedToken("test|li", clock.GetUtcNow().AddSeconds(10)));

        clock.Advance(TimeSpan.FromSeconds(15) - TimeSpan.FromTicks(1));
        Assert.Equal("test|li", remembered.Find("a")?.Subject);
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.Null(remembered.Find("a"));
    }

    [Fact]
    public void Tokens_that_are_remembered_have_a_limit()
    {
        var clock = new FakeTimeProvider();
        using var remembered = Remembered(clock);
        const int length = 100_000;
        for (var i = 0; i < 100; i++)
        {
            remembered.Keep($"{i}".PadRight(length), new VerifiedToken("test|li", clock.GetUtcNow().AddHours(1)));
        }

        Assert.InRange(remembered.Count, 1, RememberedTokens.MostCharacters / length);
    }

    private static RememberedTokens Remembered(FakeTimeProvider clock) => new(Options.Create(new AuthOptions()), clock);

    /// <summary>Whom a socket with the token speaks for; null: it is closed.</summary>
    private static async Task<string?> SubjectAsync(ServerUnderTest server, string token)
    {
        using var payload = JsonDocument.Parse($$"""{"authorization": "Bearer {{token}}"}""");
        return (await server.Part<SocketSignIn>().CheckAsync(payload.RootElement, address: null, CancellationToken.None))?.Subject;
    }

    private static async Task<string?> NameOverHttpAsync(ServerUnderTest server, string token)
    {
        using var response = await server.PostAsync("""{"query":"{ viewer { name } }"}""", token, accept: "application/json");
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return answer.RootElement.TryGetProperty("data", out var data) ? data.GetProperty("viewer").GetProperty("name").GetString() : null;
    }
}
