using System.Net;
using System.Net.WebSockets;
using System.Text;
using Lintel.Testing;

namespace Lintel.Server.Tests.Hosting;

/// <summary>SIGTERM to a real process with work under way.</summary>
public sealed class SignalTests
{
    private const string Homes = "{ listings { totalCount } }";
    private const string Alerts = "subscription { dealAlerts { __typename } }";

    [OnPostgres]
    public async Task SIGTERM_lets_what_is_under_way_come_to_its_end()
    {
        await using var server = await ServerProcess.StartAsync();
        using var socket = await SubscribedAsync(server);
        using var streamed = server.Post(Alerts, "text/event-stream");
        using var stream = await server.Http.SendAsync(streamed, HttpCompletionOption.ResponseHeadersRead);
        await using var other = await OtherLogin.OpenAsync(server.ConnectionString);
        await other.LockAsync("listings");
        using var request = server.Post(Homes);
        var asked = server.Http.SendAsync(request);
        await other.UntilBlockedAsync(1);
        var before = await server.HealthAsync("ready");

        await server.TerminateAsync();
        using var patience = new CancellationTokenSource(ServerUnderTest.Patience);
        while (await server.HealthAsync("ready") != 503)
            patience.Token.ThrowIfCancellationRequested();
        var live = await server.HealthAsync("live");
        var events = await stream.Content.ReadAsStringAsync();
        var close = await CloseOfAsync(socket);
        Assert.False(asked.IsCompleted);
        await other.UnlockAsync();
        using var answer = await asked;

        Assert.Equal(200, before);
        Assert.Equal(200, live);
        Assert.Equal("1001 The server is stopping", close);
        Assert.Equal(
            ":\n\nevent: next\ndata: {\"errors\":[{\"message\":\"The server is stopping\",\"extensions\":{\"code\":\"SERVER_STOPPING\"}}]}\n\nevent: complete\ndata:\n\n",
            events
        );
        Assert.StartsWith(
            """{"data":{"listings":{"totalCount":0}},"extensions":""",
            await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        Assert.Equal(0, await server.EndAsync());
    }

    [OnPostgres]
    public async Task What_takes_longer_than_the_server_waits_is_cut_off_and_stopped_in_the_database()
    {
        await using var server = await ServerProcess.StartAsync(("Lintel:Transport:DrainSeconds", "1"));
        await using var other = await OtherLogin.OpenAsync(server.ConnectionString);
        await other.LockAsync("listings");
        using var request = server.Post(Homes);
        var asked = server.Http.SendAsync(request);
        await other.UntilBlockedAsync(1);

        await server.TerminateAsync();
        await server.EndAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => asked);
        Assert.Equal(0, await other.BlockedAsync());
    }

    private static async Task<ClientWebSocket> SubscribedAsync(ServerProcess server)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(new UriBuilder(server.Address) { Scheme = "ws" }.Uri, CancellationToken.None);
        await SendAsync($$$"""{"type":"connection_init","payload":{"authorization":"Bearer {{{server.Token()}}}"}}""");
        await socket.ReceiveAsync(new byte[1_000], CancellationToken.None);
        await SendAsync($$$"""{"type":"subscribe","id":"1","payload":{"query":"{{{Alerts}}}"}}""");
        await SendAsync("""{"type":"ping"}""");
        await socket.ReceiveAsync(new byte[1_000], CancellationToken.None);
        return socket;

        Task SendAsync(string text) =>
            socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
    }

    private static async Task<string> CloseOfAsync(ClientWebSocket socket)
    {
        using var patience = new CancellationTokenSource(ServerUnderTest.Patience);
        while ((await socket.ReceiveAsync(new byte[1_000], patience.Token)).MessageType != WebSocketMessageType.Close) { }
        var close = $"{(int)socket.CloseStatus!} {socket.CloseStatusDescription}"; // set by the close frame
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", patience.Token);
        return close;
    }
}
