using System.Collections;
using Lintel.Domain;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Errors;

namespace Lintel.Schema.Shared.Reading;

/// <summary>
/// Writes a <c>where</c> input as SQL. It compares what the viewer sees, not what is stored: a value out of scope is null here
/// too, so no filter can find out what a selection would not show.
/// </summary>
internal sealed class FilterSql(PlanScope scope, PlanDialogue dialogue)
{
    // Databases bound how deep an expression is and how many parameters it has; a filter stays far below.
    [Limit("conditions", "A where with all that is in it.")]
    private const int MostConditions = 500;

    [Limit("values", "The lists of in and nin of a where together.")]
    private const int MostValues = 1000;
    private int _conditions;
    private int _values;

    public string Write(EntityType type, IDictionary<string, object?> where, string alias)
    {
        Count(1);
        return PlanScope.All(where.Where(entry => entry.Value is not null).Select(entry => Wrap(WriteEntry(type, entry.Key, entry.Value!, alias)))); // nulls are filtered out
    }

    private void Count(int conditions)
    {
        if ((_conditions += conditions) > MostConditions)
        {
            throw new BadArgumentError($"A filter has at most {MostConditions} conditions.");
        }
    }

    private static string Wrap(string sql) => sql.Contains(" OR ", StringComparison.Ordinal) ? $"({sql})" : sql;

    private string WriteEntry(EntityType type, string name, object value, string alias) =>
        name switch
        {
            "and" => PlanScope.All(Inputs(value).Select(one => Write(type, one, alias))),
            "or" => Inputs(value).Select(one => $"({Write(type, one, alias)})").ToList() is { Count: > 0 } any
                ? $"({string.Join(" OR ", any)})"
                : "1 = 0",
            "not" => $"NOT COALESCE(({Write(type, Input(value), alias)}), FALSE)",
            _ => type.Find(name) switch
            {
                FieldDeclaration field => WriteField(type, field, Input(value), alias),
                ReferenceDeclaration reference => WriteReference(type, reference, Input(value), alias),
                CollectionDeclaration collection => WriteCollection(type, collection, Input(value), alias),
                _ => throw new InvalidOperationException($"{type.Name} has no element {name}."),
            },
        };

    private string WriteField(EntityType type, FieldDeclaration field, IDictionary<string, object?> comparisons, string alias)
    {
        Count(comparisons.Count);
        var visible = scope.Visible(type, field, alias);
        return PlanScope.All(
            comparisons.Select(comparison =>
                Derived(type, field, comparison.Key, comparison.Value, alias) ?? Compare(visible, comparison.Key, comparison.Value)
            )
        );
    }

    /// <summary>A derived enum by the column it is derived from; null: it is none, or not asked for by its values.</summary>
    private string? Derived(EntityType type, FieldDeclaration field, string comparison, object? value, string alias)
    {
        if (!field.Access.AsRow || comparison is not ("eq" or "in") || value is null || DerivedEnum.Of(field.Value) is not { } derived)
        {
            return null;
        }

        var asked = comparison is "eq" ? [value] : ((IEnumerable)value).Cast<object?>().Where(one => one is not null).Select(one => one!);
        var stored = asked
            .SelectMany(one => derived.Stored[(string)field.Kind.ToColumn(dialogue.Value(one)!, scope.Tables.InstantsAreTicks)]) // null is left out
            .Distinct(StringComparer.Ordinal)
            .Select(name => $"'{name}'")
            .ToList();
        return stored.Count == 0 ? "1 = 0" : $"{scope.Column(type, derived.Property, alias)} IN ({string.Join(", ", stored)})";
    }

    /// <summary>
    /// A value that is hidden equals nothing and is not greater than anything. Said beside the comparison, and not around the value, it leaves the
    /// column to its index. What also holds for missing values compares what is seen.
    /// </summary>
    private string Compare(VisibleValue visible, string comparison, object? value) =>
        value is null || comparison is "neq" or "nin" ? Compare(visible.Kind, visible.ComparableSql, comparison, value)
        : visible.ClearSql is RowAccess.Nothing ? RowAccess.Nothing
        : PlanScope.All(visible.ClearSql, Compare(visible.Kind, visible.StoredSql, comparison, value));

