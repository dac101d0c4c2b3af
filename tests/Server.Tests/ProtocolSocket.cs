using System.Net.WebSockets;
using System.Text;

namespace Lintel.Server.Tests;

/// <summary>A client of graphql-transport-ws with no manners of its own: it sends what it is given and tells what comes back.</summary>
internal sealed class ProtocolSocket : IDisposable
{
    private readonly ClientWebSocket _socket = new();

    public static async Task<ProtocolSocket> ConnectAsync(ServerUnderTest server, string? subprotocol = "graphql-transport-ws")
    {
        var client = new ProtocolSocket();
        if (subprotocol is not null)
            client._socket.Options.AddSubProtocol(subprotocol);
        var address = new UriBuilder(server.Address) { Scheme = "ws" }.Uri;
        await client._socket.ConnectAsync(address, CancellationToken.None);
        return client;
    }

    /// <summary>Connected and acknowledged.</summary>
    public static async Task<ProtocolSocket> ReadyAsync(ServerUnderTest server, string? token = null)
    {
        var client = await ConnectAsync(server);
        await client.SendAsync(
            token is null ? """{"type":"connection_init"}""" : $$$"""{"type":"connection_init","payload":{"Authorization":"Bearer {{{token}}}"}}"""
        );
        Assert.Equal("""{"type":"connection_ack"}""", await client.ReceiveAsync());
        return client;
    }

    public Task SendAsync(string text) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    public Task SendBinaryAsync() =>
        _socket.SendAsync(new byte[] { 1, 2, 3 }, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);

    public Task SubscribeAsync(string id, string query) => SendAsync($$$"""{"type":"subscribe","id":"{{{id}}}","payload":{"query":"{{{query}}}"}}""");

    /// <summary>The next message; "4409 reason" when it is the end of the socket.</summary>
    public async Task<string> ReceiveAsync()
    {
        using var patience = new CancellationTokenSource(ServerUnderTest.Patience);
        using var message = new MemoryStream();
        var buffer = new byte[65_536];
        while (true)
        {
            var frame = await _socket.ReceiveAsync(buffer, patience.Token);
            if (frame.MessageType == WebSocketMessageType.Close)
                return $"{(int)_socket.CloseStatus!} {_socket.CloseStatusDescription}"; // set by the close frame
            message.Write(buffer, 0, frame.Count);
            if (frame.EndOfMessage)
                return Encoding.UTF8.GetString(message.ToArray());
        }
    }

    public Task CloseAsync() => _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);

    public void Abort() => _socket.Abort();

    public void Dispose() => _socket.Dispose();
}
