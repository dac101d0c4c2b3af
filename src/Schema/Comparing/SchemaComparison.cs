using Lintel.Domain;

namespace Lintel.Schema.Comparing;

/// <summary>
/// Compares schemas by their SDL. Since <c>@access</c> is part of it, a permission that is taken away is found like a field that is
/// taken away: it breaks the operations of the role that had it. What breaks and what is dangerous is at least what graphql-js finds so.
/// </summary>
public static class SchemaComparison
{
    /// <summary>
    /// What changed from one schema to the next, the breaking ones first. A deprecated element may go the day after its last one
    /// (<c>Removed after 2027-12-01.</c>), and with it the types that only it led to.
    /// </summary>
    public static IReadOnlyList<SchemaChange> Changes(string before, string after, DateOnly today) =>
        Changes(new SchemaElements(before), new SchemaElements(after), today, Enum.GetValues<Role>());

    /// <summary>
    /// Where two roles' graphs differ, a line each: what only the first has (<c>-</c>), what only the second has (<c>+</c>), and
    /// what both have with another reach (<c>~</c>).
    /// </summary>
    public static IReadOnlyList<string> Differences(string first, Role firstRole, string second, Role secondRole)
    {
        var (left, right) = (new SchemaElements(first), new SchemaElements(second));
        return
        [
            .. left
                .All.Concat(right.All)
                .DistinctBy(element => element.Coordinate, StringComparer.Ordinal)
                .OrderBy(element => element.Coordinate, StringComparer.Ordinal)
                .Select(element => Line(left.Find(element.Coordinate), right.Find(element.Coordinate)))
                .OfType<string>(),
        ];

        string? Line(SchemaElement? one, SchemaElement? other) =>
            (one, other) switch
            {
                ({ }, null) => $"- {one.Coordinate}",
                (null, { }) => $"+ {other.Coordinate}",
                _ when Write(one!.Of(firstRole)) is var a && Write(other!.Of(secondRole)) is var b && a != b => $"~ {one.Coordinate}: {a} → {b}", // one of the two has it
                _ => null,
            };
    }

    /// <summary>The same by elements, access looked at for some roles only.</summary>
    internal static IReadOnlyList<SchemaChange> Changes(SchemaElements old, SchemaElements current, DateOnly today, IReadOnlyList<Role> roles)
    {
        var due = new DueRemovals(old, current, today);
        return InOrder(
            Removed(old, current, due)
                .Concat(Added(old, current))
                .Concat(
                    old.All.SelectMany(element =>
                        current.Find(element.Coordinate) is { } kept ? Changed(element, kept, due.IsDue(element), roles) : []
                    )
                )
        );
    }

    internal static IReadOnlyList<SchemaChange> InOrder(IEnumerable<SchemaChange> changes) =>
        [.. changes.OrderByDescending(change => change.Kind).ThenBy(change => change.Coordinate, StringComparer.Ordinal)];

    private static IEnumerable<SchemaChange> Removed(SchemaElements old, SchemaElements current, DueRemovals due) =>
        from element in old.All
        where current.Find(element.Coordinate) is null && !GoesWithItsWhole(element, old, current)
        select due.IsDue(element)
            ? new SchemaChange(element.Coordinate, ChangeKind.Safe, "removed, as its deprecation said")
            : new SchemaChange(element.Coordinate, ChangeKind.Breaking, "removed");

    private static IEnumerable<SchemaChange> Added(SchemaElements old, SchemaElements current) =>
        from element in current.All
        where old.Find(element.Coordinate) is null && !GoesWithItsWhole(element, current, old)
        select new SchemaChange(element.Coordinate, KindOfAddition(element), element.IsRequired ? "added, and required" : "added");

    private static ChangeKind KindOfAddition(SchemaElement added) =>
        added switch
        {
            { IsRequired: true } => ChangeKind.Breaking,
            { Kind: ElementKind.Value or ElementKind.Member or ElementKind.Implementation or ElementKind.InputField } => ChangeKind.Dangerous,
            { Kind: ElementKind.Argument } when !added.Coordinate.StartsWith('@') => ChangeKind.Dangerous,
            _ => ChangeKind.Safe,
        };

