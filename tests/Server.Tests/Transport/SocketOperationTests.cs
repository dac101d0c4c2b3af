namespace Lintel.Server.Tests.Transport;

/// <summary>What runs on a socket of graphql-transport-ws.</summary>
public sealed class SocketOperationTests
{
    [Theory]
    [InlineData("{ hello }", """{"hello":"world"}""")]
    [InlineData("mutation { touch }", """{"touch":"done"}""")]
    public async Task Queries_and_mutations_give_one_result_and_complete(string query, string data)
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        using var socket = await ProtocolSocket.ReadyAsync(server);

        await socket.SubscribeAsync("1", query);

        Assert.Equal($$$"""{"type":"next","id":"1","payload":{"data":{{{data}}}}}""", await socket.ReceiveAsync());
        Assert.Equal("""{"type":"complete","id":"1"}""", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task A_subscription_gives_every_event_and_completes_with_its_source()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        using var socket = await ProtocolSocket.ReadyAsync(server);
        await socket.SubscribeAsync("1", "subscription { ticks }");
        var subscriber = await server.Ticks.NextSubscriberAsync();

        subscriber.OnNext("a");
        subscriber.OnNext("b");
        subscriber.OnCompleted();

        Assert.Equal(Tick("1", "a"), await socket.ReceiveAsync());
        Assert.Equal(Tick("1", "b"), await socket.ReceiveAsync());
        Assert.Equal("""{"type":"complete","id":"1"}""", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task A_completed_subscription_is_silent_and_its_id_free()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        using var socket = await ProtocolSocket.ReadyAsync(server);
        await socket.SubscribeAsync("1", "subscription { ticks }");
        var first = await server.Ticks.NextSubscriberAsync();

        await socket.SendAsync("""{"type":"complete","id":"1"}""");
        await server.Ticks.NextDepartureAsync();
        first.OnNext("late");
        await socket.SubscribeAsync("1", "subscription { ticks }");
        (await server.Ticks.NextSubscriberAsync()).OnNext("again");

        Assert.Equal(Tick("1", "again"), await socket.ReceiveAsync());
    }

    [Fact]
    public async Task Completing_an_unknown_id_changes_nothing()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        using var socket = await ProtocolSocket.ReadyAsync(server);

        await socket.SendAsync("""{"type":"complete","id":"never"}""");
        await socket.SendAsync("""{"type":"pong"}""");
        await socket.SendAsync("""{"type":"ping","payload":{"n":1}}""");

        Assert.Equal("""{"type":"pong","payload":{"n":1}}""", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task A_document_that_is_not_valid_gives_an_error_and_frees_the_id()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        using var socket = await ProtocolSocket.ReadyAsync(server);

        await socket.SubscribeAsync("1", "{ nothing }");
        var error = await socket.ReceiveAsync();
        await socket.SubscribeAsync("1", "{ hello }");

        Assert.StartsWith("""{"type":"error","id":"1","payload":[{"message":""", error);
        Assert.StartsWith("""{"type":"next","id":"1",""", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task A_stream_that_breaks_gives_a_masked_error()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        using var socket = await ProtocolSocket.ReadyAsync(server);
        await socket.SubscribeAsync("1", "subscription { ticks }");

        (await server.Ticks.NextSubscriberAsync()).OnError(new InvalidOperationException("Host=secret"));
        var answers = await socket.ReceiveAsync();

        Assert.StartsWith("""{"type":"error","id":"1",""", answers);
        Assert.DoesNotContain("secret", answers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_subscription_too_many_is_refused_and_the_others_go_on()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync(("Lintel:Transport:SubscriptionsPerSocket", "1"));
        using var socket = await ProtocolSocket.ReadyAsync(server);
        await socket.SubscribeAsync("1", "subscription { ticks }");
        var first = await server.Ticks.NextSubscriberAsync();

        await socket.SubscribeAsync("2", "subscription { ticks }");
        var refused = await socket.ReceiveAsync();
        first.OnNext("a");

        Assert.StartsWith("""{"type":"error","id":"2",""", refused);
        Assert.Contains("TOO_MANY_SUBSCRIPTIONS", refused, StringComparison.Ordinal);
        Assert.Equal(Tick("1", "a"), await socket.ReceiveAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_that_leaves_ends_its_subscriptions(bool politely)
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        using var socket = await ProtocolSocket.ReadyAsync(server);
        await socket.SubscribeAsync("1", "subscription { ticks }");
        await server.Ticks.NextSubscriberAsync();

        if (politely)
            await socket.CloseAsync();
        else
            socket.Abort();

        await server.Ticks.NextDepartureAsync();
    }

    private static string Tick(string id, string value) => $$$$"""{"type":"next","id":"{{{{id}}}}","payload":{"data":{"ticks":"{{{{value}}}}"}}}""";
}
