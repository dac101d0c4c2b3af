using Lintel.Data;
using Lintel.Domain;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Shared.Reading;

/// <summary>
/// What stays the same while statements are written: for which role of which brand, over which tables, with which parameters. Nothing else of
/// the viewer is looked at: it is bound when they run.
/// </summary>
internal sealed class PlanScope(DeclaredGraph graph, TableMap tables, DatabaseDialect dialect, Viewer viewer, SqlParameters? parameters = null)
{
    public DeclaredGraph Graph => graph;
    public TableMap Tables => tables;
    public DatabaseDialect Dialect => dialect;
    public Viewer Viewer => viewer;
    public SqlParameters Parameters { get; } = parameters ?? new SqlParameters();
    public RowAccess Rows => field ??= new RowAccess(graph, tables, viewer, Parameters);

    /// <summary>Another statement of the same plan, with aliases of its own.</summary>
    public PlanScope NewStatement() => new(graph, tables, dialect, viewer, Parameters);

    public VisibleValue Visible(EntityType type, FieldDeclaration field, string alias) =>
        VisibleValue.Of(type, field, alias, viewer, tables, Rows, Parameters);

    public string Column(EntityType type, string property, string alias) => $"{alias}.{tables.Column(type.Entity, property)}";

    /// <summary>The rows an element reaches for this viewer, as a predicate on the row that carries it.</summary>
    public string ElementReach(EntityType type, ElementDeclaration element, string alias) =>
        element.Access.AsRow ? RowAccess.Everything
        : viewer.Role is { } role && element.Access.Of(role).Any(grant => grant.Scope == Scope.All) ? RowAccess.Everything
        : Rows.Under(type, element.Access, alias);

    /// <summary>Joins predicates, leaving out those that always hold.</summary>
    public static string All(params IEnumerable<string> predicates)
    {
        var real = predicates.Where(predicate => !string.Equals(predicate, RowAccess.Everything, StringComparison.Ordinal)).ToList();
        return real.Count == 0 ? RowAccess.Everything : string.Join(" AND ", real);
    }
}
