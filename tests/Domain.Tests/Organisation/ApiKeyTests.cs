using System.Security.Cryptography;
using Lintel.Domain.Organisation;

namespace Lintel.Domain.Tests.Organisation;

public sealed class ApiKeyTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 16, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_text_of_a_key_has_a_form_that_scanners_know_and_reads_back_to_what_is_kept()
    {
        var prefix = ApiKeyText.NewPrefix();
        var (text, hash) = ApiKeyText.NewSecret(prefix);

        Assert.Matches("^lintel_[0-9a-f]{16}_[0-9a-f]{72}$", text);
        Assert.True(ApiKeyText.IsMeant(text));
        var read = ApiKeyText.Read(text)!.Value;
        Assert.Equal(prefix, read.Prefix);
        Assert.Equal(hash, Convert.ToHexStringLower(read.Hash.Span));
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(Convert.FromHexString(text.AsSpan(24, 64)))));
        Assert.NotEqual(text, ApiKeyText.NewSecret(prefix).Text);
    }

    [Fact]
    public void What_was_cut_or_mistyped_is_no_key_before_anything_is_looked_up()
    {
        var text = ApiKeyText.NewSecret("0123456789abcdef").Text;
        foreach (
            var other in new[] { text[..^1], text + "0", text.ToUpperInvariant(), "lintel_", text.Replace('_', '-'), text[..30] + "g" + text[31..] }
        )
        {
            Assert.Null(ApiKeyText.Read(other));
        }

        for (var at = 7; at < text.Length; at++)
        {
            var mistyped = text[..at] + (text[at] == '0' ? '1' : '0') + text[(at + 1)..];
            Assert.Null(ApiKeyText.Read(mistyped));
        }
    }

    [Fact]
    public void A_key_works_for_ninety_days_unless_said_otherwise_and_a_year_at_most()
    {
        Assert.Equal(Now.AddDays(90), Made(null).Value.ExpiresAt);
        Assert.Equal(Now.AddDays(365), Made(Now.AddDays(365)).Value.ExpiresAt);
        foreach (var wrong in new[] { Now, Now.AddTicks(-1), Now.AddDays(365).AddTicks(1) })
        {
            Assert.Equal("OUT_OF_RANGE expiresAt", Told(Made(wrong)));
        }
    }

    [Fact]
    public void Only_machines_have_keys_and_only_for_something()
    {
        Assert.Equal("OUT_OF_RANGE accountId", Told(Made(null, Role.Director)));
        Assert.Equal("", Told(Made(null, Role.Partner)));
        Assert.Equal("REQUIRED scopes", Told(Made(null, scopes: ApiKeyScopes.None)));
        Assert.Equal("OUT_OF_RANGE name", Told(Made(null, name: " ")));
        Assert.Equal("OUT_OF_RANGE name", Told(Made(null, name: new string('x', 81))));
        Assert.Equal("OUT_OF_RANGE name", Told(Made(null, name: "two\nlines")));
        var ended = Account(Role.Integrator);
        ended.End(Now);
        Assert.Equal("WRONG_STATE accountId", Told(ApiKey.Create(Brokerage.Id(1), ended, "x", ApiKeyScopes.Read, ("p", "h"), null, Now)));
    }

    [Fact]
    public void A_rotated_key_has_both_secrets_until_the_overlap_ends()
    {
        var key = Made(Now.AddDays(3)).Value;
        var later = Now.AddDays(1);

        Assert.True(key.Rotate(Hash(2), null, null, later).Succeeded);

        Assert.Equal([(Hash(2), later.AddDays(90)), (Hash(1), later.AddHours(24))], Secrets(key));
        Assert.Equal(2, key.Version);
        // A third ends the first at once; the second lives no longer than it would have.
        Assert.True(key.Rotate(Hash(3), later.AddDays(7), later.AddDays(1), later).Succeeded);
        Assert.Equal([(Hash(3), later.AddDays(1)), (Hash(2), later.AddDays(7))], Secrets(key));
        Assert.True(key.Rotate(Hash(4), later.AddDays(7), null, later).Succeeded);
        Assert.Equal([(Hash(4), later.AddDays(90)), (Hash(3), later.AddDays(1))], Secrets(key));
        foreach (var wrong in new[] { later.AddTicks(-1), later.AddDays(7).AddTicks(1) })
        {
            Assert.Equal("OUT_OF_RANGE overlapUntil", Told(key.Rotate(Hash(5), wrong, null, later)));
        }

        Assert.Equal("OUT_OF_RANGE expiresAt", Told(key.Rotate(Hash(5), null, later.AddDays(366), later)));
        Assert.Equal(4, key.Version);
    }

    [Fact]
    public void A_revoked_key_has_no_secret_and_never_gets_one()
    {
        var key = Made(null).Value;

        Assert.True(key.Revoke(Now).Succeeded);

        Assert.Empty(key.Secrets());
        Assert.Equal("WRONG_STATE apiKeyId", Told(key.Rotate(Hash(2), null, null, Now)));
        Assert.Equal("WRONG_STATE apiKeyId", Told(key.Revoke(Now)));
        Assert.Equal((2, Now), (key.Version, key.RevokedAt));
    }

    private static Outcome<ApiKey> Made(
        DateTimeOffset? expiresAt,
        Role role = Role.Integrator,
        ApiKeyScopes scopes = ApiKeyScopes.Read,
        string name = "export"
    ) => ApiKey.Create(Brokerage.Id(1), Account(role), name, scopes, ("0123456789abcdef", Hash(1)), expiresAt, Now);

    private static Account Account(Role role) =>
        Domain.Organisation.Account.ForOffice(
            Brokerage.Id(1),
            "test|machine",
            "机器",
            role,
            Office.Create(Brokerage.Id(1), OfficeKind.Brand, null, "B", "品牌", "北京", null, Now),
            Now
        );

    private static string Hash(int number) => number.ToString("x64", null);

    private static IEnumerable<(string, DateTimeOffset)> Secrets(ApiKey key) =>
        key.Secrets().Select(secret => (Convert.ToHexStringLower(secret.Hash), secret.Until));

    private static string Told<T>(Outcome<T> outcome)
        where T : notnull => string.Join(" + ", outcome.Errors.Select(error => $"{error.Code} {string.Join('.', error.Path)}"));
}
