using System.Globalization;
using System.Text.RegularExpressions;
using Lintel.Domain;

namespace Lintel.Schema.Comparing;

/// <summary>What a change of the schema means for those who use it.</summary>
public enum ChangeKind
{
    /// <summary>Nobody's operation notices.</summary>
    Safe,

    /// <summary>A role sees or may do more than before: for a reviewer to want or not.</summary>
    Widened,

    /// <summary>An operation that worked is refused, or answers with less or otherwise.</summary>
    Breaking,
}

/// <summary>One difference between two schemas, at one coordinate.</summary>
public sealed record SchemaChange(string Coordinate, ChangeKind Kind, string Text);

/// <summary>
/// Compares schemas by their SDL. Since <c>@access</c> is part of it, a permission that is taken away is found like a field that is
/// taken away: it breaks the operations of the role that had it.
/// </summary>
public static partial class SchemaComparison
{
    /// <summary>
    /// What changed from one schema to the next, the breaking ones first. A deprecated element may go once the date that its
    /// deprecation names (yyyy-MM-dd) has come.
    /// </summary>
    public static IReadOnlyList<SchemaChange> Changes(string before, string after, DateOnly today)
    {
        var (old, current) = (new SchemaElements(before), new SchemaElements(after));
        return
        [
            .. Removed(old, current, today)
                .Concat(Added(old, current))
                .Concat(old.All.SelectMany(element => current.Find(element.Coordinate) is { } kept ? Changed(element, kept) : []))
                .OrderByDescending(change => change.Kind)
                .ThenBy(change => change.Coordinate, StringComparer.Ordinal),
        ];
    }

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

    private static IEnumerable<SchemaChange> Removed(SchemaElements old, SchemaElements current, DateOnly today) =>
        from element in old.All
        where current.Find(element.Coordinate) is null && !GoesWithItsWhole(element, old, current)
        select IsDue(element, today)
            ? new SchemaChange(element.Coordinate, ChangeKind.Safe, "removed, as its deprecation said")
            : new SchemaChange(element.Coordinate, ChangeKind.Breaking, "removed");

    private static IEnumerable<SchemaChange> Added(SchemaElements old, SchemaElements current) =>
        from element in current.All
        where old.Find(element.Coordinate) is null && !GoesWithItsWhole(element, current, old)
        select new SchemaChange(
            element.Coordinate,
            element.IsRequired ? ChangeKind.Breaking : ChangeKind.Safe,
            element.IsRequired ? "added, and required" : "added"
        );

    private static IEnumerable<SchemaChange> Changed(SchemaElement old, SchemaElement current)
    {
        if (old.Kind != current.Kind)
        {
            yield return new SchemaChange(old.Coordinate, ChangeKind.Breaking, $"was {Word(old.Kind)}, is {Word(current.Kind)}");
            yield break;
        }

        if (!string.Equals(old.Type, current.Type, StringComparison.Ordinal))
        {
            var fits = old.Kind == ElementKind.Field ? $"{old.Type}!" == current.Type : old.Type == $"{current.Type}!";
            yield return new SchemaChange(old.Coordinate, fits ? ChangeKind.Safe : ChangeKind.Breaking, $"type {old.Type} → {current.Type}");
        }

        foreach (var role in Enum.GetValues<Role>())
        {
            var (had, has) = (old.Of(role) ?? [], current.Of(role) ?? []);
            var (lost, won) = (had.Any(one => !has.Any(other => other.Covers(one))), has.Any(one => !had.Any(other => other.Covers(one))));
            if (lost || won)
            {
                yield return new SchemaChange(
                    old.Coordinate,
                    lost ? ChangeKind.Breaking : ChangeKind.Widened,
                    $"access of {EnumNames.ToConstantCase(role.ToString())} {Write(had)} → {Write(has)}"
                );
            }
        }
    }

    /// <summary>What goes, or comes, with the whole it is part of is not said again.</summary>
    private static bool GoesWithItsWhole(SchemaElement element, SchemaElements its, SchemaElements others) =>
        element.Whole is { } whole && its.Find(whole)?.Kind != others.Find(whole)?.Kind;

    private static bool IsDue(SchemaElement element, DateOnly today) =>
        element.Deprecation is { } reason
        && Day().Match(reason) is { Success: true } day
        && DateOnly.TryParseExact(day.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        && date <= today;

    private static string Write(IReadOnlyList<Reach>? reaches) => reaches is { Count: > 0 } ? string.Join(", ", reaches) : "none";

    private static string Word(ElementKind kind) => kind.ToString().ToLowerInvariant();

    [GeneratedRegex(@"\d{4}-\d{2}-\d{2}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Day();
}
