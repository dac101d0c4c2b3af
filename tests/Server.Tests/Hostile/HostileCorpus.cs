using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Lintel.Server.Tests.Hostile;

/// <summary>A request that nobody sends who means well.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Make">The request, signed in as the server's Li unless it says otherwise.</param>
internal sealed record HostileRequest(string Name, Func<ServerUnderTest, HttpRequestMessage> Make);

/// <summary>Requests that are made to hurt or to find something out: documents, variables, ids, cursors, bodies, encodings, headers, tokens, uploads.</summary>
internal static class HostileCorpus
{
    private static readonly JsonSerializerOptions AsSent = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private const string Who = "{ viewer { name } }";

    public static IReadOnlyList<HostileRequest> All { get; } =
    [
        .. Documents().Select(document => new HostileRequest($"document {Short(document)}", server => Post(server, Body(document)))),
        .. Documents().Select(document => new HostileRequest($"GET of {Short(document)}", server => Get(server, $"query={Escaped(document)}"))),
        .. Variables().Select(variables => new HostileRequest($"variables {Short(variables)}", server => Post(server, WithVariables(variables)))),
        .. Texts().Select(id => new HostileRequest($"id {Short(id)}", server => Post(server, Asking("query($v: ID!) { node(id: $v) { id } }", id)))),
        .. Texts().Select(cursor => new HostileRequest($"cursor {Short(cursor)}", server => Post(server, Asking(AfterCursor, cursor)))),
        .. Texts().Select(text => new HostileRequest($"search {Short(text)}", server => Post(server, Asking(Search, text)))),
        .. Texts().Select(text => new HostileRequest($"filter {Short(text)}", server => Post(server, Asking(Filter, text)))),
        .. Texts().Select(key => new HostileRequest($"idempotencyKey {Short(key)}", server => Post(server, Asking(Mutation, key)))),
        .. Bodies().Select(body => new HostileRequest($"body {Short(body)}", server => Post(server, Encoding.UTF8.GetBytes(body)))),
        .. Encodings(),
        .. Headers(),
        .. Tokens(),
        .. Addresses(),
        .. Uploads(),
    ];

    private const string AfterCursor = "query($v: String!) { listings(first: 1, after: $v) { nodes { id } } }";
    private const string Search = "query($v: String!) { listings(first: 1, search: $v) { nodes { id } } }";
    private const string Filter = "query($v: String!) { listings(first: 1, where: { title: { contains: $v } }) { nodes { id } } }";
    private const string Mutation =
        "mutation($v: String!) { dealAdvance(input: { dealId: \"x\", idempotencyKey: $v }) { errors { __typename ... on UserError { code } } } }";

