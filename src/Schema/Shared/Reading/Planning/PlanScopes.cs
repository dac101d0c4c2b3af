using Lintel.Data;
using Lintel.Domain;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Shared.Reading;

/// <summary>Makes what a viewer's statements are written in, and what they are run with.</summary>
internal sealed class PlanScopes(DeclaredGraph graph, TableMap tables, DatabaseDialect dialect, CursorCipher cursors, TimeProvider clock)
{
    private AccessClasses Classes => field ??= new AccessClasses(graph, this);

    public PlanScope For(Viewer viewer) => new(graph, tables, dialect, viewer);

    /// <inheritdoc cref="AccessClasses.Of"/>
    public AccessClass ClassOf(Viewer viewer) => Classes.Of(viewer);

    /// <summary>The inputs of a request at this moment.</summary>
    public ReadInputs InputsOf(Viewer viewer, VariableValues? variables = null) =>
        new(viewer, clock.GetUtcNow(), variables ?? VariableValues.None, Classes, cursors);
}
