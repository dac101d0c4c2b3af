using System.Security.Cryptography;
using System.Text;

namespace Lintel.WebhookReceiver;

/// <summary>Verifies signatures as Standard Webhooks says: HMAC-SHA256 over <c>id.timestamp.body</c>.</summary>
public static class SignatureCheck
{
    public static bool Holds(Message message, IEnumerable<string> secrets)
    {
        ArgumentNullException.ThrowIfNull(message);
        var signed = Encoding.UTF8.GetBytes($"{message.Id}.{message.Timestamp}.{message.Body}");
        return secrets
            .Select(secret => HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), signed))
            .Any(expected =>
                message
                    .Signature.Split(' ')
                    .Where(part => part.StartsWith("v1,", StringComparison.Ordinal))
                    .Any(part => CryptographicOperations.FixedTimeEquals(Convert.FromBase64String(part["v1,".Length..]), expected))
            );
    }
}
