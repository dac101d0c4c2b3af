using System.Text.Json;

namespace Lintel.Server.Identity;

/// <summary>Whom a socket speaks for, and until when. Nobody has no subject and no end.</summary>
internal sealed record SocketIdentity(string? Subject, DateTimeOffset? ExpiresAt)
{
    public static SocketIdentity Nobody { get; } = new(null, null);
}

/// <summary>
/// Checks the token of a <c>connection_init</c> payload, <c>{"authorization": "Bearer …"}</c>, with the rules of HTTP.
/// A browser cannot set a header on a WebSocket, so the payload is the only place that is looked at.
/// </summary>
internal sealed class SocketSignIn(TokenCheck tokens)
{
    /// <summary>Nobody when no token is given; null when one is given and not valid.</summary>
    public async Task<SocketIdentity?> CheckAsync(JsonElement? payload, CancellationToken cancellationToken)
    {
        if (Token(payload) is not { } token)
            return SocketIdentity.Nobody;

        return await tokens.VerifyAsync(token, cancellationToken) is { } verified ? new SocketIdentity(verified.Subject, verified.ExpiresAt) : null;
    }

    private static string? Token(JsonElement? payload)
    {
        if (payload is not { ValueKind: JsonValueKind.Object } members)
            return null;

        foreach (var member in members.EnumerateObject())
        {
            if (!member.Name.Equals("authorization", StringComparison.OrdinalIgnoreCase))
                continue;

            // Present but not a bearer token: an empty one, which no rule accepts.
            return member.Value.ValueKind == JsonValueKind.String ? TokenCheck.TokenOf(member.Value.GetString()) ?? "" : "";
        }

        return null;
    }
}
