using Lintel.Domain;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Shared.Reading;

/// <summary>
/// What a viewer sees of a field, in SQL: the value where a grant reaches the row, else null; and, where masks differ
/// by row, a second column that says which mask applies. A value out of scope never leaves the database.
/// </summary>
internal sealed record VisibleValue(string Sql, string? DecisionSql, IReadOnlyList<Mask> Masks)
{
    public static VisibleValue Of(
        EntityType type,
        FieldDeclaration field,
        string alias,
        Viewer viewer,
        TableMap tables,
        RowAccess rows,
        SqlParameters parameters
    )
    {
        var clear = ExpressionSql.Write(tables, field.Value, alias, viewer, parameters);
        if (field.Access.AsRow)
        {
            return new VisibleValue(clear, null, [Mask.None]);
        }

        var grants = viewer.Role is { } role ? field.Access.Of(role) : [];
        var reached = new List<(string Predicate, Mask Mask)>();
        foreach (var byMask in grants.GroupBy(grant => grant.Mask))
        {
            var rule = byMask.Select(grant => AccessRule.To(grant.Role, grant.Scope, grant.Mask)).Aggregate((left, right) => left | right);
            var coversAll = byMask.Any(grant => grant.Scope == Scope.All);
            reached.Add((coversAll ? RowAccess.Everything : rows.Under(type, rule, alias), byMask.Key));
            if (coversAll)
            {
                break;
            }
        }

        return reached switch
        {
            [] => new VisibleValue("NULL", null, [Mask.None]),
            [(RowAccess.Everything, var mask)] => new VisibleValue(clear, null, [mask]),
            [(var predicate, var mask)] => new VisibleValue($"CASE WHEN {predicate} THEN {clear} END", null, [mask]),
            _ => new VisibleValue(
                $"CASE WHEN {string.Join(" OR ", reached.Select(reach => reach.Predicate))} THEN {clear} END",
                $"CASE {string.Concat(reached.Select((reach, index) => $"WHEN {reach.Predicate} THEN {index} "))}ELSE {reached.Count} END",
                [.. reached.Select(reach => reach.Mask)]
            ),
        };
    }

    /// <summary>The value as it may be compared and sorted: masked counts as missing.</summary>
    public string ComparableSql =>
        Masks is [Mask.None] ? Sql
        : Masks[0] == Mask.None && DecisionSql is not null ? $"CASE WHEN ({DecisionSql}) = 0 THEN {Sql} END"
        : "NULL";
}
