using System.Security.Cryptography;
using Lintel.Server.Hosting;
using Lintel.Server.Identity;
using Microsoft.Extensions.Configuration;

namespace Lintel.Server.Tests.Hosting;

/// <summary>A setting that makes no server is one clear sentence, before anything is opened.</summary>
public sealed class SettingsTests : IDisposable
{
    private const string AKey = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=";

    private static readonly (string Key, string Value)[] Protection = [("Lintel:Protection:Keys:a", AKey), ("Lintel:Protection:IndexKey", AKey)];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lintel-settings-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("Lintel:Database:Provider", "Mongo", "Lintel:Database:Provider")]
    [InlineData("Lintel:Database:Provider", "Postgres", "ConnectionString is required")]
    [InlineData("Lintel:Database:ConectionString", "x", "ConectionString")]
    [InlineData("Lintel:Auth:ClockSkewSeconds", "31", "between 0 and 30")]
    [InlineData("Lintel:Auth:Algorithm", "none", "Algorithm must be one of")]
    [InlineData("Lintel:Auth:Algorithm", "HS256", "Algorithm must be one of")]
    [InlineData("Lintel:Auth:Audiance", "x", "Audiance")]
    [InlineData("Lintel:Transport:BodyBytes", "12", "BodyBytes")]
    [InlineData("Lintel:Transport:BodyBytes", "many", "BodyBytes")]
    [InlineData("Lintel:Retention:IdempotencyKeys", "00:59:00", "IdempotencyKeys")]
    [InlineData("Lintel:Cursors:Secret", "c2hvcnQ=", "Secret")]
    [InlineData("Lintel:Protection:Kyes:a", "x", "Kyes")]
    [InlineData("Lintel:Protection:Keys:a", AKey, "IndexKey is required")]
    [InlineData("Lintel:Protection:Keys:a", "c2hvcnQ=", "'a' must have 32 bytes", "Lintel:Protection:IndexKey", AKey)]
    [InlineData("Lintel:Protection:Keys:a", "?", "Keys:a is not Base64", "Lintel:Protection:IndexKey", AKey)]
    [InlineData("Lintel:Protection:IndexKey", "c2hvcnQ=", "index key must have 32 bytes", "Lintel:Protection:Keys:a", AKey)]
    [InlineData("Lintel:Protection:CurrentKey", "b", "no key 'b'", "Lintel:Protection:Keys:a", AKey, "Lintel:Protection:IndexKey", AKey)]
    public void A_bad_setting_is_named(string key, string value, string named, params string[] others)
    {
        var fault = Assert.ThrowsAny<Exception>(() => Start("Development", [(key, value), .. others.Chunk(2).Select(other => (other[0], other[1]))]));

        Assert.Contains(named, SettingsCheck.Describe(fault), StringComparison.Ordinal);
    }

    [Fact]
    public void Personal_data_is_sealed_with_a_key_of_the_installation_outside_Development()
    {
        var fault = Assert.Throws<ConfigurationFault>(() =>
            Start("Production", ("Lintel:Protection:Keys:a", ""), ("Lintel:Auth:Authority", "https://issuer.example"))
        );
        var none = Assert.Throws<ConfigurationFault>(() => StartBare("Production", ("Lintel:Auth:Authority", "https://issuer.example")));

        Assert.Contains("'a' must have 32 bytes", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Lintel:Protection:Keys is required outside Development", none.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder.FullName, "protection-key")));
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public void The_development_key_serves_in_Development_only(string environment)
    {
        var fault = Assert.Throws<ConfigurationFault>(() => Start(environment));

        Assert.Contains("Lintel:Auth:Authority", fault.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder.FullName, "dev-signing-key.pem")));
    }

    [Fact]
    public void Production_refuses_the_development_key_by_its_path()
    {
        _ = new DevelopmentKey(new StateFolder(_folder.FullName)).Key;
        var key = Path.Combine(_folder.FullName, "dev-signing-key.pem");

        var fault = Assert.Throws<ConfigurationFault>(() =>
            Start("Production", ("Lintel:Auth:PublicKeyFile", key), ("Lintel:Auth:Issuer", "lintel-development"))
        );

        Assert.Contains("it is a private key", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Production_starts_with_a_public_key_or_with_an_authority()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Start("Production", ("Lintel:Auth:PublicKeyPem", pair.ExportSubjectPublicKeyInfoPem()), ("Lintel:Auth:Issuer", "https://issuer.example"));
        Start("Production", ("Lintel:Auth:Authority", "https://issuer.example"));
    }

    [Fact]
    public void An_authority_is_reached_by_https_outside_Development()
    {
        var fault = Assert.Throws<ConfigurationFault>(() => Start("Production", ("Lintel:Auth:Authority", "http://issuer.example")));

        Assert.Contains("must be an https address", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void The_secrets_of_the_state_folder_are_for_their_owner_only()
    {
        Start("Development");
        _ = new DevelopmentKey(new StateFolder(_folder.FullName)).Key;

        foreach (var secret in (string[])["dev-signing-key.pem", "cursor-secret", "protection-key"])
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder.FullName, secret)));
        }
    }

    /// <summary>With keys for personal data where the environment asks for them.</summary>
    private void Start(string environment, params (string Key, string Value)[] settings) =>
        StartBare(
            environment,
            environment == "Development" ? settings : [.. Protection.ExceptBy(settings.Select(one => one.Key), one => one.Key), .. settings]
        );

    private void StartBare(string environment, params (string Key, string Value)[] settings)
    {
        using var app = LintelHost.CreateServer(
            builder =>
                builder.Configuration.AddInMemoryCollection(
                    settings
                        .Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))
                        .Append(new(StateFolder.Setting, _folder.FullName))
                ),
            environment: environment
        );
    }
}
