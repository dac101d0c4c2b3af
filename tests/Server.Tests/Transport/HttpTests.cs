using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Lintel.Server.Tests.Transport;

/// <summary>GraphQL over HTTP beyond what the audits of tests/conformance ask.</summary>
public sealed class HttpTests
{
    private const string Hello = """{"query":"{ hello }"}""";

    [Theory]
    [InlineData("application/graphql-response+json", "application/graphql-response+json")]
    [InlineData("application/json", "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("application/*", "application/json")]
    [InlineData("application/json;q=0.5, application/graphql-response+json", "application/graphql-response+json")]
    [InlineData("application/json, application/graphql-response+json;q=0.9", "application/json")]
    [InlineData("text/html, application/json;q=0.1", "application/json")]
    [InlineData("application/json;q=0, application/graphql-response+json", "application/graphql-response+json")]
    public async Task The_best_acceptable_type_is_answered(string accept, string answered)
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();

        using var response = await server.PostAsync(Hello, accept: accept);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal($"{answered}; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("""{"data":{"hello":"world"}}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Nothing_acceptable_is_a_406()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();

        using var response = await server.PostAsync(Hello, accept: "image/png");

        Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
    }

    [Theory]
    [InlineData("""[{"query":"{ hello }"}]""", "BATCH_REFUSED")]
    [InlineData("""{"query":"{ hello }","variables":"{}"}""", "REQUEST_MALFORMED")]
    [InlineData("""{"query":"{ hello }","operationName":1}""", "REQUEST_MALFORMED")]
    [InlineData("""{"query":"{ hello }","extensions":[]}""", "REQUEST_MALFORMED")]
    [InlineData("""{"query":null}""", "REQUEST_MALFORMED")]
    [InlineData("""{"query":"\ud800"}""", "REQUEST_MALFORMED")]
    [InlineData("""{"query":"{ hello }","\ud800\ud800\ud800\ud800\ud800":1}""", "REQUEST_MALFORMED")]
    [InlineData("""{"query":"{ hello }","variables":{"a":"\ud800"}}""", "REQUEST_MALFORMED")]
    [InlineData("""{"query":"{ hello }","variables":{"a":1,"a":2}}""", "REQUEST_MALFORMED")]
    [InlineData("""{"query":"{ hello }","variables":{"a":{"b":1,"b":2}}}""", "REQUEST_MALFORMED")]
    [InlineData("\"{ hello }\"", "REQUEST_MALFORMED")]
    [InlineData("""{"query":"{ hello }" """, "REQUEST_MALFORMED")]
    public async Task A_request_that_is_none_is_a_400(string body, string code)
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();

        using var response = await server.PostAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(
            $$"""
            "extensions":{"code":"{{code}}"}
            """.Trim(),
            await response.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/graphql")]
    public async Task Another_content_type_is_a_415(string contentType)
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Hello));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        using var response = await server.Http.PostAsync(server.Address, content);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Theory]
    [InlineData(1_048_576, HttpStatusCode.OK)]
    [InlineData(1_048_577, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_body_of_more_than_1_MB_is_a_413(int bytes, HttpStatusCode status)
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();

        using var response = await server.PostAsync(Hello.PadRight(bytes));

        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData(100_000, HttpStatusCode.OK, null)]
    [InlineData(100_001, HttpStatusCode.RequestEntityTooLarge, "REQUEST_TOO_LARGE")]
    public async Task Variables_of_more_than_100_000_bytes_are_a_413(int bytes, HttpStatusCode status, string? code)
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        var variables = $$"""{"unused":"{{new string('x', bytes - 13)}}"}""";

        using var response = await server.PostAsync($$"""{"query":"{ hello }","variables":{{variables}}}""");

        Assert.Equal(bytes, variables.Length);
        Assert.Equal(status, response.StatusCode);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(code, answer["errors"]?[0]?["extensions"]?["code"]?.GetValue<string>());
    }

    [Theory]
    [InlineData(62, HttpStatusCode.OK, null)]
    [InlineData(63, HttpStatusCode.BadRequest, "JSON_TOO_DEEP")]
    public async Task JSON_of_more_than_64_levels_is_a_400(int lists, HttpStatusCode status, string? code)
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        var variables = $$"""{"unused":{{new string('[', lists)}}{{new string(']', lists)}}}""";

        using var posted = await server.PostAsync($$"""{"query":"{ hello }","variables":{{variables}}}""");
        using var got = await server.Http.GetAsync(new Uri($"{server.Address}?query={{hello}}&variables={Uri.EscapeDataString(variables)}"));

        foreach (var response in (HttpResponseMessage[])[posted, got])
        {
            Assert.Equal(status, response.StatusCode);
            var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
            Assert.Equal(code, answer["errors"]?[0]?["extensions"]?["code"]?.GetValue<string>());
        }
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Another_method_is_a_405(string method)
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), server.Address);

        using var response = await server.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "POST"], response.Content.Headers.Allow.Order());
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/graphql-response+json")]
    public async Task A_mutation_by_GET_is_a_405_and_does_not_run(string accept)
    {
        await using var server = await ServerUnderTest.StartAsync();

        using var response = await server.GetAsync("mutation { __typename }", ("Accept", accept));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
        Assert.DoesNotContain("data", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cross-site", null, HttpStatusCode.Forbidden)]
    [InlineData("same-site", null, HttpStatusCode.Forbidden)]
    [InlineData("cross-site", "1", HttpStatusCode.OK)]
    [InlineData("same-origin", null, HttpStatusCode.OK)]
    [InlineData("none", null, HttpStatusCode.OK)]
    public async Task A_GET_from_a_page_of_another_site_needs_the_preflight_header(string site, string? preflight, HttpStatusCode status)
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();

        using var response = await server.GetAsync(
            "{ hello }",
            preflight is null ? [("Sec-Fetch-Site", site)] : [("Sec-Fetch-Site", site), ("GraphQL-Require-Preflight", preflight)]
        );

        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData("https://partner.example", "https://partner.example")]
    [InlineData("https://other.example", null)]
    public async Task Only_allowed_origins_may_call_from_a_browser(string origin, string? allowed)
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync(("Lintel:Transport:AllowedOrigins:0", "https://partner.example"));
        using var request = new HttpRequestMessage(HttpMethod.Options, server.Address);
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type");

        using var response = await server.Http.SendAsync(request);

        Assert.Equal(allowed, response.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Answers_are_compressed_for_who_asks(string encoding)
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();

        using var response = await server.GetAsync(
            "{ text(length: 5000) }",
            ("Accept-Encoding", encoding),
            ("Accept", "application/graphql-response+json")
        );

        Assert.Equal([encoding], response.Content.Headers.ContentEncoding);
        await using var body = await response.Content.ReadAsStreamAsync();
        await using Stream plain =
            encoding == "br" ? new BrotliStream(body, CompressionMode.Decompress) : new GZipStream(body, CompressionMode.Decompress);
        using var reader = new StreamReader(plain);
        Assert.Equal($$$"""{"data":{"text":"{{{new string('x', 5000)}}}"}}""", await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task A_subscription_is_sent_to_a_stream_or_the_socket()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();

        using var response = await server.PostAsync("""{"query":"subscription { ticks }"}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var answer = await response.Content.ReadAsStringAsync();
        Assert.Contains("SUBSCRIPTION_NEEDS_SOCKET", answer, StringComparison.Ordinal);
        Assert.Contains("Accept: text/event-stream", answer, StringComparison.Ordinal);
        Assert.Contains("graphql-transport-ws", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_breaks_is_masked()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();

        using var response = await server.PostAsync("""{"query":"{ broken }"}""");
        var body = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
        Assert.DoesNotContain("InvalidOperation", body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("INVALID_OPERATION", body, StringComparison.Ordinal);
        Assert.Contains("""{"code":"INTERNAL"}""", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task A_healthy_server_says_so(string path)
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();

        using var response = await server.Http.GetAsync(new Uri(server.Address, path));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_browser_gets_a_page_and_a_client_does_not()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        const string browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

        using var page = await server.GetAsync("", ("Accept", browser));
        using var answer = await server.GetAsync("{ hello }", ("Accept", "*/*"));

        Assert.Equal("text/html; charset=utf-8", page.Content.Headers.ContentType?.ToString());
        Assert.Contains("default-src 'self'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
    }
}
