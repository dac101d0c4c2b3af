using Lintel.Client;
using Lintel.ClientSdk.Tests.Graph;

namespace Lintel.ClientSdk.Tests.Runtime;

/// <summary>Subscriptions over server-sent events, where no socket gets through.</summary>
public sealed class EventStreamTests
{
    [Fact]
    public async Task Where_sockets_are_refused_an_event_stream_is_taken()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.RefuseSockets(426).Stream(Next(Lost("1")), Next(Lost("2")), Complete);

        Assert.Equal(["1", "2"], await ToldAsync(server.Client().OnDealStream.SubscribeAsync()));
    }

    [Fact]
    public async Task A_stream_that_breaks_off_is_resumed_behind_its_last_item()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Stream(":\n\n", Next(Lost("1")), Next(Lost("2"))).Stream(Next(Lost("2")), "id: 7\nretry: 5\n", Next(Lost("3")), Complete);

        Assert.Equal(["1", "2", "3"], await ToldAsync(server.Client(OverStreams).OnDealStream.SubscribeAsync(after: "0")));
        Assert.Equal(
            ["""{"after":"0"}""", """{"after":"2","snapshot":null}"""],
            server.Requests.Select(request => request.GetProperty("variables").GetRawText())
        );
    }

    [Theory]
    [InlineData("ACCESS_CHANGED")]
    [InlineData("TOKEN_EXPIRED")]
    [InlineData("SERVER_STOPPING")]
    [InlineData("SLOW_CONSUMER")]
    [InlineData("INTERNAL")]
    [InlineData("EXECUTION_TIMED_OUT")]
    public async Task An_end_that_says_to_come_again_is_no_end_for_the_caller(string code)
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Stream(Next(Lost("1")), Refusal(code), Complete).Stream(Next(Lost("2")), Complete);

        Assert.Equal(["1", "2"], await ToldAsync(server.Client(OverStreams).OnDealStream.SubscribeAsync()));
    }

    [Fact]
    public async Task A_refused_document_is_told_and_ends_the_stream()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Stream(Refusal("FORBIDDEN"), Complete);

        List<string?> codes = [];
        await foreach (var result in server.Client(OverStreams).OnDealStream.SubscribeAsync())
        {
            codes.Add(result.Errors[0].Code);
        }

        Assert.Equal(["FORBIDDEN"], codes);
    }

    private const string Complete = "event: complete\ndata:\n\n";

    private static string Next(string data) => $"event: next\ndata: {{\"data\":{data}}}\n\n";

    private static string Refusal(string code) =>
        "event: next\ndata: " + $$$"""{"errors":[{"message":"…","extensions":{"code":"{{{code}}}","after":"1"}}]}""" + "\n\n";

    private static string Lost(string position) =>
        $$$"""{"dealAlerts":{"__typename":"VisibilityLost","position":"{{{position}}}","resourceId":"d"}}""";

    private static void OverStreams(ClientBuilder builder) =>
        builder.ConfigureWebSocketClient(options => options.Transport = SubscriptionTransport.EventStream);

    private static async Task<List<string?>> ToldAsync(IAsyncEnumerable<IOperationResult<OnDealStreamResult>> stream)
    {
        List<string?> told = [];
        await foreach (var result in stream)
        {
            told.Add(result.EnsureNoErrors().DealAlerts.Position);
        }

        return told;
    }
}
