using System.Net;
using System.Net.WebSockets;

namespace Lintel.Server.Tests.Hosting;

/// <summary>A stop: nothing new, and what is under way comes to its end.</summary>
public sealed class DrainTests
{
    [Fact]
    public async Task It_is_not_ready_at_once_and_what_is_under_way_has_its_answer()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        var asked = server.PostAsync("""{"query":"mutation { held }"}""");
        var held = await server.Hold.NextAsync();

        var stopping = server.StopAsync();
        await server.Stopping;
        using var ready = await server.Http.GetAsync(new Uri(server.Address, "/health/ready"));
        using var live = await server.Http.GetAsync(new Uri(server.Address, "/health/live"));
        var socket = await Assert.ThrowsAsync<WebSocketException>(() => ProtocolSocket.ConnectAsync(server));
        using var late = await server.PostAsync("""{"query":"{ hello }"}""");
        Assert.False(stopping.IsCompleted);
        held.SetResult("done");
        using var answer = await asked;
        await stopping;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Contains("503", socket.Message, StringComparison.Ordinal);
        Assert.Equal("""{"data":{"hello":"world"}}""", await late.Content.ReadAsStringAsync());
        Assert.Equal(true, late.Headers.ConnectionClose);
        Assert.Equal("""{"data":{"held":"done"}}""", await answer.Content.ReadAsStringAsync());
        await Assert.ThrowsAsync<HttpRequestException>(() => server.PostAsync("""{"query":"{ hello }"}"""));
    }

    [Fact]
    public async Task It_keeps_its_address_for_as_long_as_it_is_told_to_when_nothing_is_under_way()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync(("Lintel:Transport:DrainNoticeSeconds", "5"));

        var stopping = server.StopAsync();
        await server.Stopping;
        using var ready = await server.Http.GetAsync(new Uri(server.Address, "/health/ready"));
        Assert.False(stopping.IsCompleted);
        while (!stopping.IsCompleted)
        {
            server.Clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        await stopping;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
    }

    [Fact]
    public async Task A_stream_of_events_ends_with_where_to_go_on()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        using var stream = await EventStreamClient.PostAsync(server, "subscription { numbered }");
        var subscriber = await server.Ticks.NextSubscriberAsync();
        subscriber.OnNext("a");
        subscriber.OnNext("b");
        string? seen;
        do seen = await stream.ReceiveAsync();
        while (seen != """next {"data":{"numbered":"b"}}""");

        var stopping = server.StopAsync();

        Assert.Equal(
            """next {"errors":[{"message":"The server is stopping; resume after 2","extensions":{"code":"SERVER_STOPPING","after":"2"}}]}""",
            await stream.ReceiveAsync()
        );
        Assert.Equal("complete", await stream.ReceiveAsync());
        Assert.Null(await stream.ReceiveAsync());
        await stopping;
    }

    [Fact]
    public async Task A_query_asked_as_a_stream_has_its_answer()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        using var stream = await EventStreamClient.PostAsync(server, "{ held }");
        var held = await server.Hold.NextAsync();

        var stopping = server.StopAsync();
        await server.Stopping;
        held.SetResult("done");

        Assert.Equal(":\n\nevent: next\ndata: {\"data\":{\"held\":\"done\"}}\n\nevent: complete\ndata:\n\n", await stream.ReadRestAsync());
        await stopping;
    }

    [Fact]
    public async Task A_socket_closes_with_1001_and_where_to_go_on_behind_all_of_it()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        using var socket = await ProtocolSocket.ReadyAsync(server);
        await socket.SubscribeAsync("1", "subscription { numbered }");
        var ahead = await server.Ticks.NextSubscriberAsync();
        await socket.SubscribeAsync("2", "subscription { numbered }");
        var behind = await server.Ticks.NextSubscriberAsync();
        ahead.OnNext("a");
        ahead.OnNext("b");
        behind.OnNext("a");
        for (var i = 0; i < 3; i++)
            await socket.ReceiveAsync();

        var stopping = server.StopAsync();

        Assert.Equal("1001 The server is stopping; resume after 1", await socket.ReceiveAsync());
        await socket.CloseAsync();
        await stopping;
    }

    [Fact]
    public async Task What_is_under_way_on_a_socket_has_its_answer_first()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        using var socket = await ProtocolSocket.ReadyAsync(server);
        await socket.SubscribeAsync("1", "mutation { held }");
        var held = await server.Hold.NextAsync();

        var stopping = server.StopAsync();
        await server.Stopping;
        await socket.SubscribeAsync("2", "{ hello }");
        var refused = await socket.ReceiveAsync();
        held.SetResult("done");

        Assert.Equal(
            """{"type":"error","id":"2","payload":[{"message":"The server is stopping","extensions":{"code":"SERVER_STOPPING"}}]}""",
            refused
        );
        Assert.Equal("""{"type":"next","id":"1","payload":{"data":{"held":"done"}}}""", await socket.ReceiveAsync());
        Assert.Equal("""{"type":"complete","id":"1"}""", await socket.ReceiveAsync());
        Assert.Equal("1001 The server is stopping", await socket.ReceiveAsync());
        await socket.CloseAsync();
        await stopping;
    }
}
