using System.Collections.Concurrent;
using Lintel.Domain;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Shared.Reading;

/// <summary>
/// Finds the access class of a viewer. Which places count for a role is not written down anywhere: it is what the predicates of all its
/// rows, fields and relations bind.
/// </summary>
internal sealed class AccessClasses(DeclaredGraph graph, PlanScopes scopes)
{
    private readonly ConcurrentDictionary<Role, IReadOnlyList<string>> _places = [];

    public AccessClass Of(Viewer viewer) =>
        viewer.Role is { } role
            ? new AccessClass(
                role,
                string.Join('|', _places.GetOrAdd(role, PlacesOf).Select(place => SqlParameters.ViewerIdOf(viewer, place)?.ToString("N")))
            )
            : new AccessClass(null, "");

    private IReadOnlyList<string> PlacesOf(Role role)
    {
        var scope = scopes.For(new Viewer { Name = "class", Role = role });
        foreach (var type in graph.Types)
        {
            scope.Rows.Visible(type, "row");
            foreach (var element in type.Elements)
            {
                if (element is FieldDeclaration field)
                {
                    scope.Visible(type, field, "row");
                }
                else
                {
                    scope.ElementReach(type, element, "row");
                }
            }
        }

        // The brand also is what personal data is sealed for.
        return [.. scope.Parameters.ViewerIds.Append(nameof(Viewer.BrandId)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}
