using Lintel.Domain;
using Lintel.Schema.Comparing;

namespace Lintel.Schema.Releasing;

/// <summary>
/// Which elements of a schema each role's view has, as a text that is short enough to keep and to read: a line for each element that not
/// everybody has who has what it is part of (for a type: that not every role has), with those who have it.
/// </summary>
internal sealed class ReleasedViews
{
    /// <summary>The view of a caller who has not signed in.</summary>
    private const string Anonymous = "ANONYMOUS";
    private const string Nobody = "-";

    private static readonly IReadOnlyList<Role?> Everybody = [null, .. Enum.GetValues<Role>()];

    private readonly Dictionary<string, HashSet<string>> _exceptions;

    private ReleasedViews(Dictionary<string, HashSet<string>> exceptions) => _exceptions = exceptions;

    /// <summary>The views there are: of each role, and of a caller who has not signed in (null).</summary>
    public static IReadOnlyList<Role?> All => Everybody;

    public static string NameOf(Role? role) => role is null ? Anonymous : EnumNames.ToConstantCase(role.Value.ToString());

    /// <exception cref="FormatException">A line has not the form <c>COORDINATE: ROLE ROLE</c>.</exception>
    public static ReleasedViews Read(string text)
    {
        var exceptions = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#'))
        {
            // Coordinates of arguments end with ":)", so it is the last one that parts.
            if (line.LastIndexOf(": ", StringComparison.Ordinal) is not (> 0 and var end))
            {
                throw new FormatException($"No line of a release's views: {line}");
            }

            exceptions[line[..end]] = [.. line[(end + 2)..].Split(' ').Where(name => name != Nobody)];
        }

        return new ReleasedViews(exceptions);
    }

    /// <summary>The text of views that are given as SDL.</summary>
    public static string Write(SchemaElements whole, Func<Role?, string> view)
    {
        var views = Everybody.Select(role => (Name: NameOf(role), Elements: new SchemaElements(view(role)))).ToList();
        var lines = whole
            .All.OrderBy(element => element.Coordinate, StringComparer.Ordinal)
            .Select(element => (element, Holders: Holders(element.Coordinate)))
            .Where(one => one.Holders != Holders(one.element.Whole))
            .Select(one => $"{one.element.Coordinate}: {(one.Holders.Length == 0 ? Nobody : one.Holders)}\n");
        return "# Who has what: an element without a line is had by whoever has what it is part of; a type, by every role.\n" + string.Concat(lines);

        string Holders(string? coordinate) =>
            string.Join(
                ' ',
                views
                    .Where(known => coordinate is null ? known.Name != Anonymous : known.Elements.Find(coordinate) is not null)
                    .Select(known => known.Name)
            );
    }

    /// <summary>The elements that a role's view had.</summary>
    public SchemaElements Of(Role? role, SchemaElements whole)
    {
        var name = NameOf(role);
        return whole.Where(element => Has(name, element));

        bool Has(string viewer, SchemaElement element) =>
            _exceptions.TryGetValue(element.Coordinate, out var holders) ? holders.Contains(viewer)
            : element.Whole is null ? viewer != Anonymous
            : whole.Find(element.Whole) is { } part && Has(viewer, part);
    }
}
