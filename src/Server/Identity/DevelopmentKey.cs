using System.Security.Cryptography;
using Lintel.Server.Hosting;
using Microsoft.IdentityModel.Tokens;

namespace Lintel.Server.Identity;

/// <summary>
/// The key pair that signs the tokens of demo personas: made at the first start and kept in the state folder. The server trusts
/// it in the Development environment, and only while no other keys are configured.
/// </summary>
internal sealed class DevelopmentKey(StateFolder folder)
{
    public const string FileName = "dev-signing-key.pem";

    private readonly Lazy<ECDsaSecurityKey> _key = new(() => Load(folder));

    public ECDsaSecurityKey Key => _key.Value;

    private static ECDsaSecurityKey Load(StateFolder folder)
    {
        var pair = ECDsa.Create();
        pair.ImportFromPem(folder.Secret(FileName, Make));
        return new ECDsaSecurityKey(pair) { KeyId = Thumbprint(pair) };
    }

    private static string Make()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return pair.ExportPkcs8PrivateKeyPem();
    }

    private static string Thumbprint(ECDsa pair) => Convert.ToHexStringLower(SHA256.HashData(pair.ExportSubjectPublicKeyInfo()))[..16];
}
