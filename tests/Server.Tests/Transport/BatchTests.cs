using System.Net;
using System.Text.Json.Nodes;

namespace Lintel.Server.Tests.Transport;

/// <summary>Several operations in one request, where that is switched on.</summary>
public sealed class BatchTests
{
    private static readonly (string, string) On = ("Lintel:Transport:BatchOperations", "3");

    [Fact]
    public async Task A_batch_runs_in_order_and_each_has_its_own_answer()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync(On);
        var asked = server.PostAsync("""[{"query":"{ held }"},{"query":"{ nothing }"},{"query":"mutation { touch }"}]""");
        (await server.Hold.NextAsync()).SetResult("first");

        using var response = await asked;
        var answers = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsArray();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/graphql-response+json; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(3, answers.Count);
        Assert.Equal("""{"data":{"held":"first"}}""", answers[0]!.ToJsonString());
        Assert.Null(answers[1]!["data"]);
        Assert.Single(answers[1]!["errors"]!.AsArray());
        Assert.Equal("""{"data":{"touch":"done"}}""", answers[2]!.ToJsonString());
    }

    [Fact]
    public async Task What_is_known_is_answered_in_its_place()
    {
        await using var server = await ServerUnderTest.StartAsync(On);
        var token = server.TokenOf("test|li");
        const string homes = """{"query":"{ listings { totalCount } }"}""";
        using var first = await server.PostAsync(homes, token);

        using var response = await server.PostAsync($$$"""[{{{homes}}},{"query":"{ viewer { role } }"},{{{homes}}}]""", token);

        const string count = """{"data":{"listings":{"totalCount":0}}}""";
        Assert.Equal($$$$"""[{{{{count}}}},{"data":{"viewer":{"role":"AGENT"}}},{{{{count}}}}]""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("""[]""", "BATCH_REFUSED")]
    [InlineData("""[{"query":"{ hello }"},{"query":"{ hello }"},{"query":"{ hello }"},{"query":"{ hello }"}]""", "BATCH_REFUSED")]
    public async Task A_batch_has_one_to_the_most(string body, string code)
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync(On);

        using var response = await server.PostAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(code, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"query":1},{"query":"{ hello }"}]""", "REQUEST_MALFORMED")]
    [InlineData("""[{"query":"subscription { ticks }"},{"query":"{ hello }"}]""", "SUBSCRIPTION_NEEDS_SOCKET")]
    [InlineData("""[[{"query":"{ hello }"}],{"query":"{ hello }"}]""", "REQUEST_MALFORMED")]
    public async Task One_that_is_refused_keeps_none_of_the_others_back(string body, string code)
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync(On);

        using var response = await server.PostAsync(body);
        var answers = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsArray();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(code, answers[0]!["errors"]![0]!["extensions"]!["code"]!.GetValue<string>());
        Assert.Equal("""{"data":{"hello":"world"}}""", answers[1]!.ToJsonString());
    }

    [Fact]
    public async Task Limits_hold_for_the_whole_and_for_each()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync(On, ("Lintel:Transport:VariableBytes", "1024"));
        var variables = $$"""{"unused":"{{new string('x', 2_000)}}"}""";

        using var whole = await server.PostAsync($$"""[{"query":"{ hello }"}{{new string(' ', 1_048_576)}}]""");
        using var each = await server.PostAsync($$"""[{"query":"{ hello }","variables":{{variables}}},{"query":"{ hello }"}]""");
        var asked = server.PostAsync("""[{"query":"{ held }"},{"query":"{ hello }"}]""");
        await server.Hold.NextAsync();
        server.Clock.Advance(TimeSpan.FromSeconds(10));
        using var late = await asked;

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, whole.StatusCode);
        Assert.Equal(["REQUEST_TOO_LARGE", null], await CodesAsync(each));
        Assert.Equal(["EXECUTION_TIMED_OUT", null], await CodesAsync(late));
    }

    [Fact]
    public async Task A_batch_is_no_stream()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync(On);

        using var response = await server.PostAsync("""[{"query":"{ hello }"}]""", accept: "text/event-stream");

        Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
    }

    private static async Task<IEnumerable<string?>> CodesAsync(HttpResponseMessage response) =>
        JsonNode
            .Parse(await response.Content.ReadAsStringAsync())!
            .AsArray()
            .Select(answer => answer!["errors"]?[0]?["extensions"]?["code"]?.GetValue<string>());
}