    private string Compare(ValueKind kind, string sql, string comparison, object? value) =>
        (comparison, value) switch
        {
            ("eq", null) => $"{sql} IS NULL",
            ("neq", null) => $"{sql} IS NOT NULL",
            (_, null) => "1 = 0",
            ("eq", _) => $"{sql} = {Parameter(kind, value)}",
            ("neq", _) => $"({sql} <> {Parameter(kind, value)} OR {sql} IS NULL)",
            ("gt", _) => $"{sql} > {Parameter(kind, value)}",
            ("gte", _) => $"{sql} >= {Parameter(kind, value)}",
            ("lt", _) => $"{sql} < {Parameter(kind, value)}",
            ("lte", _) => $"{sql} <= {Parameter(kind, value)}",
            ("in", _) => In(kind, sql, value),
            ("nin", _) => $"(NOT {In(kind, sql, value)} OR {sql} IS NULL)",
            ("contains", _) => scope.Dialect.Contains(sql, Parameter(kind, value)),
            ("startsWith", _) => StartsWith(sql, value),
            ("all", _) => $"({sql} & {Bits(kind, value)}) = {Bits(kind, value)}",
            ("any", _) => $"({sql} & {Bits(kind, value)}) <> 0",
            _ => throw new InvalidOperationException($"No comparison {comparison}."),
        };

    private string Parameter(ValueKind kind, object value) =>
        value is VariableValue open
            ? scope.Parameters.Add(inputs => kind.ToColumn(open.Of(inputs)!, scope.Tables.InstantsAreTicks)) // what is null is not left open
            : scope.Parameters.Add(kind.ToColumn(value, scope.Tables.InstantsAreTicks));

    private string In(ValueKind kind, string sql, object values)
    {
        var names = ((IEnumerable)values).Cast<object?>().Where(value => value is not null).Select(value => Parameter(kind, value!)).ToList(); // filtered above
        if ((_values += names.Count) > MostValues)
        {
            throw new BadArgumentError($"The lists of a filter have at most {MostValues} values in all.");
        }

        return names.Count == 0 ? "1 = 0" : $"{sql} IN ({string.Join(", ", names)})";
    }

    private string StartsWith(string sql, object text)
    {
        var start = Parameter(TextKind.Instance, text);
        return $"substr({sql}, 1, length({start})) = {start}";
    }

    private long Bits(ValueKind kind, object values) =>
        ((IEnumerable)values)
            .Cast<object>()
            .Aggregate(0L, (bits, value) => bits | (long)kind.ToColumn(dialogue.Value(value)!, instantsAreTicks: false));

    private string WriteReference(EntityType type, ReferenceDeclaration reference, IDictionary<string, object?> where, string alias)
    {
        var target = scope.Graph.For(reference.Target);
        var other = scope.Rows.NewAlias();
        var predicates = PlanScope.All(
            $"{scope.Column(target, target.KeyProperty!, other)} = {scope.Column(type, reference.KeyProperty, alias)}", // references lead to nodes
            scope.ElementReach(type, reference, alias),
            scope.Rows.Visible(target, other),
            Write(target, where, other)
        );
        return $"EXISTS (SELECT 1 FROM {scope.Tables.Source(reference.Target)} AS {other} WHERE {predicates})";
    }

    private string WriteCollection(EntityType type, CollectionDeclaration collection, IDictionary<string, object?> where, string alias)
    {
        Count(where.Count);
        return PlanScope.All(
            where
                .Where(entry => entry.Value is not null)
                .Select(entry =>
                    entry.Key switch
                    {
                        "any" => dialogue.Value(entry.Value) is true
                            ? Exists(type, collection, alias, null)
                            : $"NOT {Exists(type, collection, alias, null)}",
                        "some" => Exists(type, collection, alias, other => Write(scope.Graph.For(collection.Target), Input(entry.Value!), other)),
                        "none" =>
                            $"NOT {Exists(type, collection, alias, other => Write(scope.Graph.For(collection.Target), Input(entry.Value!), other))}",
                        "all" =>
                            $"NOT {Exists(type, collection, alias, other => $"NOT COALESCE(({Write(scope.Graph.For(collection.Target), Input(entry.Value!), other)}), FALSE)")}",
                        _ => throw new InvalidOperationException($"No quantifier {entry.Key}."),
                    }
                )
        );
    }

    private string Exists(EntityType type, CollectionDeclaration collection, string alias, Func<string, string>? where)
    {
        var target = scope.Graph.For(collection.Target);
        var other = scope.Rows.NewAlias();
        var predicates = PlanScope.All(
            $"{scope.Column(target, collection.ForeignKeyProperty, other)} = {scope.Column(type, type.KeyProperty!, alias)}", // collections hang on nodes
            scope.ElementReach(type, collection, alias),
            scope.Rows.Visible(target, other),
            where?.Invoke(other) ?? RowAccess.Everything
        );
        return $"EXISTS (SELECT 1 FROM {scope.Tables.Source(collection.Target)} AS {other} WHERE {predicates})";
    }

    private static IDictionary<string, object?> Input(object value) => (IDictionary<string, object?>)value;

    private static IEnumerable<IDictionary<string, object?>> Inputs(object value) => ((IEnumerable)value).Cast<IDictionary<string, object?>>();
}
