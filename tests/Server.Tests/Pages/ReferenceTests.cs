using System.Net;
using System.Text.RegularExpressions;
using Lintel.Server.Pages.Reference;

namespace Lintel.Server.Tests.Pages;

/// <summary>The graph for people to read.</summary>
public sealed partial class ReferenceTests
{
    private const string Sdl = """
        "Reads <b>all</b>."
        type Query {
          "Homes & more."
          listings("How many." first: Int = 20, where: Where): [Listing!]! @access(role: AGENT, scope: OWN) @access(role: AGENT, scope: STORE, mask: PHONE) @access(role: DIRECTOR)
        }
        type Listing { price: Int @deprecated(reason: "Use cost. Deprecated since 2026-11-28. Removed after 2027-12-01.") kind: Kind }
        input Where @oneOf { kind: Kind }
        enum Kind { "住宅" HOME }
        """;

    [Fact]
    public void A_field_has_its_signature_arguments_roles_and_links()
    {
        var page = PageOf("Query");

        Assert.Contains("<p class=\"lead\">Reads &lt;b&gt;all&lt;/b&gt;.</p>", page, StringComparison.Ordinal);
        Assert.Contains(
            "<section id=\"listings\"><h3><a href=\"#listings\">listings</a><code>(…): [<a href=\"/reference/Listing\">Listing</a>!]!</code></h3><p>Homes &amp; more.</p>",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "<dt id=\"listings.first\"><a href=\"#listings.first\">first</a><code>: Int = 20</code></dt><dd>How many.</dd>",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "<li><a href=\"/reference/Role#AGENT\">AGENT</a> OWN, STORE masked (PHONE)</li><li><a href=\"/reference/Role#DIRECTOR\">DIRECTOR</a> ALL</li>",
            page,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_will_go_says_so_and_when()
    {
        Assert.Contains(
            "<p class=\"deprecated\"><strong>Deprecated.</strong> Use cost. Deprecated since 2026-11-28. Removed after 2027-12-01.</p>",
            PageOf("Listing"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_type_names_what_leads_to_it()
    {
        var page = PageOf("Kind");

        Assert.Contains("<section id=\"HOME\">", page, StringComparison.Ordinal);
        Assert.Contains("<p>住宅</p>", page, StringComparison.Ordinal);
        Assert.Contains(
            "<h2>Used by</h2><p class=\"links\"><a href=\"/reference/Listing#kind\">Listing.kind</a> <a href=\"/reference/Where#kind\">Where.kind</a></p>",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains("Exactly one field is given.", PageOf("Where"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_link_of_every_page_leads_somewhere()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var pages = server.Part<ReferencePages>();
        var types = new ReferenceSchema(Lintel.Schema.SchemaExport.Sdl(server.Part<Lintel.Schema.SchemaViews>().Whole)).Types.Keys;
        var written = types.ToDictionary(type => type, type => pages.Type(type)!, StringComparer.Ordinal);
        var places = written.ToDictionary(
            page => page.Key,
            page => Id().Matches(page.Value).Select(match => match.Groups["id"].Value).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal
        );

        Assert.True(written.Count > 100);
        foreach (var page in written.Values.Append(pages.Index))
        {
            foreach (Match link in Link().Matches(page))
            {
                Assert.True(places.TryGetValue(link.Groups["type"].Value, out var ids), link.Value);
                Assert.True(link.Groups["member"].Value is "" || ids.Contains(link.Groups["member"].Value), link.Value);
            }
        }
    }

    [Theory]
    [InlineData("/reference", "text/html", "<h2>Entry points</h2>")]
    [InlineData("/reference/Listing", "text/html", "<section id=\"listPrice\">")]
    [InlineData("/reference/-/entries.json", "application/json", "[\"Listing.listPrice\",\"Asking price in yuan.\"]")]
    [InlineData("/reference/-/reference.css", "text/css", "prefers-color-scheme: dark")]
    [InlineData("/reference/-/reference.js", "text/javascript", "entries.json")]
    public async Task It_is_served_with_nothing_from_elsewhere(string path, string type, string holds)
    {
        await using var server = await ServerUnderTest.StartAsync(("Lintel:Reference:Served", "true"));

        using var response = await server.Http.GetAsync(new Uri(server.Address, path));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith(
            "default-src 'none'; style-src 'self'; script-src 'self';",
            response.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal
        );
        Assert.Contains(holds, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/reference/Nothing", "true")]
    [InlineData("/reference", "false")]
    [InlineData("/reference/Listing", "false")]
    [InlineData("/reference/-/entries.json", "false")]
    public async Task There_is_no_page_of_what_does_not_exist_and_none_where_it_is_switched_off(string path, string served)
    {
        await using var server = await ServerUnderTest.StartAsync(("Lintel:Reference:Served", served));

        using var response = await server.Http.GetAsync(new Uri(server.Address, path));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static string PageOf(string type)
    {
        var schema = new ReferenceSchema(Sdl);
        return new ReferenceHtml(schema).Type(schema.Types[type]);
    }

    [GeneratedRegex(" id=\"(?<id>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Id();

    [GeneratedRegex("href=\"/reference/(?<type>[A-Za-z_]\\w*)(#(?<member>[^\"]+))?\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
