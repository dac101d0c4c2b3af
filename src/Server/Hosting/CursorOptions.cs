using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Lintel.Schema.Shared.Reading;

namespace Lintel.Server.Hosting;

/// <summary>The secret that seals page cursors.</summary>
internal sealed class CursorOptions
{
    public const string Section = "Lintel:Cursors";

    private const int Bytes = 32;

    /// <summary>
    /// At least 32 bytes in Base64, the same for all servers of one database; a new one makes old cursors worthless.
    /// Default: made at the first start and kept in the state folder, which is enough for a single server.
    /// </summary>
    [Base64String]
    [MinLength(44)]
    public string? Secret { get; set; }

    public CursorCipher Cipher(StateFolder folder) => new(Convert.FromBase64String(Secret ?? folder.Secret("cursor-secret", Make)));

    private static string Make() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));
}
