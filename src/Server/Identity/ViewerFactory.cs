using System.Security.Claims;
using Lintel.Data;
using Lintel.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Lintel.Server.Identity;

/// <summary>
/// From the subject of a token to the viewer of a request. The account in force is read at every request, so an ended account
/// and a changed role are felt at once, whatever the token says.
/// </summary>
internal sealed class ViewerFactory(IDbContextFactory<LintelDbContext> contexts, TimeProvider clock)
{
    public Task<Viewer> CreateAsync(ClaimsPrincipal principal, CancellationToken cancellationToken) =>
        CreateAsync(
            principal.Identity is { IsAuthenticated: true } ? principal.FindFirst(JwtRegisteredClaimNames.Sub)?.Value : null,
            cancellationToken
        );

    public async Task<Viewer> CreateAsync(string? subject, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(subject))
            return Viewer.Anonymous;

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.ViewerOfAsync(subject, clock.GetUtcNow(), cancellationToken) ?? Viewer.Anonymous;
    }
}
