using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Lintel.Server.Identity;

/// <summary>Reads the configured public key, and says what is wrong with it.</summary>
internal static class PublicKey
{
    /// <summary>One sentence on why the configured key cannot be used; null when it can, or when none is configured.</summary>
    public static string? Fault(AuthOptions options)
    {
        try
        {
            Read(options);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return $"The public key of Lintel:Auth cannot be read: {fault.Message}";
        }
    }

    public static SecurityKey? Read(AuthOptions options)
    {
        if (Pem(options) is not { } pem)
            return null;

        // A signing key in the place of a public one is a secret on the wrong machine (or the development key).
        if (pem.Contains("PRIVATE KEY", StringComparison.Ordinal))
            throw new CryptographicException("it is a private key; the server needs only the public one.");

        if (options.Algorithm.StartsWith("ES", StringComparison.Ordinal))
        {
            var curve = ECDsa.Create();
            curve.ImportFromPem(pem);
            return new ECDsaSecurityKey(curve);
        }

        var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        return new RsaSecurityKey(rsa);
    }

    private static string? Pem(AuthOptions options) =>
        options switch
        {
            { PublicKeyPem: { Length: > 0 } pem } => pem,
            { PublicKeyFile: { Length: > 0 } file } => File.ReadAllText(file),
            _ => null,
        };
}
