using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Lintel.Reads;

/// <summary>What a Lintel in Production asks for: keys of personal data, and an issuer of tokens. Kept with the data they belong to.</summary>
internal sealed class Keys(string folder)
{
    private const string Issuer = "https://bench.lintel.example/";
    private const string Audience = "lintel";

    /// <summary>COMPLIANCE of the whole brand: every row of it, names unmasked, so that peers without masks give the same answers.</summary>
    private const string Subject = "demo|compliance-he";

    public IEnumerable<KeyValuePair<string, string>> Settings()
    {
        var publicKey = Path.Combine(folder, "issuer-public.pem");
        using (var issuer = IssuerKey())
            File.WriteAllText(publicKey, issuer.ExportSubjectPublicKeyInfoPem());

        return
        [
            new("Lintel__Auth__PublicKeyFile", publicKey),
            new("Lintel__Auth__Issuer", Issuer),
            new("Lintel__Auth__Audience", Audience),
            new("Lintel__Protection__Keys__bench", Kept("protection.key", NewKey)),
            new("Lintel__Protection__IndexKey", Kept("index.key", NewKey)),
        ];
    }

    /// <summary>A token of somebody, valid for a day unless said otherwise.</summary>
    public string Token(string subject = Subject, TimeSpan? life = null)
    {
        using var issuer = IssuerKey();
        var now = TimeProvider.System.GetUtcNow();
        var signed =
            Part(new { alg = "ES256", typ = "JWT" })
            + "."
            + Part(
                new
                {
                    iss = Issuer,
                    aud = Audience,
                    sub = subject,
                    iat = now.ToUnixTimeSeconds(),
                    exp = (now + (life ?? TimeSpan.FromDays(1))).ToUnixTimeSeconds(),
                }
            );
        return $"{signed}.{Base64Url.EncodeToString(issuer.SignData(System.Text.Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    private static string Part<T>(T value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private ECDsa IssuerKey()
    {
        var key = ECDsa.Create();
        key.ImportFromPem(
            Kept(
                "issuer.pem",
                () =>
                {
                    using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
                    return made.ExportPkcs8PrivateKeyPem();
                }
            )
        );
        return key;
    }

    private string Kept(string name, Func<string> make)
    {
        var place = Path.Combine(Directory.CreateDirectory(folder).FullName, name);
        if (!File.Exists(place))
            File.WriteAllText(place, make());
        return File.ReadAllText(place);
    }
}
