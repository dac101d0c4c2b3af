using System.Buffers;
using System.Text.Json;

namespace Lintel.Client.Operations;

/// <summary>Writes the JSON of a request: the document or its name, and the variables.</summary>
internal static class RequestBody
{
    public static byte[] Of(OperationDocument document, RequestStrategy strategy, bool isKnown, Action<Utf8JsonWriter>? variables)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, document, strategy, isKnown, variables);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <param name="writer">Where to.</param>
    /// <param name="document">The document.</param>
    /// <param name="strategy">How it is named.</param>
    /// <param name="isKnown">The server is taken to know it by its name; else the text is sent.</param>
    /// <param name="variables">Writes the variables; null when there are none.</param>
    public static void Write(
        Utf8JsonWriter writer,
        OperationDocument document,
        RequestStrategy strategy,
        bool isKnown,
        Action<Utf8JsonWriter>? variables
    )
    {
        writer.WriteStartObject();
        writer.WriteString("operationName"u8, document.Name);
        if (strategy == RequestStrategy.PersistedDocument && isKnown)
        {
            writer.WriteString("documentId"u8, $"sha256:{document.Hash}");
        }
        else if (strategy != RequestStrategy.AutomaticPersistedQuery || !isKnown)
        {
            writer.WriteString("query"u8, document.EncodedText);
        }

        if (variables is not null)
        {
            writer.WritePropertyName("variables"u8);
            variables(writer);
        }

        if (strategy == RequestStrategy.AutomaticPersistedQuery)
        {
            writer.WriteStartObject("extensions"u8);
            writer.WriteStartObject("persistedQuery"u8);
            writer.WriteNumber("version"u8, 1);
            writer.WriteString("sha256Hash"u8, document.Hash);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
