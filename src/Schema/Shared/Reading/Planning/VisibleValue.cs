using Lintel.Domain;
using Lintel.Domain.Platform;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Shared.Reading;

/// <summary>
/// What a viewer sees of a field, in SQL: the value where a grant reaches the row, else null; and, where masks differ
/// by row, a second column that says which mask applies. A value out of scope never leaves the database.
/// </summary>
/// <param name="Sql">The value, masked or not, where anything of it is seen.</param>
/// <param name="StoredSql">What its column is compared by, wherever it stands.</param>
/// <param name="ClearSql">Where the value is seen clear, as a predicate on its row.</param>
/// <param name="DecisionSql">The number of the mask of a row; null: all rows have the first.</param>
/// <param name="Masks">The masks by their numbers.</param>
/// <param name="Kind">How it is written.</param>
internal sealed record VisibleValue(string Sql, string StoredSql, string ClearSql, string? DecisionSql, IReadOnlyList<Mask> Masks, ValueKind Kind)
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
        var stored = StoredValue.Of(type, field, alias, viewer, tables, parameters);
        if (field.Access.AsRow)
        {
            return new VisibleValue(stored.Sql, stored.ComparedSql, RowAccess.Everything, null, [Mask.None], stored.Kind);
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

        // Masked counts as missing, and only the first of several masks can be none.
        var clear = reached is [(var first, Mask.None), ..] ? first : RowAccess.Nothing;
        return reached switch
        {
            [] => new VisibleValue("NULL", "NULL", clear, null, [Mask.None], stored.Kind),
            [(RowAccess.Everything, var mask)] => new VisibleValue(stored.Sql, stored.ComparedSql, clear, null, [mask], stored.Kind),
            [(var predicate, var mask)] => new VisibleValue(
                $"CASE WHEN {predicate} THEN {stored.Sql} END",
                stored.ComparedSql,
                clear,
                null,
                [mask],
                stored.Kind
            ),
            _ => new VisibleValue(
                $"CASE WHEN {string.Join(" OR ", reached.Select(reach => reach.Predicate))} THEN {stored.Sql} END",
                stored.ComparedSql,
                clear,
                $"CASE {string.Concat(reached.Select((reach, index) => $"WHEN {reach.Predicate} THEN {index} "))}ELSE {reached.Count} END",
                [.. reached.Select(reach => reach.Mask)],
                stored.Kind
            ),
        };
    }

    /// <summary>The value as it may be compared and sorted: masked counts as missing.</summary>
    public string ComparableSql =>
        ClearSql switch
        {
            RowAccess.Everything => StoredSql,
            RowAccess.Nothing => "NULL",
            _ => $"CASE WHEN {ClearSql} THEN {StoredSql} END",
        };

    /// <summary>A field's value as its table has it: what is read, and what is compared. They differ where the value is sealed.</summary>
    private sealed record StoredValue(string Sql, string ComparedSql, ValueKind Kind)
    {
        public static StoredValue Of(EntityType type, FieldDeclaration field, string alias, Viewer viewer, TableMap tables, SqlParameters parameters)
        {
            if (field.Kind is ProtectedTextKind kind)
            {
                var sealing = tables.Protected(type.Entity, kind.Property);
                return new StoredValue(
                    ProtectedTextKind.Sql(
                        alias,
                        tables.Column(type.Entity, nameof(IPlaced.BrandId)),
                        tables.Column(type.Entity, type.KeyProperty!),
                        sealing
                    ), // sealed values are of nodes
                    $"{alias}.{TableMap.Quote(sealing.IndexColumn)}",
                    ProtectedTextKind.In(tables.Protector, sealing, viewer.BrandId ?? Guid.Empty)
                );
            }

            var sql = field.Custom is { } custom
                ? CustomSql(type, custom, alias, tables, parameters)
                : ExpressionSql.Write(tables, field.Value!, alias, parameters); // a field of ours has one
            return new StoredValue(sql, sql, field.Kind is FileUrlKind ? FileUrlKind.With(tables.Links) : field.Kind);
        }

        /// <summary>
        /// A look-up by the key of the values, one a row: no statement of its own, no join that a count or a page would have to carry.
        /// </summary>
        private static string CustomSql(EntityType type, CustomColumn custom, string alias, TableMap tables, SqlParameters parameters)
        {
            var values = typeof(CustomValue);
            var field = tables.Column(values, nameof(CustomValue.FieldId));
            var record = tables.Column(values, nameof(CustomValue.RecordId));
            return $"(SELECT cv.{tables.Column(values, custom.Property)} FROM {tables.Source(values)} AS cv WHERE cv.{field} = {parameters.AddCustomFieldId(custom.FieldId)} AND cv.{record} = {alias}.{tables.Column(type.Entity, type.KeyProperty!)})"; // custom fields are of nodes
        }
    }
}
