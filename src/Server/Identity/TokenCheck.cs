using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Lintel.Server.Identity;

/// <summary>What a token that is believed says: for whom it speaks, and its expiry, to which the clock skew may be added.</summary>
internal sealed record VerifiedToken(string Subject, DateTimeOffset ExpiresAt);

/// <summary>
/// The one check of bearer tokens, of requests and of sockets, by the rules of <see cref="BearerTrust"/>. What was verified a short while ago
/// is not verified again.
/// </summary>
internal sealed class TokenCheck(IOptionsMonitor<JwtBearerOptions> bearer, RememberedTokens remembered)
{
    private const string Scheme = "Bearer ";

    /// <summary>The token of an `Authorization` value; empty: it has another form, null: there is none.</summary>
    public static string? TokenOf(string? authorization) =>
        string.IsNullOrEmpty(authorization) ? null
        : authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? authorization[Scheme.Length..].Trim()
        : "";

    /// <summary>Null: the token is not to be believed.</summary>
    public async ValueTask<VerifiedToken?> VerifyAsync(string token, CancellationToken cancellationToken)
    {
        if (remembered.Find(token) is { } known)
            return known;

        var verified = await VerifyAnewAsync(token, cancellationToken);
        if (verified is not null)
            remembered.Keep(token, verified);
        return verified;
    }

    private async Task<VerifiedToken?> VerifyAnewAsync(string token, CancellationToken cancellationToken)
    {
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
                return new VerifiedToken(subject, new DateTimeOffset(jwt.ValidTo, TimeSpan.Zero));
            }
        }

        return null;
    }
}
