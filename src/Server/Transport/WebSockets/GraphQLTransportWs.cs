using System.Net.WebSockets;

namespace Lintel.Server.Transport.WebSockets;

/// <summary>Accepts the sockets of clients that speak graphql-transport-ws, and turns the others away with 4406.</summary>
internal sealed class GraphQLTransportWs(WsServices services, IHostApplicationLifetime lifetime)
{
    public const string Subprotocol = "graphql-transport-ws";

    public async Task HandleAsync(HttpContext context)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        var sockets = context.WebSockets;
        if (!sockets.WebSocketRequestedProtocols.Contains(Subprotocol, StringComparer.Ordinal))
        {
            await TurnAwayAsync(sockets, context.RequestAborted);
            return;
        }

        var heartbeat = TimeSpan.FromSeconds(services.Limits.Value.SocketHeartbeatSeconds);
        var socket = await sockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext
            {
                SubProtocol = Subprotocol,
                KeepAliveInterval = heartbeat,
                KeepAliveTimeout = heartbeat,
            }
        );
        using var connection = new WsConnection(socket, services, context.Connection.RemoteIpAddress);
        await connection.RunAsync(lifetime.ApplicationStopping);
    }

    /// <summary>
    /// Agrees to what the client asked for, only to close with the code that names the mistake: most clients drop a handshake
    /// without a subprotocol before they would hear of it.
    /// </summary>
    private static async Task TurnAwayAsync(WebSocketManager sockets, CancellationToken aborted)
    {
        using var socket = await sockets.AcceptWebSocketAsync(sockets.WebSocketRequestedProtocols.FirstOrDefault());
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        patience.CancelAfter(TimeSpan.FromSeconds(5));
        var close = WsClose.SubprotocolNotAcceptable;
        try
        {
            await socket.CloseAsync((WebSocketCloseStatus)close.Code, close.Reason, patience.Token);
        }
        catch (Exception fault) when (fault is OperationCanceledException or WebSocketException)
        {
            socket.Abort();
        }
    }
}