    private static IEnumerable<string> Documents() =>
        [
            "",
            " ",
            "\0",
            "\uFEFF{ __typename }",
            "{",
            "}",
            "{}",
            "{ }",
            "query",
            "query {",
            "null",
            "123",
            "{ \"a\" }",
            "{ a(b: \"unterminated) }",
            "{ a(b: \"\"\"unterminated) }",
            "{ a(b: \"\\u{110000}\") }",
            "{ a(b: \"\\uD800\") }",
            "{ a(b: \"\\q\") }",
            "{ 名字 }",
            "{ __typename \u202e }",
            "{ __typename @skip }",
            "{ __typename @skip(if: 1) }",
            "{ __typename @skip(if: $nothing) }",
            "{ __typename @nothing(" + "a: 1 ".PadRight(500, 'b') + ") }",
            "query A { __typename } query A { __typename }",
            "query A { __typename } query B { __typename }",
            "query($a: Int, $a: Int) { __typename }",
            "query($a: Nothing) { __typename }",
            "query($a: Listing) { __typename }",
            "query($a: Int = \"x\") { __typename }",
            "query($a: Int! = null) { __typename }",
            "fragment A on Query { ...A } { ...A }",
            "fragment A on Nothing { a } { ...A }",
            "fragment A on Int { a } { ...A }",
            "fragment A on Query { __typename }",
            "{ ...A }",
            "{ ... on Listing { id } }",
            "{ __typename { a } }",
            "{ viewer }",
            "{ viewer { name { name } } }",
            "{ __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }",
            "{ __type(name: \"\\u0000\") { name } }",
            "{ __type { name } }",
            "subscription { dealAlerts { __typename } }",
            "subscription { a: dealAlerts { __typename } b: dealAlerts { __typename } }",
            "subscription { __typename }",
            "mutation { __typename }",
            "mutation { dealAdvance }",
            "mutation { dealAdvance(input: null) { errors { __typename } } }",
            "mutation { dealAdvance(input: {}) { errors { __typename } } }",
            "mutation { dealAdvance(input: { dealId: \"x\", expectedVersion: 99999999999999999999 }) { errors { __typename } } }",
            "type Query { a: Int }",
            "extend type Query { a: Int }",
            "schema { query: Query }",
            "directive @a on FIELD",
            "{ listings(first: -1) { totalCount } }",
            "{ listings(first: 101) { nodes { id } } }",
            "{ listings(first: 2147483648) { nodes { id } } }",
            "{ listings(first: 1e999999) { nodes { id } } }",
            "{ listings(first: 1.5) { nodes { id } } }",
            "{ listings(first: \"1\") { nodes { id } } }",
            "{ listings(first: [1]) { nodes { id } } }",
            "{ listings(first: 1, last: 1) { nodes { id } } }",
            "{ listings(first: 1, after: \"\", before: \"\") { nodes { id } } }",
            "{ listings(where: { nothing: 1 }) { totalCount } }",
            "{ listings(where: { listPrice: { eq: 1e400 } }) { totalCount } }",
            "{ listings(where: { listPrice: { eq: -0.000000000000000000000000000000001 } }) { totalCount } }",
            "{ listings(where: { listPrice: { in: [] } }) { totalCount } }",
            "{ listings(where: { and: [], or: [], not: {} }) { totalCount } }",
            "{ listings(where: { id: { eq: \"x\" } }) { totalCount } }",
            "{ listings(where: { createdAt: { eq: \"9999-12-31T23:59:59.999999999+14:00\" } }) { totalCount } }",
            "{ listings(where: { createdAt: { eq: \"0000-00-00T00:00:00Z\" } }) { totalCount } }",
            "{ listings(order: [{}]) { nodes { id } } }",
            "{ listings(order: [{ listPrice: ASC, closePrice: DESC }]) { nodes { id } } }",
            "{ listings(order: [{ listPrice: null }]) { nodes { id } } }",
            "{ listings(order: [{ listPrice: SIDEWAYS }]) { nodes { id } } }",
            "{ listings { aggregate { percentile(at: 2) { listPrice } } } }",
            "{ listings { aggregate { groups { count } } } }",
            "{ nodes(ids: []) { id } }",
            "{ nodes(ids: [null]) { id } }",
            "{ node(id: 1) { id } }",
            "{ node(id: {}) { id } }",
            "{ schema(role: NOBODY) }",
            "{ explainAccess(document: \"{\") { __typename } }",
            "{ explainAccess(document: \"{ explainAccess(document: \\\"{\\\") { __typename } }\") { __typename } }",
        ];

    private static IEnumerable<string> Variables() =>
        [
            "1",
            "[]",
            "\"{}\"",
            "{\"first\":\"x\"}",
            "{\"first\":1e400}",
            "{\"first\":99999999999999999999999999}",
            "{\"first\":1.0000000001}",
            "{\"first\":true}",
            "{\"first\":{}}",
            "{\"first\":[1]}",
            "{\"first\":1,\"first\":2}",
            "{\"after\":1}",
            "{\"after\":[]}",
            "{\"where\":1}",
            "{\"where\":\"x\"}",
            "{\"where\":[]}",
            "{\"where\":{\"nothing\":{}}}",
            "{\"where\":{\"listPrice\":1}}",
            "{\"where\":{\"listPrice\":{\"eq\":\"NaN\"}}}",
            "{\"where\":{\"listPrice\":{\"eq\":1e-999}}}",
            "{\"where\":{\"title\":{\"eq\":null,\"in\":null}}}",
            "{\"where\":{\"title\":{\"in\":[null]}}}",
            "{\"where\":{\"not\":" + Repeat(60, "{\"not\":") + "{}" + Repeat(60, "}") + "}}",
            "{\"where\":{\"or\":[" + Repeat(600, "{\"title\":{\"eq\":\"a\"}},") + "{}]}}",
            "{\"" + new string('k', 5_000) + "\":1}",
            "{\"__proto__\":{\"first\":1}}",
            "{\"\":1}",
        ];

