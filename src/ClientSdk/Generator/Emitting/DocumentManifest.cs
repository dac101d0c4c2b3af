using System.Text.Encodings.Web;
using System.Text.Json;
using Lintel.Client.Generator.Model;

namespace Lintel.Client.Generator.Emitting;

/// <summary>All documents of a client by their hashes, in graphql-codegen's form: <c>{ "hash": "document" }</c>.</summary>
internal static class DocumentManifest
{
    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(IEnumerable<OperationModel> operations)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json, Readable))
        {
            writer.WriteStartObject();
            foreach (
                var operation in operations
                    .DistinctBy(operation => operation.Hash, StringComparer.Ordinal)
                    .OrderBy(operation => operation.Hash, StringComparer.Ordinal)
            )
            {
                writer.WriteString(operation.Hash, operation.Document);
            }

            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(json.ToArray()) + "\n";
    }
}
