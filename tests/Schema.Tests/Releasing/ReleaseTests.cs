using Lintel.Domain;
using Lintel.Schema.Comparing;
using Lintel.Schema.Releasing;

namespace Lintel.Schema.Tests.Releasing;

public sealed class ReleaseTests
{
    private const string Due = """@deprecated(reason: "Use price. Deprecated since 2025-10-31. Removed after 2026-11-01.")""";

    private const string Commission = "commission: Int @access(role: FINANCE, scope: FRANCHISE) @access(role: DIRECTOR)";

    private const string Sdl = $$"""
        type Query { "The homes." listings(first: Int, near: Place): [Listing!] graphVersion: String }
        type Listing {
          price: Int
          cost: Int {{Due}}
          {{Commission}}
          status: Status
        }
        input Place { city: String }
        enum Status { ACTIVE SOLD }
        """;

    private const string AnonymousSdl = "type Query { graphVersion: String }";

    private const string SignedIn = "AGENT STORE_MANAGER DIRECTOR COMPLIANCE CLOSING FINANCE PLATFORM_OPS CLIENT PARTNER INTEGRATOR";

    private static readonly DateOnly Today = new(2026, 11, 28);

    private static readonly Release Released = Release.Of(new Version(1, 2, 3), Sdl, View, ["B_CODE", "A_CODE"]);

    [Fact]
    public void What_each_view_has_is_kept_as_what_differs_from_its_whole() =>
        Assert.Equal(
            [
                "# Who has what: an element without a line is had by whoever has what it is part of; a type, by every role.",
                "Listing.commission: DIRECTOR FINANCE",
                $"Query: ANONYMOUS {SignedIn}",
                $"Query.listings: {SignedIn}",
            ],
            Released.Views.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        );

    [Fact]
    public void What_nobody_has_is_kept_too()
    {
        var release = Release.Of(
            new Version(1, 0, 0),
            "type Query { graphVersion: String x(y: Int): Int } type Hidden { z: Int }",
            role => role is null ? AnonymousSdl : "type Query { graphVersion: String x: Int }",
            []
        );

        Assert.Equal(
            ["Hidden: -", $"Query: ANONYMOUS {SignedIn}", $"Query.x: {SignedIn}", "Query.x(y:): -"],
            release.Views.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
        );
    }

    [Fact]
    public void A_release_breaks_nothing_of_itself() => Assert.Equal([], Changes(Sdl, View));

    [Theory]
    [InlineData("price: Int", "", "Breaking Listing.price removed")]
    [InlineData("first: Int", "first: Int!", "Breaking Query.listings(first:) type Int → Int!")]
    [InlineData("price: Int", "price: String", "Breaking Listing.price type Int → String")]
    [InlineData("ACTIVE SOLD", "ACTIVE", "Breaking Status.SOLD removed")]
    [InlineData("@access(role: DIRECTOR)", "", "Breaking Listing.commission access of DIRECTOR ALL → none")]
    [InlineData("near: Place", "", "Breaking Query.listings(near:) removed")]
    [InlineData("cost: Int " + Due, "", "Safe Listing.cost removed, as its deprecation said")]
    [InlineData("\"The homes.\"", "\"All homes you may see.\"", null)]
    public void A_change_of_the_schema_is_said_once_whoever_notices_it(string old, string current, string? said)
    {
        var sdl = Sdl.Replace(old, current, StringComparison.Ordinal);
        Assert.NotEqual(Sdl, sdl);

        Assert.Equal(
            said is null ? [] : [said],
            Changes(
                sdl,
                role =>
                    View(role is Role.Director && old.StartsWith("@access", StringComparison.Ordinal) ? Role.Client : role)
                        .Replace(old, current, StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    public void What_a_role_loses_by_a_rule_elsewhere_breaks_it()
    {
        // The field has no rule of its own, so the schema as a whole is what it was.
        var said = Changes(
            Sdl,
            role => role is Role.Client or Role.Partner ? View(role).Replace("price: Int", "", StringComparison.Ordinal) : View(role)
        );

        Assert.Equal(["Breaking Listing.price removed for CLIENT, PARTNER"], said);
    }

    [Fact]
    public void A_type_that_a_role_loses_is_said_without_its_fields()
    {
        var said = Changes(
            Sdl,
            role =>
                role is Role.Client
                    ? View(role)
                        .Replace(", near: Place", "", StringComparison.Ordinal)
                        .Replace("input Place { city: String }", "", StringComparison.Ordinal)
                    : View(role)
        );

        Assert.Equal(["Breaking Place removed for CLIENT", "Breaking Query.listings(near:) removed for CLIENT"], said);
    }

    [Fact]
    public void What_a_role_loses_after_its_last_day_breaks_nothing()
    {
        var said = Changes(Sdl, role => role is Role.Client ? View(role).Replace($"cost: Int {Due}", "", StringComparison.Ordinal) : View(role));

        Assert.Equal(["Safe Listing.cost removed, as its deprecation said for CLIENT"], said);
    }

    [Fact]
    public void What_a_role_gets_is_wider()
    {
        var said = Changes(Sdl, role => role is Role.Client ? View(Role.Director) : View(role));

        Assert.Equal(["Widened Listing.commission added for CLIENT"], said);
    }

    [Fact]
    public void What_is_written_is_read_back_the_newest_release_last()
    {
        var folder = Directory.CreateTempSubdirectory("lintel-releases-").FullName;
        try
        {
            (Released with { Version = new Version(1, 10, 0) }).Write(folder);
            Released.Write(folder);
            Directory.CreateDirectory(Path.Combine(folder, "notes"));

            var all = Release.All(folder);

            Assert.Equal(["1.2.3", "1.10.0"], all.Select(release => release.Version.ToString()));
            Assert.Equal(Released.Sdl, all[0].Sdl);
            Assert.Equal(Released.Views, all[0].Views);
            Assert.Equal(["A_CODE", "B_CODE"], all[0].Codes);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("1.2.3", true)]
    [InlineData("1.2", false)]
    [InlineData("v1.2.3", false)]
    [InlineData("1.2.3-rc", false)]
    public void A_version_has_three_numbers(string text, bool isVersion) => Assert.Equal(isVersion, Release.VersionOf(text) is not null);

    [Fact]
    public async Task The_graph_breaks_nothing_that_the_last_release_promised()
    {
        var graph = await SchemaOnly.GraphAsync();
        var last = Release.All(GeneratedFile.PathOf(Release.Folder))[^1];

        var changes = last.Changes(
            SchemaExport.Sdl(graph.Schema),
            role => SchemaExport.Sdl(graph.View(role)),
            OfficeCalendar.DateAt(TimeProvider.System.GetUtcNow())
        );

        Assert.Equal([], changes.Where(change => change.Kind == ChangeKind.Breaking).Select(change => $"{change.Coordinate}: {change.Text}"));
    }

    private static string View(Role? role) =>
        role switch
        {
            null => AnonymousSdl,
            Role.Finance or Role.Director => Sdl,
            _ => Sdl.Replace(Commission, "", StringComparison.Ordinal),
        };

    private static IEnumerable<string> Changes(string sdl, Func<Role?, string> view) =>
        Released.Changes(sdl, view, Today).Select(change => $"{change.Kind} {change.Coordinate} {change.Text}");
}