    private static IEnumerable<string> Texts() =>
        [
            "",
            " ",
            "\0",
            "x",
            "'",
            "\"",
            "\\",
            "%",
            "_",
            "'; DROP TABLE listings; --",
            "1 OR 1=1",
            "$1",
            "@p0",
            "{{7*7}}",
            "../../etc/passwd",
            "TGlzdGluZzo=",
            "TGlzdGluZzoxMjM=",
            "Listing:1",
            "00000000-0000-0000-0000-000000000000",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "====",
            "望京\u202e\u0000",
            "👩‍👩‍👧‍👦",
            new string('a', 10_000),
            new string('"', 5_000),
            Repeat(200, "word "),
        ];

    private static IEnumerable<string> Bodies() =>
        [
            "",
            " ",
            "null",
            "1",
            "true",
            "[]",
            "[[]]",
            "[1]",
            "{}",
            "{",
            "{\"query\":1}",
            "{\"query\":{}}",
            "{\"query\":[]}",
            "{\"query\":null,\"documentId\":null}",
            "{\"query\":\"{ __typename }\",\"documentId\":\"x\"}",
            "{\"documentId\":\"sha256:x\"}",
            "{\"documentId\":\"" + new string('a', 10_000) + "\"}",
            "{\"query\":\"{ __typename }\",\"query\":\"{ viewer { name } }\"}",
            "{\"query\":\"{ __typename }\",\"extensions\":{\"persistedQuery\":1}}",
            "{\"query\":\"{ __typename }\",\"extensions\":{\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"00\"}}}",
            "{\"extensions\":{\"persistedQuery\":{\"version\":99,\"sha256Hash\":\"00\"}}}",
            "{\"extensions\":{\"persistedQuery\":{\"version\":1,\"sha256Hash\":" + Repeat(50, "[") + Repeat(50, "]") + "}}}",
            "{\"query\":\"{ __typename }\",\"operationName\":\"Nothing\"}",
            "{\"query\":\"{ __typename }\",\"operationName\":\"\"}",
            "{\"query\":\"{ __typename }\",\"operationName\":\"\\u0000\"}",
            "{\"query\":\"{ __typename }\"} trailing",
            "{'query':'{ __typename }'}",
            "{\"query\":\"{ __typename }\",}",
            "{/**/\"query\":\"{ __typename }\"}",
            Repeat(2_000, "["),
            Repeat(2_000, "{\"a\":"),
            "{\"query\":\"" + new string('{', 200_000) + "\"}",
            "query=%7B__typename%7D",
            "{ __typename }",
            "<xml/>",
        ];

