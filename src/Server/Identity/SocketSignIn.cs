using System.Net;
using System.Text.Json;
using Lintel.Domain.Organisation;

namespace Lintel.Server.Identity;

/// <summary>
/// Checks the token or API key of a <c>connection_init</c> payload, <c>{"authorization": "Bearer …"}</c>, with the rules of HTTP.
/// A browser cannot set a header on a WebSocket, so the payload is the only place that is looked at.
/// </summary>
internal sealed class SocketSignIn(TokenCheck tokens, ApiKeyCheck keys)
{
    /// <summary>Nobody when nothing is given; null when something is given that is not believed.</summary>
    public async Task<Caller?> CheckAsync(JsonElement? payload, IPAddress? address, CancellationToken cancellationToken)
    {
        if (Token(payload) is not { } token)
            return Caller.Nobody;

        if (!ApiKeyText.IsMeant(token))
            return await tokens.VerifyAsync(token, cancellationToken) is { } verified ? Caller.By(verified) : null;

        var caller = await keys.CheckAsync(token, address, cancellationToken);
        return caller == Caller.Nobody ? null : caller;
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
