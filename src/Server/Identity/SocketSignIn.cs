using System.Text.Json;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Lintel.Server.Identity;

/// <summary>Whom a socket speaks for, and until when. Nobody has no subject and no end.</summary>
internal sealed record SocketIdentity(string? Subject, DateTimeOffset? ExpiresAt)
{
    public static SocketIdentity Nobody { get; } = new(null, null);
}

/// <summary>
/// Checks the token of a <c>connection_init</c> payload, <c>{"authorization": "Bearer …"}</c>, with the rules of the HTTP handler.
/// A browser cannot set a header on a WebSocket, so the payload is the only place that is looked at.
/// </summary>
internal sealed class SocketSignIn(IOptionsMonitor<JwtBearerOptions> bearer)
{
    private const string Scheme = "Bearer ";

    /// <summary>Nobody when no token is given; null when one is given and not valid.</summary>
    public async Task<SocketIdentity?> CheckAsync(JsonElement? payload, CancellationToken cancellationToken)
    {
        if (Token(payload) is not { } token)
            return SocketIdentity.Nobody;

        var options = bearer.Get(JwtBearerDefaults.AuthenticationScheme);
        var rules = options.TokenValidationParameters.Clone();
        if (options.ConfigurationManager is BaseConfigurationManager metadata)
            rules.ConfigurationManager = metadata;
        else if (options.ConfigurationManager is { } manager)
            rules.IssuerSigningKeys = (await manager.GetConfigurationAsync(cancellationToken)).SigningKeys;

        foreach (var handler in options.TokenHandlers)
        {
            var result = await handler.ValidateTokenAsync(token, rules);
            if (result is { IsValid: true, SecurityToken: JsonWebToken jwt } && jwt.Subject is { Length: > 0 } subject)
            {
                return new SocketIdentity(subject, new DateTimeOffset(jwt.ValidTo, TimeSpan.Zero));
            }
        }

        return null;
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
            var value = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : "";
            return value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? value[Scheme.Length..].Trim() : "";
        }

        return null;
    }
}
