using GraphQL.Types;
using Lintel.Domain;
using Lintel.Schema.Views;

namespace Lintel.Schema;

/// <summary>
/// The graph as each viewer has it: a schema of its own, in which what the role has no grant for does not exist, nor any field that
/// another franchise has given itself. Requests are validated, run and introspected against the view of their viewer, so hidden and
/// nonexistent elements are one and the same.
/// </summary>
public sealed class SchemaViews
{
    private readonly RoleViews _ours;
    private readonly FranchiseViews _franchises;

    internal SchemaViews(RoleViews ours, FranchiseViews franchises) => (_ours, _franchises) = (ours, franchises);

    /// <summary>The graph with everything that we declare; nobody's requests are run against it.</summary>
    public ISchema Whole => _ours.Whole;

    /// <summary>The view of a role without the fields of any franchise; null: of a caller who has not signed in.</summary>
    public ISchema Of(Role? role) => _ours.Of(role);

    /// <summary>The whole graph and the roles' views as they are for one viewer: ours, and the fields of the viewer's own franchise.</summary>
    internal ValueTask<RoleViews> ForAsync(Viewer viewer, CancellationToken cancellationToken) =>
        viewer is { FranchiseId: { } franchiseId, CustomFieldsVersion: > 0 and var version }
            ? new ValueTask<RoleViews>(_franchises.OfAsync(franchiseId, version, cancellationToken))
            : new ValueTask<RoleViews>(_ours);
}