    private static IEnumerable<HostileRequest> Encodings() =>
        [
            new("gzip bomb", server => Encoded(server, Compressed(new byte[20_000_000]), "gzip")),
            new("gzip that says so", server => Encoded(server, Compressed(Encoding.UTF8.GetBytes(Body(Who))), "gzip")),
            new("gzip that is none", server => Encoded(server, Encoding.UTF8.GetBytes(Body(Who)), "gzip")),
            new("deflate, br, gzip", server => Encoded(server, [1, 2, 3], "deflate, br, gzip")),
            new("unknown encoding", server => Encoded(server, [1, 2, 3], "nothing")),
            new("UTF-16", server => Post(server, Encoding.Unicode.GetBytes(Body(Who)))),
            new("UTF-16 that says so", server => Typed(server, Encoding.Unicode.GetBytes(Body(Who)), "application/json; charset=utf-16")),
            new("byte order mark", server => Post(server, [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Body(Who))])),
            new("invalid UTF-8", server => Post(server, [.. "{\"query\":\""u8, 0xFF, 0xC0, 0x80, .. "\"}"u8])),
            new("overlong UTF-8", server => Post(server, [.. "{\"query\":\""u8, 0xE0, 0x80, 0xAF, .. "\"}"u8])),
            new("latin-1", server => Typed(server, Encoding.Latin1.GetBytes(Body("{ é }")), "application/json; charset=iso-8859-1")),
            new("a megabyte and a byte", server => Post(server, new byte[1_048_577])),
            new("two megabytes of zeros", server => Post(server, new byte[2_097_152])),
            new("no type", server => Typed(server, Encoding.UTF8.GetBytes(Body(Who)), type: null)),
            new("form", server => Typed(server, "query=%7B__typename%7D"u8.ToArray(), "application/x-www-form-urlencoded")),
            new("multipart", server => Typed(server, "--x\r\n\r\n--x--"u8.ToArray(), "multipart/form-data; boundary=x")),
            new("plain text", server => Typed(server, Encoding.UTF8.GetBytes(Body(Who)), "text/plain")),
            new("application/graphql", server => Typed(server, Encoding.UTF8.GetBytes(Who), "application/graphql")),
            new("type that is none", server => Typed(server, Encoding.UTF8.GetBytes(Body(Who)), ";;;")),
        ];

    private static IEnumerable<HostileRequest> Headers() =>
        from header in ((string Name, string Value)[])
            [
                ("Accept", "image/png"),
                ("Accept", ";;;"),
                ("Accept", Repeat(500, "application/json;q=0.1,") + "*/*"),
                ("Accept", "application/json;q=NaN"),
                ("Accept", "text/event-stream"),
                ("Accept-Encoding", "br;q=2, gzip;q=-1, *"),
                ("If-None-Match", "*"),
                ("If-None-Match", new string('"', 999)),
                ("Range", "bytes=0-1,-1,5-2"),
                ("traceparent", "00-" + new string('f', 32) + "-" + new string('f', 16) + "-ff"),
                ("traceparent", new string('0', 4_000)),
                ("tracestate", new string('a', 4_000)),
                ("X-HTTP-Method-Override", "DELETE"),
                ("X-Forwarded-For", "'; DROP TABLE accounts; --"),
                ("Sec-Fetch-Site", "cross-site"),
                ("Origin", "null"),
                ("Origin", "https://evil.example"),
                ("Cookie", new string('c', 8_000)),
                ("Upgrade", "h2c"),
                ("Expect", "100-continue"),
                ("Host", "evil.example"),
            ]
        from get in (bool[])[false, true]
        select new HostileRequest(
            $"{(get ? "GET" : "POST")} with {header.Name}: {Short(header.Value)}",
            server =>
            {
                var request = get ? Get(server, $"query={Escaped(Who)}") : Post(server, Body(Who));
                request.Headers.Remove(header.Name);
                request.Headers.TryAddWithoutValidation(header.Name, header.Value);
                return request;
            }
        );

    private static IEnumerable<HostileRequest> Tokens() =>
        from authorization in (string[])
            [
                "",
                "Bearer",
                "Bearer ",
                "Bearer x",
                "Bearer ..",
                "Bearer a.b.c",
                "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ0ZXN0fGxpIn0.",
                "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ0ZXN0fGxpIn0.AAAA",
                "Bearer eyJhbGciOiJFUzI1NiIsImtpZCI6Ii4uLy4uL2V0Yy9wYXNzd2QifQ.e30.AAAA",
                "Bearer eyJhbGciOiJFUzI1NiIsImp3ayI6e319.e30.AAAA",
                "Bearer " + new string('a', 8_000),
                "Bearer " + new string('.', 2_000),
                "Bearer lintel_",
                "Bearer lintel_0000000000000000_" + new string('0', 72),
                "Bearer lintel_" + new string('f', 4_000),
                "Basic dGVzdDp0ZXN0",
                "Digest username=\"'\"",
                "Negotiate AAAA",
                "bearer\tx",
                "Bearer 望京",
            ]
        select new HostileRequest(
            $"authorization {Short(authorization)}",
            server =>
            {
                var request = Post(server, Body(Who));
                request.Headers.Remove("Authorization");
                request.Headers.TryAddWithoutValidation("Authorization", authorization);
                return request;
            }
        );

    private static IEnumerable<HostileRequest> Addresses() =>
        [
            .. (
                (string[])
                    [
                        "",
                        "query=",
                        "query",
                        "query=%",
                        "query=%00",
                        "query=%FF%FE",
                        "query={a}&query={b}",
                        "variables={",
                        "query=%7B__typename%7D&variables=[1]",
                        "query=%7B__typename%7D&variables=" + new string('%', 3_000),
                        "query=%7B__typename%7D&extensions=1",
                        "documentId=" + new string('9', 3_000),
                    ]
            ).Select(query => new HostileRequest($"address ?{Short(query)}", server => Get(server, query))),
            .. ((string[])["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "QUERY", "NOTHING"]).Select(method => new HostileRequest(
                $"method {method}",
                server => new HttpRequestMessage(new HttpMethod(method), server.Address)
            )),
            .. (
                (string[])["/graphql/", "/graphql/../graphql", "/GRAPHQL", "/graphql%2f", "/%00", "/.env", "/health/ready?x=1", "/schema.graphql"]
            ).Select(path => new HostileRequest($"path {path}", server => new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, path)))),
        ];

    private static IEnumerable<HostileRequest> Uploads() =>
        [
            new("upload of nobody", server => Upload(server, "a,b\n1,2"u8.ToArray(), "text/csv", token: null)),
            new("upload of nothing", server => Upload(server, [], "text/csv", Li(server))),
            new("upload of zeros", server => Upload(server, new byte[100_000], "text/csv", Li(server))),
            new("upload of a form", server => Upload(server, "a=b"u8.ToArray(), "application/x-www-form-urlencoded", Li(server))),
            new("upload of a program", server => Upload(server, [0x7F, .. "ELF"u8], "application/octet-stream", Li(server))),
            new("upload without a type", server => Upload(server, "a"u8.ToArray(), type: null, Li(server))),
            new(
                "import of an upload that is none",
                server =>
                    Post(
                        server,
                        Body("mutation { listingImport(input: { uploadId: \"../../etc/passwd\", format: \"x\" }) { errors { __typename } } }")
                    )
            ),
        ];

    private static HttpRequestMessage Post(ServerUnderTest server, string body) => Post(server, Encoding.UTF8.GetBytes(body));

    private static HttpRequestMessage Post(ServerUnderTest server, byte[] body) => Typed(server, body, "application/json");

    private static HttpRequestMessage Typed(ServerUnderTest server, byte[] body, string? type)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, server.Address) { Content = new ByteArrayContent(body) };
        if (type is not null)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Li(server));
        request.Headers.Accept.ParseAdd("application/graphql-response+json");
        return request;
    }

    private static HttpRequestMessage Encoded(ServerUnderTest server, byte[] body, string encoding)
    {
        var request = Post(server, body);
        request.Content!.Headers.TryAddWithoutValidation("Content-Encoding", encoding); // Post gives it one
        return request;
    }

    private static HttpRequestMessage Get(ServerUnderTest server, string query)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{server.Address}?{query}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Li(server));
        request.Headers.Accept.ParseAdd("application/graphql-response+json");
        return request;
    }

    private static HttpRequestMessage Upload(ServerUnderTest server, byte[] file, string? type, string? token)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "/uploads")) { Content = new ByteArrayContent(file) };
        if (type is not null)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    private static string Li(ServerUnderTest server) => server.TokenOf("test|li");

    private static string Body(string document) => JsonSerializer.Serialize(new { query = document }, AsSent);

    private static string Asking(string document, string value) =>
        JsonSerializer.Serialize(new { query = document, variables = new { v = value } }, AsSent);

    private static string WithVariables(string variables) =>
        "{\"query\":\"query($first: Int, $after: String, $where: ListingFilterInput) { listings(first: $first, after: $after, where: $where) { nodes { id } } }\",\"variables\":"
        + variables
        + "}";

    private static byte[] Compressed(byte[] plain)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
            gzip.Write(plain);
        return compressed.ToArray();
    }

    private static string Escaped(string document) => Uri.EscapeDataString(document);

    private static string Repeat(int count, string text) => new StringBuilder(count * text.Length).Insert(0, text, count).ToString();

    private static string Short(string text)
    {
        var shown = string.Concat(text.Take(60).Select(one => char.IsControl(one) || char.IsSurrogate(one) ? '·' : one));
        return text.Length > 60 ? $"{shown}… ({text.Length} characters)" : $"\"{shown}\"";
    }
}
