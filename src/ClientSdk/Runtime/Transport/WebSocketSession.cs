using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using Lintel.Client.Operations;

namespace Lintel.Client.Transport;

/// <summary>One socket that speaks graphql-transport-ws and carries one subscription.</summary>
internal sealed class WebSocketSession(WebSocket socket, int longestMessage) : ISubscriptionSession
{
    private const string OperationId = "1";
    private readonly ArrayBufferWriter<byte> _received = new(4096);
    private bool _subscribed;

    /// <summary>Sends the token and waits for <c>connection_ack</c>; null when it came.</summary>
    public async Task<ConnectionLoss?> InitializeAsync(string? token, CancellationToken cancellationToken)
    {
        await SendAsync(
                writer =>
                {
                    writer.WriteString("type"u8, "connection_init"u8);
                    if (token is not null)
                    {
                        writer.WriteStartObject("payload"u8);
                        writer.WriteString("authorization"u8, "Bearer " + token);
                        writer.WriteEndObject();
                    }
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        var first = await ReceiveAsync(cancellationToken).ConfigureAwait(false);
        return first.Kind switch
        {
            MessageKind.Ack => null,
            MessageKind.Lost => first.Loss,
            _ => ConnectionLoss.Fault("the server did not acknowledge the connection", null),
        };
    }

    public async Task<ConnectionLoss?> SubscribeAsync(
        OperationDocument document,
        KnownDocuments known,
        Action<Utf8JsonWriter>? variables,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await SendAsync(
                    writer =>
                    {
                        writer.WriteString("id"u8, OperationId);
                        writer.WriteString("type"u8, "subscribe"u8);
                        writer.WritePropertyName("payload"u8);
                        RequestBody.Write(writer, document, known.Strategy, known.Knows(document), variables);
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (WebSocketException fault)
        {
            return ConnectionLoss.Fault(fault.Message, fault);
        }

        _subscribed = true;
        return null;
    }

    /// <summary>The next message that concerns the caller; pings are answered on the way. Throws only when cancelled.</summary>
    public async Task<ServerMessage> ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                if (await ReadFrameAsync(cancellationToken).ConfigureAwait(false) is { } loss)
                {
                    return ServerMessage.Lost(loss);
                }

                var message = ServerMessage.Parse(_received.WrittenMemory);
                if (message.Kind == MessageKind.Ping)
                {
                    await SendAsync(static writer => writer.WriteString("type"u8, "pong"u8), cancellationToken).ConfigureAwait(false);
                }
                else if (message.Kind != MessageKind.Other)
                {
                    return message;
                }
            }
        }
        catch (Exception fault)
            when (fault is WebSocketException or IOException or JsonException
                || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            return ServerMessage.Lost(ConnectionLoss.Fault(fault.Message, fault));
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Good manners towards a server that is there; one that is not must not hold us up.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            if (_subscribed && socket.State == WebSocketState.Open)
            {
                await SendAsync(
                        static writer =>
                        {
                            writer.WriteString("id"u8, OperationId);
                            writer.WriteString("type"u8, "complete"u8);
                        },
                        patience.Token
                    )
                    .ConfigureAwait(false);
            }

            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token).ConfigureAwait(false);
            }
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException)
        {
            // The connection is gone already, which is what was wanted.
        }

        socket.Dispose();
    }

    private async Task<ConnectionLoss?> ReadFrameAsync(CancellationToken cancellationToken)
    {
        _received.ResetWrittenCount();
        while (true)
        {
            var part = await socket.ReceiveAsync(_received.GetMemory(4096), cancellationToken).ConfigureAwait(false);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return ConnectionLoss.Closed((int)(socket.CloseStatus ?? WebSocketCloseStatus.Empty), socket.CloseStatusDescription);
            }

            _received.Advance(part.Count);
            if (part.EndOfMessage)
            {
                return null;
            }

            if (_received.WrittenCount > longestMessage)
            {
                return new ConnectionLoss(null, $"a message exceeds {longestMessage} bytes", IsFinal: true);
            }
        }
    }

    private async Task SendAsync(Action<Utf8JsonWriter> members, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        await socket.SendAsync(buffer.WrittenMemory, WebSocketMessageType.Text, endOfMessage: true, cancellationToken).ConfigureAwait(false);
    }
}
