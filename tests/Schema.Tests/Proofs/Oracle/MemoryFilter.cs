using System.Collections;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Nodes;

namespace Lintel.Schema.Tests.Proofs.Oracle;

/// <summary>Whether a row meets a <c>where</c>. A comparison with what is missing does not hold, but for those that ask about it.</summary>
internal sealed class MemoryFilter(MemoryRows rows)
{
    public bool Holds(MemoryRow row, IDictionary<string, object?> where) =>
        where.All(entry => entry.Value is null || Holds(row, entry.Key, entry.Value));

    private bool Holds(MemoryRow row, string name, object value) =>
        name switch
        {
            "and" => Inputs(value).All(one => Holds(row, one)),
            "or" => Inputs(value).Any(one => Holds(row, one)),
            "not" => !Holds(row, Input(value)),
            _ => row.Type.Find(name) switch
            {
                FieldDeclaration field => Input(value).All(one => Compares(row, field, one.Key, one.Value)),
                ReferenceDeclaration reference => rows.Follow(row, reference) is { } target && Holds(target, Input(value)),
                CollectionDeclaration collection => Input(value)
                    .All(one => one.Value is null || Quantifies(rows.Children(row, collection) ?? [], one.Key, one.Value)),
                _ => throw new InvalidOperationException($"{row.Type.Name} has no element {name}."),
            },
        };

    private bool Quantifies(IReadOnlyList<MemoryRow> children, string quantifier, object value) =>
        quantifier switch
        {
            "any" => children.Count > 0 == (bool)value,
            "some" => children.Any(child => Holds(child, Input(value))),
            "none" => !children.Any(child => Holds(child, Input(value))),
            "all" => children.All(child => Holds(child, Input(value))),
            _ => throw new InvalidOperationException($"No quantifier {quantifier}."),
        };

    private bool Compares(MemoryRow row, FieldDeclaration field, string comparison, object? given)
    {
        var own = rows.Comparable(row, field);
        return (comparison, given) switch
        {
            ("eq", null) => own is null,
            ("neq", null) => own is not null,
            (_, null) => false,
            ("neq", _) => own is null || !Equals(own, Key(field, given)),
            ("nin", _) => own is null || !Keys(field, given).Contains(own),
            _ when own is null => false,
            ("eq", _) => Equals(own, Key(field, given)),
            ("in", _) => Keys(field, given).Contains(own),
            ("gt", _) => MemoryRows.Compare(own, Key(field, given)) > 0,
            ("gte", _) => MemoryRows.Compare(own, Key(field, given)) >= 0,
            ("lt", _) => MemoryRows.Compare(own, Key(field, given)) < 0,
            ("lte", _) => MemoryRows.Compare(own, Key(field, given)) <= 0,
            ("contains", _) => ((string)own).Contains((string)given, StringComparison.OrdinalIgnoreCase),
            ("startsWith", _) => ((string)own).StartsWith((string)given, StringComparison.Ordinal),
            ("all", _) => Keys(field, given).All(bit => ((long)own & (long)bit) != 0),
            ("any", _) => Keys(field, given).Any(bit => ((long)own & (long)bit) != 0),
            _ => throw new InvalidOperationException($"No comparison {comparison}."),
        };
    }

    private static List<object> Keys(FieldDeclaration field, object given) => [.. ((IEnumerable)given).Cast<object>().Select(one => Key(field, one))];

    /// <summary>An id of another type is the id of no row.</summary>
    private static object Key(FieldDeclaration field, object given) =>
        field.Kind is SubjectIdKind
            ? GlobalId.TryDecode((string)given, out _, out var subject) || GlobalId.TryDecode($"Subject_{given}", out _, out subject)
                ? subject
                : "no row"
            : field.Kind is not IdKind kind
                ? MemoryRows.Key(field.Kind, given)
                : GlobalId.TryDecode((string)given, out var name, out var id) && name == kind.TypeName
                    ? id
                    : "no row";

    private static IDictionary<string, object?> Input(object value) => (IDictionary<string, object?>)value;

    private static IEnumerable<IDictionary<string, object?>> Inputs(object value) => ((IEnumerable)value).Cast<IDictionary<string, object?>>();
}
