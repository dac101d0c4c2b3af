using System.Net;
using System.Text.Json.Nodes;
using Lintel.Data;
using Lintel.Testing;

namespace Lintel.Server.Tests.Transport;

/// <summary>How what an operation costs is told on each transport, and what happens where it cannot be paid.</summary>
public sealed class CostTests
{
    private const string Page = "{ listings { nodes { id } } }"; // 21 points; the answer is empty and costs 1

    private static readonly (string, string)[] Small =
    [
        ("Lintel:Cost:Report", "true"),
        ("Lintel:Cost:Budget", "100"),
        ("Lintel:Cost:RestorePerSecond", "10"),
        ("Lintel:Cost:Operation", "40"),
        ("Lintel:Transport:BatchOperations", "3"),
    ];

    [Fact]
    public async Task An_answer_by_POST_says_what_it_cost_and_one_by_GET_can_be_kept()
    {
        await using var server = await ServerUnderTest.StartAsync(Small);
        var token = server.TokenOf("test|li");
        var authorization = ("Authorization", $"Bearer {token}");

        Assert.Equal(Answer(requested: 21, actual: 1, budget: 99), await PostAsync(server, Page, token));
        Assert.Equal(Answer(requested: 21, actual: 1, budget: 98), await PostAsync(server, Page, token));
        using var first = await server.GetAsync(Page, authorization);
        using var again = await server.GetAsync(Page, authorization, ("If-None-Match", first.Headers.ETag!.Tag));
        Assert.Equal("""{"data":{"listings":{"nodes":[]}}}""", await first.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(Answer(requested: 21, actual: 1, budget: 95), await PostAsync(server, Page, token));
    }

    [Fact]
    public async Task Too_dear_an_operation_and_a_spent_budget_have_their_codes_statuses_and_time()
    {
        await using var server = await ServerUnderTest.StartAsync(Small);
        var token = server.TokenOf("test|li");
        using var tooDear = await server.PostAsync("""{"query":"{ listings(first: 100) { nodes { id } } }"}""", token);
        for (var i = 0; i < 4; i++)
        {
            await PostAsync(server, "{ schema }", token); // 20 points, all of them used
        }

        foreach (var accept in (string[])["application/graphql-response+json", "application/json"])
        {
            using var exhausted = await server.PostAsync($$"""{"query":"{{Page}}"}""", token, accept);
            Assert.Equal(HttpStatusCode.TooManyRequests, exhausted.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(1), exhausted.Headers.RetryAfter?.Delta);
            var error = JsonNode.Parse(await exhausted.Content.ReadAsStringAsync())!["errors"]![0]!["extensions"]!;
            Assert.Equal("""{"code":"BUDGET_EXHAUSTED","cost":{"requested":21,"budget":20,"restoreRate":10},"retryAfter":1}""", Sorted(error));
        }

        Assert.Equal(HttpStatusCode.BadRequest, tooDear.StatusCode);
        Assert.Contains("\"OPERATION_TOO_COSTLY\"", await tooDear.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Answer(requested: 21, actual: 1, budget: 29), await PostAsync(server, Page, token));
    }

    [Fact]
    public async Task Each_operation_of_a_batch_is_charged_and_refused_by_itself()
    {
        await using var server = await ServerUnderTest.StartAsync(Small);
        var token = server.TokenOf("test|li");
        for (var i = 0; i < 3; i++)
        {
            await PostAsync(server, "{ schema }", token);
        }

        using var response = await server.PostAsync("""[{"query":"{ schema }"},{"query":"{ viewer { role } }"},{"query":"{ a: schema }"}]""", token);

        var answers = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsArray();
        Assert.Equal(20, (int)answers[0]!["extensions"]!["cost"]!["budget"]!);
        Assert.Equal(19, (int)answers[1]!["extensions"]!["cost"]!["budget"]!);
        Assert.Equal("BUDGET_EXHAUSTED", (string?)answers[2]!["errors"]![0]!["extensions"]!["code"]);
    }

    [Fact]
    public async Task A_price_is_told_without_running_or_taking_anything()
    {
        await using var server = await ServerUnderTest.StartAsync(Small);
        var token = server.TokenOf("test|li");
        const string priced = """{"extensions":{"cost":{"requested":21,"budget":100,"restoreRate":10}}}""";

        foreach (var method in (HttpMethod[])[HttpMethod.Post, HttpMethod.Get])
        {
            using var request = new HttpRequestMessage(method, $"{server.Address}?query={Uri.EscapeDataString(Page)}");
            if (method == HttpMethod.Post)
                request.Content = new StringContent($$"""{"query":"{{Page}}"}""", null, "application/json");
            request.Headers.Add("Authorization", $"Bearer {token}");
            request.Headers.Add("GraphQL-Validate-Only", "1");
            using var response = await server.Http.SendAsync(request);

            Assert.Equal((HttpStatusCode.OK, priced), (response.StatusCode, await response.Content.ReadAsStringAsync()));
            Assert.Null(response.Headers.ETag);
        }

        using var stream = await EventStreamClient.PostAsync(server, Page, token, headers: ("GraphQL-Validate-Only", "1"));
        Assert.Contains(priced, await stream.ReadRestAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_socket_is_told_what_an_operation_cost_and_that_a_budget_is_spent()
    {
        await using var server = await ServerUnderTest.StartAsync(Small);
        using var socket = await ProtocolSocket.ReadyAsync(server, server.TokenOf("test|li"));
        for (var i = 1; i <= 5; i++)
        {
            await socket.SubscribeAsync("1", "{ schema }");
            Assert.Contains(
                $$"""{"requested":20,"actual":20,"budget":{{100 - (20 * i)}},"restoreRate":10}""",
                await socket.ReceiveAsync(),
                StringComparison.Ordinal
            );
            Assert.Equal("""{"type":"complete","id":"1"}""", await socket.ReceiveAsync());
        }

        await socket.SubscribeAsync("1", "{ schema }");
        var refusal = await socket.ReceiveAsync();

        Assert.StartsWith("""{"type":"error","id":"1","payload":[{""", refusal, StringComparison.Ordinal);
        Assert.Contains("BUDGET_EXHAUSTED", refusal, StringComparison.Ordinal);
    }

    [BothDatabases]
    public async Task A_viewer_can_ask_for_its_budget(DatabaseProvider provider)
    {
        await using var server = await ServerUnderTest.StartAsync(
            provider,
            connection => connection,
            ("Lintel:Cost:Budget", "100"),
            ("Lintel:Cost:RestorePerSecond", "10")
        );
        var token = server.TokenOf("test|li");
        await PostAsync(server, "{ schema }", token);

        // It costs 2 points itself; the clock stands.
        const string limit = "{ viewer { rateLimit { limit remaining restoreRate resetAt } } }";
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(
                $$$$$"""{"data":{"viewer":{"rateLimit":{"limit":100,"remaining":{{{{{78 - (2 * i)}}}}},"restoreRate":10,"resetAt":"2026-03-16T02:00:02.{{{{{2 + (2 * i)}}}}}Z"}}}}""",
                await PostAsync(server, limit, token)
            );
        }
    }

    private static string Answer(long requested, long actual, long budget) =>
        $$$$"""{"data":{"listings":{"nodes":[]}},"extensions":{"cost":{"requested":{{{{requested}}}},"actual":{{{{actual}}}},"budget":{{{{budget}}}},"restoreRate":10}}}""";

    private static string Sorted(JsonNode members) =>
        new JsonObject(
            members
                .AsObject()
                .OrderBy(member => member.Key, StringComparer.Ordinal)
                .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))
        ).ToJsonString();

    private static async Task<string> PostAsync(ServerUnderTest server, string query, string token)
    {
        using var response = await server.PostAsync($$"""{"query":"{{query}}"}""", token);
        return await response.Content.ReadAsStringAsync();
    }
}
