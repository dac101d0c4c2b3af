using System.Buffers;
using System.Text.Json;

namespace Lintel.Client.Operations;

/// <summary>Writes the JSON of a request: <c>{ "operationName", "query", "variables" }</c>.</summary>
internal static class RequestBody
{
    public static byte[] Of(OperationDocument document, Action<Utf8JsonWriter>? variables)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, document, variables);
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static void Write(Utf8JsonWriter writer, OperationDocument document, Action<Utf8JsonWriter>? variables)
    {
        writer.WriteStartObject();
        writer.WriteString("operationName"u8, document.Name);
        writer.WriteString("query"u8, document.EncodedText);
        if (variables is not null)
        {
            writer.WritePropertyName("variables"u8);
            variables(writer);
        }

        writer.WriteEndObject();
    }
}
