using System.Net;
using System.Text.Json.Nodes;

namespace Lintel.Server.Tests.Transport;

/// <summary>graphql-sse in distinct connections mode, byte by byte where it matters.</summary>
public sealed class EventStreamTests
{
    private const string Connected = ":";

    [Theory]
    [InlineData("{ hello }", """{"hello":"world"}""")]
    [InlineData("mutation { touch }", """{"touch":"done"}""")]
    public async Task Queries_and_mutations_give_one_result_and_complete(string query, string data)
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();

        using var stream = await EventStreamClient.PostAsync(server, query);

        Assert.Equal(HttpStatusCode.OK, stream.Status);
        Assert.Equal("text/event-stream; charset=utf-8", stream.ContentHeaders.ContentType?.ToString());
        Assert.True(stream.Headers.CacheControl?.NoStore);
        Assert.Equal(":\n\nevent: next\ndata: {\"data\":" + data + "}\n\nevent: complete\ndata:\n\n", await stream.ReadRestAsync());
    }

    [Fact]
    public async Task A_query_can_be_asked_by_GET()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();

        using var stream = await EventStreamClient.GetAsync(server, "{ hello }");

        Assert.Equal([Connected, """next {"data":{"hello":"world"}}""", "complete", null], await AllAsync(stream));
    }

    [Fact]
    public async Task A_mutation_by_GET_is_refused_in_the_stream()
    {
        await using var server = await ServerUnderTest.StartAsync();

        using var stream = await EventStreamClient.GetAsync(server, "mutation { __typename }");
        var events = await AllAsync(stream);

        Assert.Equal(Connected, events[0]);
        Assert.Equal("QUERY_ONLY", CodeOf(events[1]));
        Assert.Equal(["complete", null], events[2..]);
    }

    [Fact]
    public async Task A_subscription_gives_every_event_as_it_comes_and_completes_with_its_source()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        using var stream = await EventStreamClient.PostAsync(server, "subscription { ticks }");
        Assert.Equal(Connected, await stream.ReceiveAsync());
        var subscriber = await server.Ticks.NextSubscriberAsync();

        subscriber.OnNext("a");
        Assert.Equal(Tick("a"), await stream.ReceiveAsync());
        subscriber.OnNext("b");
        Assert.Equal(Tick("b"), await stream.ReceiveAsync());
        subscriber.OnCompleted();

        Assert.Equal("complete", await stream.ReceiveAsync());
        Assert.Null(await stream.ReceiveAsync());
        await server.Ticks.NextDepartureAsync();
    }

    [Fact]
    public async Task A_subscription_by_GET_is_one_too()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var token = server.TokenOf("test|li");
        using var stream = await EventStreamClient.GetAsync(
            server,
            "subscription { dealAlerts { ... on StreamItem { sequence } } }",
            ("Authorization", $"Bearer {token}")
        );
        Assert.Equal(Connected, await stream.ReceiveAsync());

        // It would go on for ever.
        var stopping = server.StopAsync();

        Assert.Equal("SERVER_STOPPING", CodeOf(await stream.ReceiveAsync()));
        await stopping;
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Nothing_is_held_back_for_compression(string encoding)
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        using var stream = await EventStreamClient.PostAsync(server, "subscription { ticks }", headers: ("Accept-Encoding", encoding));
        Assert.Equal(Connected, await stream.ReceiveAsync());

        (await server.Ticks.NextSubscriberAsync()).OnNext("a");

        Assert.Equal(Tick("a"), await stream.ReceiveAsync());
        Assert.Empty(stream.ContentHeaders.ContentEncoding);
    }

    [Theory]
    [InlineData("application/graphql-response+json, application/json, text/event-stream, multipart/mixed")]
    [InlineData("text/event-stream, application/json;q=0.5")]
    public async Task A_client_that_takes_both_gets_the_subscription_as_a_stream(string accept)
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();

        using var stream = await EventStreamClient.PostAsync(server, "subscription { ticks }", accept: accept);

        Assert.Equal("text/event-stream; charset=utf-8", stream.ContentHeaders.ContentType?.ToString());
        Assert.Equal(Connected, await stream.ReceiveAsync());
        (await server.Ticks.NextSubscriberAsync()).OnNext("a");
        Assert.Equal(Tick("a"), await stream.ReceiveAsync());
    }

    [Theory]
    [InlineData("*/*", "application/json")]
    [InlineData("text/*", null)]
    [InlineData("application/json, text/event-stream", "application/json")]
    public async Task Only_who_names_the_stream_gets_a_query_as_one(string accept, string? answered)
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();

        using var stream = await EventStreamClient.PostAsync(server, "{ hello }", accept: accept);

        Assert.Equal(answered is null ? HttpStatusCode.NotAcceptable : HttpStatusCode.OK, stream.Status);
        Assert.Equal("application/json; charset=utf-8", stream.ContentHeaders.ContentType?.ToString());
    }

    [Fact]
    public async Task A_document_that_is_not_valid_is_told_in_the_stream()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();

        using var stream = await EventStreamClient.PostAsync(server, "{ nothing }");
        var events = await AllAsync(stream);

        Assert.Equal(HttpStatusCode.OK, stream.Status);
        Assert.StartsWith("""next {"errors":[{"message":""", events[1], StringComparison.Ordinal);
        Assert.Equal(["complete", null], events[2..]);
    }

    [Fact]
    public async Task Nobody_is_refused_in_the_stream()
    {
        await using var server = await ServerUnderTest.StartAsync();

        using var stream = await EventStreamClient.PostAsync(server, "subscription { dealAlerts { __typename } }");
        var events = await AllAsync(stream);

        Assert.Equal("UNAUTHENTICATED", CodeOf(events[1]));
        Assert.Equal(["complete", null], events[2..]);
    }

    [Theory]
    [InlineData("cross-site", null, HttpStatusCode.Forbidden, "CROSS_SITE_REQUEST")]
    [InlineData("cross-site", "1", HttpStatusCode.OK, null)]
    public async Task A_stream_by_GET_from_a_page_of_another_site_needs_the_preflight_header(
        string site,
        string? preflight,
        HttpStatusCode status,
        string? code
    )
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();

        using var stream = await EventStreamClient.GetAsync(
            server,
            "{ hello }",
            preflight is null ? [("Sec-Fetch-Site", site)] : [("Sec-Fetch-Site", site), ("GraphQL-Require-Preflight", preflight)]
        );

        Assert.Equal(status, stream.Status);
        if (code is not null)
            Assert.Contains(code, await stream.ReadRestAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_request_is_an_ordinary_answer()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();

        using var response = await server.PostAsync("""{"query":1}""", accept: "text/event-stream");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Contains("REQUEST_MALFORMED", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_stream_has_a_heartbeat()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync(("Lintel:Transport:EventStreamHeartbeatSeconds", "7"));
        using var stream = await EventStreamClient.PostAsync(server, "subscription { ticks }");
        Assert.Equal(Connected, await stream.ReceiveAsync());
        var subscriber = await server.Ticks.NextSubscriberAsync();

        server.Clock.Advance(TimeSpan.FromSeconds(6.9));
        subscriber.OnNext("before");
        Assert.Equal(Tick("before"), await stream.ReceiveAsync());
        server.Clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(":", await stream.ReceiveAsync());
        server.Clock.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(":", await stream.ReceiveAsync());
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_told_where_to_go_on()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync(
            ("Lintel:Transport:SocketBacklogMessages", "10"),
            ("Lintel:Transport:SocketBacklogBytes", "100000000")
        );
        using var stream = await EventStreamClient.PostAsync(server, "subscription { numbered }");
        var subscriber = await server.Ticks.NextSubscriberAsync();

        // More than the buffers of both ends of a connection hold, so that something has to wait.
        var large = new string('x', 1_000_000);
        for (var i = 0; i < 40; i++)
            subscriber.OnNext(large);
        await server.Ticks.NextDepartureAsync();
        var events = await AllAsync(stream);

        var results = events.Count(one => one is not null && one.StartsWith("""next {"data""", StringComparison.Ordinal));
        Assert.InRange(results, 10, 39);
        Assert.Equal(
            $$$$"""next {"errors":[{"message":"Slow consumer; resume after {{{{results}}}}","extensions":{"code":"SLOW_CONSUMER","after":"{{{{results}}}}"}}]}""",
            events[^3]
        );
        Assert.Equal(["complete", null], events[^2..]);
    }

    [Fact]
    public async Task A_client_that_leaves_ends_its_subscription()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        using (var stream = await EventStreamClient.PostAsync(server, "subscription { ticks }"))
            await server.Ticks.NextSubscriberAsync();

        await server.Ticks.NextDepartureAsync();
    }

    [Theory]
    [InlineData("{ held }")]
    [InlineData("mutation { held }")]
    public async Task A_client_that_leaves_cancels_its_operation(string query)
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        using (var stream = await EventStreamClient.PostAsync(server, query))
            await server.Hold.NextAsync();

        await server.Hold.NextCancelledAsync();
    }

    [Fact]
    public async Task The_end_of_the_token_is_the_end_of_the_stream()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        using var stream = await EventStreamClient.PostAsync(server, "subscription { numbered }", server.TokenOf("test|li"));
        Assert.Equal(Connected, await stream.ReceiveAsync());
        (await server.Ticks.NextSubscriberAsync()).OnNext("a");
        Assert.Equal("""next {"data":{"numbered":"a"}}""", await stream.ReceiveAsync());

        server.Clock.Advance(TimeSpan.FromHours(24));

        await server.Ticks.NextDepartureAsync();
        var events = (await AllAsync(stream)).Where(one => one != ":").ToList();
        Assert.Equal("TOKEN_EXPIRED", CodeOf(events[0]));
        Assert.Equal(["complete", null], events[1..]);
    }

    [Fact]
    public async Task A_stream_that_breaks_gives_a_masked_error()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        using var stream = await EventStreamClient.PostAsync(server, "subscription { ticks }");

        (await server.Ticks.NextSubscriberAsync()).OnError(new InvalidOperationException("Host=secret"));
        var rest = await stream.ReadRestAsync();

        Assert.Contains("event: next", rest, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", rest, StringComparison.Ordinal);
        Assert.EndsWith("event: complete\ndata:\n\n", rest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_stream_too_many_is_a_429_and_the_others_go_on()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync(("Lintel:Transport:EventStreamsPerViewer", "1"));
        var token = server.TokenOf("test|li");
        using var first = await EventStreamClient.PostAsync(server, "subscription { ticks }", token);
        Assert.Equal(Connected, await first.ReceiveAsync());
        var subscriber = await server.Ticks.NextSubscriberAsync();

        using var refused = await EventStreamClient.PostAsync(server, "subscription { ticks }", token);
        using var another = await EventStreamClient.PostAsync(server, "{ hello }", server.TokenOf("test|director"));
        subscriber.OnNext("a");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
        Assert.Contains("TOO_MANY_SUBSCRIPTIONS", await refused.ReadRestAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, another.Status);
        Assert.Equal(Tick("a"), await first.ReceiveAsync());
    }

    private static string Tick(string value) => $$$"""next {"data":{"ticks":"{{{value}}}"}}""";

    private static string? CodeOf(string? next) => JsonNode.Parse(next!["next ".Length..])!["errors"]![0]!["extensions"]!["code"]!.GetValue<string>();

    /// <summary>What comes to the end, which is null.</summary>
    private static async Task<List<string?>> AllAsync(EventStreamClient stream)
    {
        var events = new List<string?>();
        do events.Add(await stream.ReceiveAsync());
        while (events[^1] is not null);
        return events;
    }
}
