using System.Buffers;
using System.Text.Json;

namespace Lintel.Server.Transport.WebSockets;

/// <summary>A message of a client, its members checked as the protocol asks for its type.</summary>
internal sealed record WsMessage(string Type, string? Id, JsonElement? Payload)
{
    public const string ConnectionInit = "connection_init";
    public const string ConnectionAck = "connection_ack";
    public const string Ping = "ping";
    public const string Pong = "pong";
    public const string Subscribe = "subscribe";
    public const string Next = "next";
    public const string Error = "error";
    public const string Complete = "complete";

    /// <summary>The message, or the close that answers something that is none.</summary>
    public static (WsMessage? Message, WsClose? Close) Parse(ReadOnlyMemory<byte> text, int depth)
    {
        try
        {
            // The request stands in a message.
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = depth + 1 });
            return Read(document.RootElement.Clone());
        }
        catch (JsonException)
        {
            return (
                null,
                WsClose.BadMessage(
                    JsonNesting.Exceeds(new ReadOnlySequence<byte>(text), depth + 1)
                        ? JsonNesting.TooDeep(depth).Message
                        : "Message is not valid JSON"
                )
            );
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape, is JSON but no text.
            return (null, WsClose.BadMessage("Message is not valid Unicode"));
        }
    }

    private static (WsMessage? Message, WsClose? Close) Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return (null, WsClose.BadMessage("Message must be a JSON object"));
        if (String(root, "type") is not { } type)
            return (null, WsClose.BadMessage("Message is missing the 'type' property"));

        var id = String(root, "id");
        if (type is Subscribe or Complete && string.IsNullOrEmpty(id))
        {
            return (null, WsClose.BadMessage($"'{type}' message needs a non-empty string in 'id'"));
        }

        return root.TryGetProperty("payload", out var payload) && payload.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null)
            ? (null, WsClose.BadMessage($"'{type}' message needs an object in 'payload'"))
            : (new WsMessage(type, id, payload.ValueKind == JsonValueKind.Object ? payload : null), null);
    }

    private static string? String(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
