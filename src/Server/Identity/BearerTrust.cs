using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Lintel.Server.Identity;

/// <summary>
/// Turns <see cref="AuthOptions"/> into the rules of the token check: one algorithm, signature, issuer, audience and expiry,
/// none of them optional.
/// </summary>
internal sealed class BearerTrust(IOptions<AuthOptions> auth, DevelopmentKey developmentKey, IHostEnvironment environment, TimeProvider clock)
    : IConfigureNamedOptions<JwtBearerOptions>
{
    public void Configure(JwtBearerOptions options) => Configure(JwtBearerDefaults.AuthenticationScheme, options);

    public void Configure(string? name, JwtBearerOptions options)
    {
        var settings = auth.Value;
        var configured = PublicKey.Read(settings);
        var own = settings.HasConfiguredKeys ? null : developmentKey.Key;

        options.MapInboundClaims = false;
        options.RequireHttpsMetadata = !environment.IsDevelopment();
        options.Authority = settings.Authority;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAlgorithms = [own is null ? settings.Algorithm : SecurityAlgorithms.EcdsaSha256],
            RequireSignedTokens = true,
            ValidateIssuerSigningKey = true,
            IssuerSigningKey = configured ?? own,
            ValidateIssuer = true,
            ValidIssuer = own is null ? settings.Issuer : settings.Issuer ?? AuthOptions.DevelopmentIssuer,
            ValidateAudience = true,
            ValidAudience = settings.Audience,
            RequireExpirationTime = true,
            ValidateLifetime = true,
            LifetimeValidator = (notBefore, expires, _, _) => InForce(notBefore, expires, TimeSpan.FromSeconds(settings.ClockSkewSeconds)),
        };
    }

    private bool InForce(DateTime? notBefore, DateTime? expires, TimeSpan skew)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return expires is { } end && now < end + skew && (notBefore is null || notBefore - skew <= now);
    }
}
