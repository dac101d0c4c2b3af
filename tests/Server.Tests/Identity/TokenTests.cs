using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Lintel.Domain;
using Lintel.Domain.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Lintel.Server.Tests.Identity;

/// <summary>Which tokens are believed. One that is not makes its bearer nobody: never an error, never a row.</summary>
public sealed class TokenTests
{
    private const string Who = """{"query":"{ viewer { name } }"}""";

    [Fact]
    public async Task A_good_token_speaks_for_its_account()
    {
        await using var server = await ServerUnderTest.StartAsync();

        var viewer = await ViewerAsync(server, server.TokenOf("test|li"));

        Assert.Equal("李测试", viewer);
    }

    [Fact]
    public async Task Without_a_token_one_is_nobody()
    {
        await using var server = await ServerUnderTest.StartAsync();

        Assert.Null(await ViewerAsync(server, token: null));
    }

    public static TheoryData<string, Action<SecurityTokenDescriptor>> Flawed() =>
        new()
        {
            { "another issuer", token => token.Issuer = "somebody-else" },
            { "no issuer", token => token.Issuer = null },
            { "another audience", token => token.Audience = "another-service" },
            { "no audience", token => token.Audience = null },
            { "no expiry", token => token.Expires = null },
            { "expired", token => token.Expires = token.IssuedAt!.Value.AddSeconds(-6) },
            { "not valid yet", token => token.NotBefore = token.IssuedAt!.Value.AddSeconds(6) },
            { "no subject", token => token.Claims = new Dictionary<string, object>() },
            { "an unknown subject", token => token.Claims = new Dictionary<string, object> { ["sub"] = "test|nobody" } },
            {
                "a foreign key",
                token =>
                    token.SigningCredentials = new SigningCredentials(
                        new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)),
                        SecurityAlgorithms.EcdsaSha256
                    )
            },
            {
                "another algorithm",
                token => token.SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(new byte[64]), SecurityAlgorithms.HmacSha256)
            },
            { "no signature", token => token.SigningCredentials = null },
        };

    [Theory]
    [MemberData(nameof(Flawed))]
    public async Task A_flawed_token_makes_nobody(string flaw, Action<SecurityTokenDescriptor> spoil)
    {
        await using var server = await ServerUnderTest.StartAsync();
        var good = Good(server);
        Assert.Equal("李测试", await ViewerAsync(server, Write(good)));

        var flawed = Good(server);
        spoil(flawed);

        Assert.True(await ViewerAsync(server, Write(flawed)) is null, flaw);
    }

    [Fact]
    public async Task A_token_signed_with_the_public_key_as_a_secret_makes_nobody()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var confused = Good(server);
        confused.SigningCredentials = new SigningCredentials(
            new SymmetricSecurityKey(server.Key.Key.ECDsa.ExportSubjectPublicKeyInfo()),
            SecurityAlgorithms.HmacSha256
        );

        Assert.Null(await ViewerAsync(server, Write(confused)));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("NONE")]
    public async Task An_unsigned_token_makes_nobody(string algorithm)
    {
        await using var server = await ServerUnderTest.StartAsync();
        var parts = server.TokenOf("test|li").Split('.');
        var header = Base64UrlEncoder.Encode($$"""{"alg":"{{algorithm}}","typ":"JWT"}""");

        Assert.Null(await ViewerAsync(server, $"{header}.{parts[1]}."));
    }

    [Fact]
    public async Task A_token_with_another_subject_under_its_signature_makes_nobody()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var parts = server.TokenOf("test|nobody").Split('.');
        var claims = Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(parts[1]));
        var forged = Base64UrlEncoder.Encode(claims.Replace("test|nobody", "test|li", StringComparison.Ordinal));

        Assert.Null(await ViewerAsync(server, $"{parts[0]}.{forged}.{parts[2]}"));
    }

    [Fact]
    public async Task A_token_lives_until_its_expiry_and_the_clock_skew()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var token = server.TokenOf("test|li");

        server.Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(4));
        var within = await ViewerAsync(server, token);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var beyond = await ViewerAsync(server, token);

        Assert.Equal("李测试", within);
        Assert.Null(beyond);
    }

    [Fact]
    public async Task A_closed_account_is_nobody_with_the_next_request()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var token = server.TokenOf("test|li");
        Assert.Equal("李测试", await ViewerAsync(server, token));

        await using (var db = server.Database.Open())
        {
            var account = await db.Set<Account>().SingleAsync(known => known.Subject == "test|li");
            account.End(server.Clock.GetUtcNow());
            await db.SaveChangesAsync();
        }

        Assert.Null(await ViewerAsync(server, token));
    }

    [Fact]
    public async Task A_role_given_for_a_time_is_felt_from_its_beginning_to_its_end_without_another_token()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var token = server.TokenOf("test|li");
        await using (var db = server.Database.Open())
        {
            var store = await db.Offices.SingleAsync(office => office.Code == "S1");
            var (from, until) = (server.Clock.GetUtcNow().AddMinutes(1), server.Clock.GetUtcNow().AddMinutes(2));
            db.Add(
                Account
                    .ForOffice(
                        Guid.CreateVersion7(server.Clock.GetUtcNow()),
                        "test|li",
                        "代理店长",
                        Role.StoreManager,
                        store,
                        server.Clock.GetUtcNow()
                    )
                    .For(from, until)
                    .Value
            );
            await db.SaveChangesAsync();
        }

        Assert.Equal("李测试", await ViewerAsync(server, token));
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("代理店长", await ViewerAsync(server, token));
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("李测试", await ViewerAsync(server, token));
    }

    /// <summary>What the server's own tokens look like, to be spoilt in one place.</summary>
    private static SecurityTokenDescriptor Good(ServerUnderTest server) =>
        new()
        {
            Issuer = "lintel-development",
            Audience = "lintel",
            IssuedAt = server.Clock.GetUtcNow().UtcDateTime,
            NotBefore = server.Clock.GetUtcNow().UtcDateTime,
            Expires = server.Clock.GetUtcNow().UtcDateTime.AddMinutes(5),
            Claims = new Dictionary<string, object> { ["sub"] = "test|li" },
            SigningCredentials = new SigningCredentials(server.Key.Key, SecurityAlgorithms.EcdsaSha256),
        };

    private static string Write(SecurityTokenDescriptor token) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);

    /// <summary>Whom the server takes the bearer for; null for nobody.</summary>
    private static async Task<string?> ViewerAsync(ServerUnderTest server, string? token)
    {
        using var response = await server.PostAsync(Who, token, accept: "application/json");
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        if (answer.RootElement.TryGetProperty("data", out var data))
            return data.GetProperty("viewer").GetProperty("name").GetString();

        Assert.Equal("UNAUTHENTICATED", answer.RootElement.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        return null;
    }
}
