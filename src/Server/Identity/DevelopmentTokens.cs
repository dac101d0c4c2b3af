using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Lintel.Server.Identity;

/// <summary>Issues tokens for the demo personas, with the development key.</summary>
internal sealed class DevelopmentTokens(DevelopmentKey key, IOptions<AuthOptions> options, IHostEnvironment environment, TimeProvider clock)
{
    private readonly JsonWebTokenHandler _writer = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>Whether tokens signed with the development key are worth anything to this server.</summary>
    public bool InForce => environment.IsDevelopment() && !options.Value.HasConfiguredKeys;

    public string Issue(string subject)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return _writer.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = options.Value.Issuer ?? AuthOptions.DevelopmentIssuer,
                Audience = options.Value.Audience,
                IssuedAt = now,
                NotBefore = now,
                Expires = now.AddHours(options.Value.DevelopmentTokenHours),
                Claims = new Dictionary<string, object>(StringComparer.Ordinal) { [JwtRegisteredClaimNames.Sub] = subject },
                SigningCredentials = new SigningCredentials(key.Key, SecurityAlgorithms.EcdsaSha256),
            }
        );
    }
}
