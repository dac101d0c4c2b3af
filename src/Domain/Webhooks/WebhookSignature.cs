using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Lintel.Domain.Webhooks;

/// <summary>Signatures as <see href="https://www.standardwebhooks.com">Standard Webhooks</see> makes them, with secrets that both sides know.</summary>
public static class WebhookSignature
{
    /// <summary>How every secret begins.</summary>
    public const string Start = "whsec_";

    private const int SecretBytes = 32;

    /// <summary>A secret that nobody has: 256 random bits.</summary>
    public static string NewSecret() => Start + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>The value of <c>webhook-signature</c>: one signature a secret, separated by spaces.</summary>
    /// <param name="secrets">At least one.</param>
    /// <param name="id">The value of <c>webhook-id</c>.</param>
    /// <param name="timestamp">The value of <c>webhook-timestamp</c>: seconds since 1970.</param>
    /// <param name="body">The bytes of the body as they are sent.</param>
    public static string Of(IEnumerable<string> secrets, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")), .. body];
        return string.Join(
            ' ',
            secrets.Select(secret => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[Start.Length..]), signed))}")
        );
    }
}
