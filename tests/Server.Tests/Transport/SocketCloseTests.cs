namespace Lintel.Server.Tests.Transport;

/// <summary>Every way a socket of graphql-transport-ws ends, by its close code.</summary>
public sealed class SocketCloseTests
{
    [Theory]
    [InlineData("no json", "4400 Message is not valid JSON")]
    [InlineData("[]", "4400 Message must be a JSON object")]
    [InlineData("{}", "4400 Message is missing the 'type' property")]
    [InlineData("""{"type":7}""", "4400 Message is missing the 'type' property")]
    [InlineData("""{"type":"start"}""", "4400 Unknown message type 'start'")]
    [InlineData("""{"type":"connection_ack"}""", "4400 Unknown message type 'connection_ack'")]
    [InlineData("""{"type":"subscribe","payload":{"query":"{ hello }"}}""", "4400 'subscribe' message needs a non-empty string in 'id'")]
    [InlineData("""{"type":"subscribe","id":"","payload":{"query":"{ hello }"}}""", "4400 'subscribe' message needs a non-empty string in 'id'")]
    [InlineData("""{"type":"subscribe","id":"1"}""", "4400 'subscribe' message needs an object in 'payload'")]
    [InlineData("""{"type":"subscribe","id":"1","payload":"{ hello }"}""", "4400 'subscribe' message needs an object in 'payload'")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":1}}""", "4400 The parameter 'query' is required and must be a string.")]
    [InlineData(
        """{"type":"subscribe","id":"1","payload":{"query":"{ hello }","variables":[]}}""",
        "4400 The parameter 'variables' must be an object or null."
    )]
    [InlineData("""{"type":"complete"}""", "4400 'complete' message needs a non-empty string in 'id'")]
    public async Task A_malformed_message_closes_with_4400(string message, string close)
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        using var socket = await ProtocolSocket.ReadyAsync(server);

        await socket.SendAsync(message);

        Assert.Equal(close, await socket.ReceiveAsync());
    }

    [Fact]
    public async Task A_request_that_is_nested_too_deeply_closes_with_4400()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        using var socket = await ProtocolSocket.ReadyAsync(server);
        static string Variables(int lists) => $$"""{"unused":{{new string('[', lists)}}{{new string(']', lists)}}}""";

        await socket.SendAsync($$$"""{"type":"subscribe","id":"1","payload":{"query":"{ hello }","variables":{{{Variables(62)}}}}}""");
        Assert.StartsWith("""{"type":"next","id":"1",""", await socket.ReceiveAsync());
        await socket.ReceiveAsync();
        await socket.SendAsync($$$"""{"type":"subscribe","id":"1","payload":{"query":"{ hello }","variables":{{{Variables(63)}}}}}""");

        Assert.Equal("4400 The JSON of a request has at most 64 levels.", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task A_binary_message_closes_with_4400()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        using var socket = await ProtocolSocket.ReadyAsync(server);

        await socket.SendBinaryAsync();

        Assert.Equal("4400 Messages must be text", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task Subscribing_before_the_init_closes_with_4401()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        using var socket = await ProtocolSocket.ConnectAsync(server);

        await socket.SubscribeAsync("1", "{ hello }");

        Assert.Equal("4401 Unauthorized", await socket.ReceiveAsync());
    }

    [Theory]
    [InlineData("""{"Authorization":"Bearer not.a.token"}""")]
    [InlineData("""{"authorization":"Basic bGk6bGk="}""")]
    [InlineData("""{"authorization":""}""")]
    [InlineData("""{"authorization":42}""")]
    public async Task A_token_that_is_not_valid_closes_with_4403(string payload)
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        using var socket = await ProtocolSocket.ConnectAsync(server);

        await socket.SendAsync($$"""{"type":"connection_init","payload":{{payload}}}""");

        Assert.Equal("4403 Forbidden", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task The_end_of_the_token_is_the_end_of_the_socket()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        using var socket = await ProtocolSocket.ReadyAsync(server, server.TokenOf("test|li"));
        await socket.SubscribeAsync("1", "subscription { ticks }");
        await server.Ticks.NextSubscriberAsync();

        server.Clock.Advance(TimeSpan.FromHours(24));

        Assert.Equal("4403 Forbidden: the token has expired", await socket.ReceiveAsync());
        await server.Ticks.NextDepartureAsync();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("graphql-ws")]
    public async Task Another_subprotocol_closes_with_4406(string? subprotocol)
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();

        using var socket = await ProtocolSocket.ConnectAsync(server, subprotocol);

        Assert.Equal("4406 Subprotocol not acceptable", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task A_socket_that_stays_silent_closes_with_4408()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        using var socket = await ProtocolSocket.ConnectAsync(server);
        await socket.SendAsync("""{"type":"ping"}""");
        Assert.Equal("""{"type":"pong"}""", await socket.ReceiveAsync());

        server.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("4408 Connection initialisation timeout", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task A_second_subscriber_of_one_id_closes_with_4409()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        using var socket = await ProtocolSocket.ReadyAsync(server);

        await socket.SubscribeAsync("same", "subscription { ticks }");
        await socket.SubscribeAsync("same", "subscription { ticks }");

        Assert.Equal("4409 Subscriber for same already exists", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task A_client_that_does_not_read_closes_with_4413()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync(("Lintel:Transport:SocketBacklogMessages", "10"));
        using var socket = await ProtocolSocket.ReadyAsync(server);
        await socket.SubscribeAsync("1", "subscription { ticks }");
        var subscriber = await server.Ticks.NextSubscriberAsync();

        // More than the buffers of both ends of a connection hold, so that something has to wait.
        var large = new string('x', 1_000_000);
        for (var i = 0; i < 40; i++)
            subscriber.OnNext(large);

        await server.Ticks.NextDepartureAsync();
        var last = "";
        while (!last.StartsWith("44", StringComparison.Ordinal))
            last = await socket.ReceiveAsync();
        Assert.Equal("4413 Slow consumer", last);
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_told_where_to_go_on()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync(
            ("Lintel:Transport:SocketBacklogMessages", "10"),
            ("Lintel:Transport:SocketBacklogBytes", "100000000")
        );
        using var socket = await ProtocolSocket.ReadyAsync(server);
        await socket.SubscribeAsync("1", "subscription { numbered }");
        var subscriber = await server.Ticks.NextSubscriberAsync();

        var large = new string('x', 1_000_000);
        for (var i = 0; i < 40; i++)
            subscriber.OnNext(large);

        await server.Ticks.NextDepartureAsync();
        var (results, last) = (0, await socket.ReceiveAsync());
        while (!last.StartsWith("44", StringComparison.Ordinal))
            (results, last) = (results + 1, await socket.ReceiveAsync());
        Assert.InRange(results, 10, 39);
        Assert.Equal($"4413 Slow consumer; resume after {results}", last);
    }

    [Fact]
    public async Task A_second_init_closes_with_4429()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        using var socket = await ProtocolSocket.ReadyAsync(server);

        await socket.SendAsync("""{"type":"connection_init"}""");

        Assert.Equal("4429 Too many initialisation requests", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task A_message_over_the_limit_closes_with_1009()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        using var socket = await ProtocolSocket.ReadyAsync(server);

        await socket.SendAsync($$"""{"type":"ping","x":"{{new string('x', 262_144)}}"}""");

        Assert.Equal("1009 Message too big", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task A_stopping_server_says_so_with_1001()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        using var socket = await ProtocolSocket.ReadyAsync(server);

        var stopping = server.StopAsync();

        Assert.Equal("1001 The server is stopping", await socket.ReceiveAsync());
        await socket.CloseAsync();
        await stopping;
    }
}
