using System.Security.Cryptography;
using Lintel.Server.Hosting;
using Microsoft.IdentityModel.Tokens;

namespace Lintel.Server.Identity;

/// <summary>
/// The key pair that signs the tokens of demo personas: made at the first start, kept in the state folder, readable by its
/// owner only. The server trusts it in the Development environment, and only while no other keys are configured.
/// </summary>
internal sealed class DevelopmentKey(StateFolder folder)
{
    private readonly Lazy<ECDsaSecurityKey> _key = new(() => Load(folder));

    public ECDsaSecurityKey Key => _key.Value;

    private static ECDsaSecurityKey Load(StateFolder folder)
    {
        if (!File.Exists(folder.DevelopmentKey))
            Make(folder);

        var pair = ECDsa.Create();
        pair.ImportFromPem(File.ReadAllText(folder.DevelopmentKey));
        return new ECDsaSecurityKey(pair) { KeyId = Thumbprint(pair) };
    }

    /// <summary>Written aside and moved into place, so that two first starts at once agree on one key.</summary>
    private static void Make(StateFolder folder)
    {
        folder.Create();
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var aside = $"{folder.DevelopmentKey}.{Environment.ProcessId}";
        var ownerOnly = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            ownerOnly.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new StreamWriter(aside, ownerOnly))
            file.WriteLine(pair.ExportPkcs8PrivateKeyPem());

        try
        {
            File.Move(aside, folder.DevelopmentKey, overwrite: false);
        }
        catch (IOException) when (File.Exists(folder.DevelopmentKey))
        {
            File.Delete(aside);
        }
    }

    private static string Thumbprint(ECDsa pair) =>
        Convert.ToHexStringLower(SHA256.HashData(pair.ExportSubjectPublicKeyInfo()))[..16];
}
