using System.Text.Json;
using Lintel.Client.Operations;

namespace Lintel.Client.Transport;

internal enum MessageKind
{
    Other,
    Ack,
    Ping,
    Next,
    Error,
    Complete,

    /// <summary>Not sent by the server: the connection is gone.</summary>
    Lost,
}

/// <summary>One message of graphql-transport-ws. The payload lies in the session's buffer until the next one is received.</summary>
internal readonly record struct ServerMessage(MessageKind Kind, ReadOnlyMemory<byte> Payload, ConnectionLoss? Loss)
{
    public static ServerMessage Lost(ConnectionLoss loss) => new(MessageKind.Lost, default, loss);

    public static ServerMessage Parse(ReadOnlyMemory<byte> json)
    {
        var kind = MessageKind.Other;
        ReadOnlyMemory<byte> payload = default;
        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        JsonValues.ExpectObject(ref reader);
        while (JsonValues.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                kind = KindOf(ref reader);
            }
            else if (reader.ValueTextEquals("payload"u8))
            {
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                payload = json[start..(int)reader.BytesConsumed];
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return new ServerMessage(kind, payload, null);
    }

    private static MessageKind KindOf(ref Utf8JsonReader type) =>
        type.ValueTextEquals("next"u8) ? MessageKind.Next
        : type.ValueTextEquals("ping"u8) ? MessageKind.Ping
        : type.ValueTextEquals("complete"u8) ? MessageKind.Complete
        : type.ValueTextEquals("error"u8) ? MessageKind.Error
        : type.ValueTextEquals("connection_ack"u8) ? MessageKind.Ack
        : MessageKind.Other;
}
