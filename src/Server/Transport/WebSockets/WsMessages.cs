using System.Buffers;
using System.Text;
using System.Text.Json;
using GraphQL;
using GraphQL.Transport;
using Lintel.Schema.Shared.Streaming;
using Lintel.Server.Transport.Streams;

namespace Lintel.Server.Transport.WebSockets;

/// <summary>What the server says on a socket, put in line for its one writer.</summary>
internal sealed class WsMessages(Outbox outbox, IGraphQLTextSerializer serializer)
{
    /// <summary>Bytes around the id and the payload.</summary>
    private const int Envelope = 64;

    /// <summary>False: it was not taken, and nothing later will be.</summary>
    public bool Post(string type, string? id = null, object? payload = null) =>
        outbox.Post(
            Encoding.UTF8.GetBytes(
                serializer.Serialize(
                    new OperationMessage
                    {
                        Type = type,
                        Id = id,
                        Payload = payload,
                    }
                )
            )
        );

    /// <summary>A result of an operation; what many are told is written once.</summary>
    public bool Next(string id, ExecutionResult result)
    {
        if (result is not StreamedResult streamed)
            return Post(WsMessage.Next, id, result);

        var payload = streamed.ToJson(one => Encoding.UTF8.GetBytes(serializer.Serialize(one)));
        var message = new ArrayBufferWriter<byte>(payload.Length + id.Length + Envelope);
        using (var json = new Utf8JsonWriter(message))
        {
            json.WriteStartObject();
            json.WriteString("type", WsMessage.Next);
            json.WriteString("id", id);
            json.WritePropertyName("payload");
            json.WriteRawValue(payload, skipInputValidation: true);
            json.WriteEndObject();
        }

        return outbox.Post(message.WrittenSpan.ToArray());
    }

    /// <inheritdoc cref="Outbox.WhenRoomAsync"/>
    public ValueTask WhenRoomAsync(CancellationToken cancellationToken) => outbox.WhenRoomAsync(cancellationToken);
}
