using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Platform;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Reading;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema;

/// <summary>
/// The database's second wall, from the declarations the read path is written from: the same rules by the same writer, with the viewer taken
/// from the settings of the transaction.
/// </summary>
public sealed class DeclaredPolicies : RowPolicies
{
    public override IReadOnlyList<RowPolicy> Of(LintelDbContext db)
    {
        ArgumentNullException.ThrowIfNull(db);
        var graph = DeclaredGraph.OfThisAssembly();
        var tables = new TableMap(db.Model, db.Protector);
        return
        [
            .. graph.Types.Select(type =>
            {
                var isComputed = db.Model.FindEntityType(type.Entity)?.GetSqlQuery() is not null;
                return new RowPolicy(type.Entity, row => Predicate(graph, tables, type, row, isComputed));
            }),
            new RowPolicy(typeof(CustomValue), row => OfCustomField(tables, row)),
        ];
    }

    /// <summary>Values of custom fields are no type of the graph; the read path looks them up for the fields of the viewer's franchise.</summary>
    private static string OfCustomField(TableMap tables, string row)
    {
        var (field, value) = (typeof(CustomField), typeof(CustomValue));
        return $"EXISTS (SELECT 1 FROM {tables.Source(field)} AS field WHERE field.{tables.Column(field, nameof(CustomField.Id))} = {row}.{tables.Column(value, nameof(CustomValue.FieldId))})";
    }

    /// <summary>
    /// One branch for each thing a role may see; no branch, no rows. It is one CASE, because the planner takes that for half of the rows, while
    /// it would take a comparison with the viewer's role for hardly any and choose its joins accordingly. Every mention of the viewer is
    /// planned in every statement, so the role is mentioned once for all branches and what all roles share stands beside them.
    /// </summary>
    private static string Predicate(DeclaredGraph graph, TableMap tables, EntityType type, string row, bool isComputed)
    {
        var branches = Enum.GetValues<Role>()
            .GroupBy(role => Reach(graph, tables, type, row, role, isComputed), StringComparer.Ordinal)
            .Where(reach => reach.Key != RowAccess.Nothing)
            .ToList();
        var scoped = $"CASE {Branch(branches)} {Outcomes(branches)} ELSE false END";
        // Said before all else, as in the statements: no reach leaves the brand, whatever a row's other columns hold.
        var brand =
            typeof(IPlaced).IsAssignableFrom(type.Entity) && type.Rows?.All is null
                ? $"{row}.{tables.Column(type.Entity, nameof(IPlaced.BrandId))} = {ViewerScope.IdSql(nameof(Viewer.BrandId))}"
                : RowAccess.Everything;
        if (type.Rows?.Shared is not { } shared)
        {
            return brand == RowAccess.Everything ? scoped : $"CASE WHEN {brand} THEN {scoped} ELSE false END";
        }

        var granted = string.Join(", ", branches.SelectMany(branch => branch).Select(role => $"'{ViewerScope.NameOf(role)}'"));
        var open = ExpressionSql.Write(tables, shared, row, Settings);
        return $"CASE WHEN (SELECT {ViewerScope.RoleSql} IN ({granted})) AND {brand} THEN {open} OR {scoped} ELSE false END";
    }

    /// <summary>The number of the viewer's branch, found once a statement.</summary>
    private static string Branch(List<IGrouping<string, Role>> branches) =>
        $"(SELECT CASE {ViewerScope.RoleSql} {string.Join(" ", branches.SelectMany((branch, number) => branch.Select(role => Line($"WHEN '{ViewerScope.NameOf(role)}' THEN {number}"))))} END)";

    private static string Outcomes(List<IGrouping<string, Role>> branches) =>
        string.Join(" ", branches.Select((branch, number) => Line($"WHEN {number} THEN {branch.Key}")));

    /// <summary>What a role's own grants reach.</summary>
    private static string Reach(DeclaredGraph graph, TableMap tables, EntityType type, string row, Role role, bool isComputed)
    {
        var access = new RowAccess(graph, tables, new Viewer { Name = "policy", Role = role }, Settings);
        var rows = type.Rows ?? throw new InvalidOperationException($"{type.Name} does not say who sees its rows.");
        if (rows.Parent is not null)
        {
            return isComputed ? access.Visible(type, row) : access.VisibleBesideParent(type, row);
        }

        var grants = rows.Rule.Of(role);
        return grants.Count == 0
            ? RowAccess.Nothing
            : access.Under(type, grants.Select(grant => AccessRule.To(role, grant.Scope)).Aggregate((left, right) => left | right), row);
    }

    private static SqlParameters Settings => new() { AreSettings = true };

    private static string Line(FormattableString line) => FormattableString.Invariant(line);
}