    private static IEnumerable<SchemaChange> Changed(SchemaElement old, SchemaElement current, bool isDue, IReadOnlyList<Role> roles)
    {
        SchemaChange Change(ChangeKind kind, string text) => new(old.Coordinate, kind, text);

        if (old.Kind != current.Kind)
        {
            yield return Change(ChangeKind.Breaking, $"was {Word(old.Kind)}, is {Word(current.Kind)}");
            yield break;
        }

        if (!string.Equals(old.TypeText, current.TypeText, StringComparison.Ordinal))
        {
            var fits =
                old.Kind == ElementKind.Field ? TypeVariance.CanBeRead(old.Type!, current.Type!) : TypeVariance.CanBeGiven(old.Type!, current.Type!); // both have texts
            yield return Change(fits ? ChangeKind.Safe : ChangeKind.Breaking, $"type {old.TypeText} → {current.TypeText}");
        }

        if (!string.Equals(old.Default, current.Default, StringComparison.Ordinal))
        {
            yield return Change(
                old.IsRequired ? ChangeKind.Safe
                    : current.IsRequired ? ChangeKind.Breaking
                    : ChangeKind.Dangerous,
                $"default {old.Default ?? "none"} → {current.Default ?? "none"}"
            );
        }

        if (old.IsMarked != current.IsMarked)
        {
            var narrows = old.Kind == ElementKind.Directive ? old.IsMarked : current.IsMarked;
            var mark = old.Kind == ElementKind.Directive ? "repeatable" : "@oneOf";
            yield return Change(narrows ? ChangeKind.Breaking : ChangeKind.Safe, current.IsMarked ? $"{mark} now" : $"{mark} no longer");
        }

        if (old.Deprecation != current.Deprecation)
        {
            yield return DeprecationChange(old, current);
        }

        foreach (var change in AccessChanges(old, current, isDue, roles))
        {
            yield return change;
        }
    }

    /// <summary>A promise may be taken back or made longer, never shorter.</summary>
    private static SchemaChange DeprecationChange(SchemaElement old, SchemaElement current) =>
        (old.Deprecation, current.Deprecation) switch
        {
            ({ } was, { } now) when now.RemovedAfter < was.RemovedAfter => new(
                old.Coordinate,
                ChangeKind.Breaking,
                $"removal brought forward from {was.RemovedAfter:yyyy-MM-dd} to {now.RemovedAfter:yyyy-MM-dd}"
            ),
            (_, { } now) => new(old.Coordinate, ChangeKind.Safe, $"deprecated, removed after {now.RemovedAfter:yyyy-MM-dd}"),
            _ => new(old.Coordinate, ChangeKind.Safe, "deprecated no longer"),
        };

    private static IEnumerable<SchemaChange> AccessChanges(SchemaElement old, SchemaElement current, bool isDue, IReadOnlyList<Role> roles)
    {
        foreach (var role in roles)
        {
            var (had, has) = (old.Of(role) ?? [], current.Of(role) ?? []);
            var (lost, won) = (had.Any(one => !has.Any(other => other.Covers(one))), has.Any(one => !had.Any(other => other.Covers(one))));
            if (lost || won)
            {
                yield return new SchemaChange(
                    old.Coordinate,
                    !lost ? ChangeKind.Widened
                        : isDue ? ChangeKind.Safe
                        : ChangeKind.Breaking,
                    $"{AccessOf(role)} {Write(had)} → {Write(has)}"
                );
            }
        }
    }

    /// <summary>How the text of a change of a role's access begins.</summary>
    internal static string AccessOf(Role role) => $"access of {EnumNames.ToConstantCase(role.ToString())}";

    /// <summary>What goes, or comes, with the whole it is part of is not said again.</summary>
    private static bool GoesWithItsWhole(SchemaElement element, SchemaElements its, SchemaElements others) =>
        element.Whole is { } whole && its.Find(whole)?.Kind != others.Find(whole)?.Kind;

    private static string Write(IReadOnlyList<Reach>? reaches) => reaches is { Count: > 0 } ? string.Join(", ", reaches) : "none";

    private static string Word(ElementKind kind) => kind.ToString().ToLowerInvariant();
}
