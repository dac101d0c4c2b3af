using Lintel.Domain;

namespace Lintel.Data;

/// <summary>Which rows of an entity a viewer may read, in the words of <see cref="ViewerScope"/>.</summary>
/// <param name="Entity">The entity; one that is not named here is not read for viewers.</param>
/// <param name="Predicate">SQL of the condition, given the viewer's role and the name the row goes by; null: the role sees none.</param>
public sealed record RowPolicy(Type Entity, Func<Role, string, string?> Predicate);

/// <summary>What the wall is built from. The graph declares who sees which rows, so the graph gives it.</summary>
public abstract class RowPolicies
{
    /// <param name="db">For its model; nothing is read.</param>
    public abstract IReadOnlyList<RowPolicy> Of(LintelDbContext db);
}
