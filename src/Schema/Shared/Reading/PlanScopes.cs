using Lintel.Data;
using Lintel.Domain;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Shared.Reading;

/// <summary>Makes the scope that a viewer's statements of this moment are written in.</summary>
internal sealed class PlanScopes(DeclaredGraph graph, TableMap tables, DatabaseDialect dialect, TimeProvider clock)
{
    public PlanScope For(Viewer viewer) => new(graph, tables, dialect, viewer, clock.GetUtcNow());
}
