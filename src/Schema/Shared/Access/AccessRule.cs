using Lintel.Domain;

namespace Lintel.Schema.Shared.Access;

/// <summary>One role may see or use an element, on the rows of a scope, through a mask.</summary>
internal sealed record Grant(Role Role, Scope Scope, Mask Mask);

/// <summary>
/// Who may see or use one element of the graph: a list of grants, deny by default. Written with
/// <c>Allow.Agent(Scope.Own) | Allow.StoreManager(Scope.Store)</c>; a role's clearest fitting grant decides.
/// </summary>
internal sealed class AccessRule
{
    private AccessRule(IReadOnlyList<Grant> grants, bool asRow)
    {
        Grants = grants;
        AsRow = asRow;
    }

    /// <summary>Anybody, signed in or not.</summary>
    public static AccessRule Public { get; } = new([.. Enum.GetValues<Role>().Select(role => new Grant(role, Scope.All, Mask.None))], asRow: false);

    /// <summary>Whoever may see the row may see this element of it.</summary>
    public static AccessRule WithRow { get; } = new([], asRow: true);

    public IReadOnlyList<Grant> Grants { get; }

    /// <summary>The element adds no rule of its own to that of its row.</summary>
    public bool AsRow { get; }

    /// <summary>The grants of a role, the clearest and widest first; empty: the role has none.</summary>
    public IReadOnlyList<Grant> Of(Role role) =>
        [.. Grants.Where(grant => grant.Role == role).OrderBy(grant => grant.Mask != Mask.None).ThenByDescending(grant => grant.Scope)];

    /// <summary>Every role, on every row, unmasked: nothing to print.</summary>
    public bool IsForEveryone =>
        Enum.GetValues<Role>().All(role => Grants.Any(grant => grant.Role == role && grant is { Scope: Scope.All, Mask: Mask.None }));

    public bool Allows(Viewer viewer) =>
        ReferenceEquals(this, Public) || viewer.Role is { } role && (AsRow || Grants.Any(grant => grant.Role == role));

    /// <summary>The value is there, clear or masked, on every row: the field may be non-null.</summary>
    public bool CoversEveryRow => AsRow || Grants.GroupBy(grant => grant.Role).All(role => role.Any(grant => grant.Scope == Scope.All));

    /// <summary>
    /// The same roles on every row: for an edge to rows that have their own rule. Who may walk the edge is a matter of role;
    /// what is found at its end is decided there.
    /// </summary>
    public AccessRule Everywhere() =>
        new([.. Grants.Select(grant => grant.Role).Distinct().Select(role => new Grant(role, Scope.All, Mask.None))], asRow: false);

    public static AccessRule To(Role role, Scope scope, Mask mask = Mask.None) => new([new Grant(role, scope, mask)], asRow: false);

    public static AccessRule operator |(AccessRule left, AccessRule right) =>
        left.AsRow || right.AsRow
            ? throw new InvalidOperationException("WithRow stands alone.")
            : new AccessRule([.. left.Grants, .. right.Grants], asRow: false);
}

/// <summary>The words access rules are written in.</summary>
internal static class Allow
{
    public static AccessRule Agent(Scope scope, Mask mask = Mask.None) => AccessRule.To(Role.Agent, scope, mask);

    public static AccessRule StoreManager(Scope scope, Mask mask = Mask.None) => AccessRule.To(Role.StoreManager, scope, mask);

    public static AccessRule Director(Scope scope, Mask mask = Mask.None) => AccessRule.To(Role.Director, scope, mask);

    public static AccessRule Compliance(Scope scope, Mask mask = Mask.None) => AccessRule.To(Role.Compliance, scope, mask);

    public static AccessRule Closing(Scope scope, Mask mask = Mask.None) => AccessRule.To(Role.Closing, scope, mask);

    public static AccessRule Finance(Scope scope, Mask mask = Mask.None) => AccessRule.To(Role.Finance, scope, mask);

    public static AccessRule PlatformOps(Scope scope, Mask mask = Mask.None) => AccessRule.To(Role.PlatformOps, scope, mask);

    public static AccessRule Client(Scope scope, Mask mask = Mask.None) => AccessRule.To(Role.Client, scope, mask);

    public static AccessRule Partner(Scope scope, Mask mask = Mask.None) => AccessRule.To(Role.Partner, scope, mask);

    public static AccessRule Integrator(Scope scope, Mask mask = Mask.None) => AccessRule.To(Role.Integrator, scope, mask);

    /// <summary>Every role, on every row of the brand.</summary>
    public static AccessRule Everyone { get; } =
        Enum.GetValues<Role>().Select(role => AccessRule.To(role, Scope.All)).Aggregate((left, right) => left | right);

    /// <summary>Everyone who works for the brokerage, each as far as the line reaches; agents as far as given.</summary>
    public static AccessRule Line(Scope agents) =>
        Agent(agents)
        | StoreManager(Scope.Store)
        | Director(Scope.Franchise)
        | Compliance(Scope.All)
        | Closing(Scope.Franchise)
        | Finance(Scope.Franchise)
        | PlatformOps(Scope.All)
        | Partner(Scope.Franchise)
        | Integrator(Scope.Franchise);
}
