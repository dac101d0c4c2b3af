using System.Net.WebSockets;
using System.Text.Json;

namespace Lintel.Chaos;

/// <summary>graphql-transport-ws.</summary>
internal sealed class WebSocketFollower(string name, Fleet fleet, Wires wires, string token) : Follower(name)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(45);

    protected override async Task FollowAsync(CancellationToken stop)
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(stop);
        silence.CancelAfter(Silence);
        await socket.ConnectAsync(new UriBuilder(fleet.Any()) { Scheme = "ws" }.Uri, wires.Http, silence.Token);
        await SendAsync(new { type = "connection_init", payload = new { Authorization = $"Bearer {token}" } });
        using var message = new MemoryStream();
        var buffer = new byte[16_384];
        while (true)
        {
            // The server pings one that hears nothing: longer silence is a dead connection.
            silence.CancelAfter(Silence);
            var frame = await socket.ReceiveAsync(buffer, silence.Token);
            if (frame.MessageType == WebSocketMessageType.Close)
                return;
            message.Write(buffer, 0, frame.Count);
            if (!frame.EndOfMessage)
                continue;

            using var read = JsonDocument.Parse(message.GetBuffer().AsMemory(0, (int)message.Length));
            message.SetLength(0);
            if (!await HandleAsync(read.RootElement))
                return;
        }

        async Task<bool> HandleAsync(JsonElement said)
        {
            switch (said.GetProperty("type").GetString())
            {
                case "connection_ack":
                    await SendAsync(
                        new
                        {
                            type = "subscribe",
                            id = "1",
                            payload = new { query = Document, variables = new { after = Seen.Position } },
                        }
                    );
                    return true;
                case "ping":
                    await SendAsync(new { type = "pong" });
                    return true;
                case "next" when said.GetProperty("payload").TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object:
                    Seen.Take(data.GetProperty("dealAlerts"));
                    return true;
                default:
                    return false;
            }
        }

        Task SendAsync(object text) =>
            socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(text), WebSocketMessageType.Text, endOfMessage: true, silence.Token);
    }
}
