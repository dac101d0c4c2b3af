using System.Net;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;

namespace Lintel.Server.Tests.Transport;

/// <summary>What every answer tells browsers and caches.</summary>
public sealed class HeaderTests
{
    private const string Version = "{ graphVersion }";
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    [Theory]
    [InlineData("POST", "/graphql", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/graphql", Browser, HttpStatusCode.OK)]
    [InlineData("GET", "/graphql?query={hello}", "application/json", HttpStatusCode.OK)]
    [InlineData("GET", "/graphql?query={hello}", "text/event-stream", HttpStatusCode.OK)]
    [InlineData("GET", "/graphql?query={hello}", "image/png", HttpStatusCode.NotAcceptable)]
    [InlineData("PUT", "/graphql", "*/*", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/health/live", "*/*", HttpStatusCode.OK)]
    [InlineData("GET", "/health/ready", "*/*", HttpStatusCode.OK)]
    [InlineData("GET", "/graphiql/personas.json", "*/*", HttpStatusCode.OK)]
    [InlineData("GET", "/reference", "*/*", HttpStatusCode.OK)]
    [InlineData("POST", "/uploads", "*/*", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "/nothing", "*/*", HttpStatusCode.NotFound)]
    public async Task Every_answer_has_the_security_headers(string method, string path, string accept, HttpStatusCode status)
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(server.Address, path));
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (method == "POST")
            request.Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");

        using var response = await server.Http.SendAsync(request);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("nosniff", HeaderOf(response, "X-Content-Type-Options"));
        Assert.Equal("DENY", HeaderOf(response, "X-Frame-Options"));
        Assert.Equal("no-referrer", HeaderOf(response, "Referrer-Policy"));
        Assert.Equal("same-origin", HeaderOf(response, "Cross-Origin-Resource-Policy"));
        Assert.Null(HeaderOf(response, "Strict-Transport-Security"));
        Assert.Null(HeaderOf(response, "Server"));
    }

    [Fact]
    public async Task What_breaks_outside_of_the_graph_has_them_too()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync(services =>
            services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, _ => throw new InvalidOperationException("Host=secret"))
        );

        using var response = await server.GetAsync("{ hello }", ("Authorization", "Bearer a.b.c"));

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("nosniff", HeaderOf(response, "X-Content-Type-Options"));
        Assert.Equal("DENY", HeaderOf(response, "X-Frame-Options"));
    }

    [Fact]
    public async Task The_page_is_in_nobodys_frame()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();

        using var page = await server.GetAsync("", ("Accept", Browser));

        Assert.Contains("frame-ancestors 'none'", HeaderOf(page, "Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_needs_no_sign_in_may_be_kept_by_anybody()
    {
        await using var server = await ServerUnderTest.StartAsync();

        using var response = await server.GetAsync(Version);
        using var again = await server.GetAsync(Version, ("If-None-Match", response.Headers.ETag!.ToString()));

        Assert.Equal("public, max-age=60", HeaderOf(response, "Cache-Control"));
        Assert.Equal("Accept, Authorization, Accept-Encoding", HeaderOf(response, "Vary"));
        Assert.False(response.Headers.ETag.IsWeak);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal("", await again.Content.ReadAsStringAsync());
        Assert.Equal("public, max-age=60", HeaderOf(again, "Cache-Control"));
        Assert.Equal(response.Headers.ETag, again.Headers.ETag);
    }

    [Fact]
    public async Task An_answer_to_a_viewer_is_the_viewers_and_asked_about_each_time()
    {
        await using var server = await ServerUnderTest.StartAsync();
        const string agents = "{ agents { nodes { memberFullName } } }";
        var li = ("Authorization", $"Bearer {server.TokenOf("test|li")}");

        // The second is answered by the plan of the first.
        using var first = await server.GetAsync(agents, li);
        using var second = await server.GetAsync(agents, li);
        var tag = second.Headers.ETag!.ToString();
        using var same = await server.GetAsync(agents, li, ("If-None-Match", $"\"another\", W/{tag}"));
        await using (var database = server.Database.Open())
        {
            var agent = database.Agents.First();
            database.Entry(agent).Property(one => one.MemberFullName).CurrentValue = "换了名字";
            await database.SaveChangesAsync();
        }

        using var changed = await server.GetAsync(agents, li, ("If-None-Match", tag));
        using var nobody = await server.GetAsync(agents, ("If-None-Match", tag));

        Assert.Equal("private, no-cache", HeaderOf(first, "Cache-Control"));
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Contains("换了名字", await changed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotEqual(tag, changed.Headers.ETag!.ToString());
        Assert.Equal("no-store", HeaderOf(nobody, "Cache-Control"));
        Assert.Null(nobody.Headers.ETag);
    }

    [Theory]
    [InlineData("Bearer not.a.token")]
    [InlineData("Basic bGk6bGk=")]
    public async Task An_answer_to_who_signs_in_in_vain_is_nobody_elses(string authorization)
    {
        await using var server = await ServerUnderTest.StartAsync();

        using var response = await server.GetAsync(Version, ("Authorization", authorization));

        Assert.Equal("private, no-cache", HeaderOf(response, "Cache-Control"));
    }

    [Fact]
    public async Task The_tag_is_of_the_bytes_as_they_are_sent()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        const string text = "{ text(length: 5000) }";

        var tags = new List<string>();
        foreach (var encoding in (string[])["identity", "gzip", "br"])
        {
            foreach (var accept in (string[])["application/json", "application/graphql-response+json"])
            {
                using var response = await server.GetAsync(text, ("Accept-Encoding", encoding), ("Accept", accept));
                tags.Add(response.Headers.ETag!.ToString());
                using var again = await server.GetAsync(text, ("Accept-Encoding", encoding), ("Accept", accept), ("If-None-Match", tags[^1]));
                Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
            }
        }

        Assert.Equal(6, tags.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("{ nothing }")]
    [InlineData("{ broken }")]
    public async Task An_error_is_kept_by_nobody(string query)
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();

        using var response = await server.GetAsync(query);

        Assert.Equal("no-store", HeaderOf(response, "Cache-Control"));
        Assert.Null(response.Headers.ETag);
    }

    [Fact]
    public async Task What_was_posted_is_kept_by_nobody()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();

        using var response = await server.PostAsync("""{"query":"{ hello }"}""");

        Assert.Equal("no-store", HeaderOf(response, "Cache-Control"));
        Assert.Null(response.Headers.ETag);
    }

    [Fact]
    public async Task A_setting_says_how_long_anybody_may_keep_it()
    {
        await using var server = await ServerUnderTest.StartAsync(("Lintel:Transport:PublicCacheSeconds", "0"));

        using var response = await server.GetAsync(Version);

        Assert.Equal("public, max-age=0", HeaderOf(response, "Cache-Control"));
    }

    private static string? HeaderOf(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
