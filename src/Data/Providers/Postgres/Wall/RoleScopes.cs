using Lintel.Domain;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Providers.Postgres.Wall;

/// <summary>
/// What each role's policies look at of a viewer. Its scope holds no more, so that the viewers who see the same rows have the same scope: for most
/// roles that of their brand, region or store.
/// </summary>
internal sealed class RoleScopes(RowPolicies policies, IDbContextFactory<LintelDbContext> contexts)
{
    private readonly Lazy<Dictionary<Role, ScopeFields>> _fields = new(() => Read(policies, contexts));

    public string Of(Viewer viewer, DateTimeOffset now) =>
        ViewerScope.Of(viewer, now, viewer.Role is { } role ? _fields.Value[role] : ScopeFields.None);

    private static Dictionary<Role, ScopeFields> Read(RowPolicies policies, IDbContextFactory<LintelDbContext> contexts)
    {
        using var db = contexts.CreateDbContext();
        var all = policies.Of(db);
        // The brand also for the search functions, which are of no policy.
        return Enum.GetValues<Role>()
            .ToDictionary(
                role => role,
                role => all.Aggregate(ScopeFields.Brand, (fields, policy) => fields | ViewerScope.In(policy.Predicate(role, "row") ?? ""))
            );
    }
}
