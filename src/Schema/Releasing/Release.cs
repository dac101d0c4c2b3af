using System.Text.RegularExpressions;
using Lintel.Domain;
using Lintel.Schema.Comparing;

namespace Lintel.Schema.Releasing;

/// <summary>
/// What partners were promised with a version: the graph, who has what of it, and the codes they may switch on. Kept in a folder of the
/// repository named after the version.
/// </summary>
public sealed partial record Release(Version Version, string Sdl, string Views, IReadOnlyList<string> Codes)
{
    /// <summary>Where releases are kept, from the root of the repository.</summary>
    public const string Folder = "docs/releases";

    private const string SchemaFile = "schema.graphql";
    private const string ViewsFile = "views.txt";
    private const string CodesFile = "codes.txt";

    /// <summary>A release of the graph as it is now; <paramref name="view"/> gives the SDL of a role's view, null: without signing in.</summary>
    public static Release Of(Version version, string sdl, Func<Role?, string> view, IEnumerable<string> codes) =>
        new(version, sdl, ReleasedViews.Write(new SchemaElements(sdl), view), [.. codes.Order(StringComparer.Ordinal)]);

    /// <summary>A version MAJOR.MINOR.PATCH; null: the text is none.</summary>
    public static Version? VersionOf(string text) => Form().IsMatch(text) ? new Version(text) : null;

    /// <summary>The releases in a folder, the oldest first; none where there is no folder.</summary>
    public static IReadOnlyList<Release> All(string folder) =>
        Directory.Exists(folder)
            ?
            [
                .. Directory
                    .EnumerateDirectories(folder)
                    .Select(one => (Path: one, Version: VersionOf(Path.GetFileName(one))))
                    .Where(one => one.Version is not null)
                    .OrderBy(one => one.Version)
                    .Select(one => Read(one.Path, one.Version!)), // filtered above
            ]
            : [];

    /// <summary>Writes it to its folder below another. What was there of this version is written over.</summary>
    public void Write(string folder)
    {
        var own = Directory.CreateDirectory(Path.Combine(folder, Version.ToString())).FullName;
        File.WriteAllText(Path.Combine(own, SchemaFile), Sdl);
        File.WriteAllText(Path.Combine(own, ViewsFile), Views);
        File.WriteAllText(Path.Combine(own, CodesFile), string.Concat(Codes.Select(code => code + "\n")));
    }

    /// <summary>
    /// What a graph changes of what was promised, the breaking first: of the schema, and of what each view has of it, which may change by a rule
    /// elsewhere. What only some views notice is said once, with whose they are.
    /// </summary>
    public IReadOnlyList<SchemaChange> Changes(string sdl, Func<Role?, string> view, DateOnly today)
    {
        var (old, current) = (new SchemaElements(Sdl), new SchemaElements(sdl));
        var whole = SchemaComparison.Changes(old, current, today, Enum.GetValues<Role>());
        var said = whole.Select(change => (change.Coordinate, change.Text)).ToHashSet();
        var views = ReleasedViews.Read(Views);
        var noticed =
            from role in ReleasedViews.All
            let had = views.Of(role, old)
            from change in SchemaComparison.Changes(had, new SchemaElements(view(role)), today, roles: [])
            where !said.Contains((change.Coordinate, change.Text)) && !IsOfAccess(change.Coordinate, role)
            select (Change: OfView(change, had, old), Role: ReleasedViews.NameOf(role));
        return SchemaComparison.InOrder(
            whole.Concat(
                noticed
                    .GroupBy(one => one.Change, one => one.Role)
                    .Select(one => one.Key with { Text = $"{one.Key.Text} for {string.Join(", ", one)}" })
            )
        );

        bool IsOfAccess(string coordinate, Role? role) =>
            role is { } known
            && whole.Any(change =>
                change.Coordinate == coordinate && change.Text.StartsWith(SchemaComparison.AccessOf(known) + " ", StringComparison.Ordinal)
            );
    }

    /// <summary>What a view gets that was there for others before is a matter of access.</summary>
    private static SchemaChange OfView(SchemaChange change, SchemaElements had, SchemaElements old) =>
        change.Kind != ChangeKind.Breaking && had.Find(change.Coordinate) is null && old.Find(change.Coordinate) is not null
            ? change with
            {
                Kind = ChangeKind.Widened,
            }
            : change;

    private static Release Read(string folder, Version version) =>
        new(
            version,
            File.ReadAllText(Path.Combine(folder, SchemaFile)),
            File.ReadAllText(Path.Combine(folder, ViewsFile)),
            [.. File.ReadLines(Path.Combine(folder, CodesFile)).Where(line => line.Length > 0)]
        );

    [GeneratedRegex(@"^\d+\.\d+\.\d+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
