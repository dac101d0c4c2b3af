using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lintel.Schema.Shared.Reading;

/// <summary>The finished JSON of a planned field or of all data.</summary>
/// <param name="Utf8">The JSON.</param>
/// <param name="Cost">Points of what is in it.</param>
internal sealed record PlannedJson(ReadOnlyMemory<byte> Utf8, long Cost);

/// <summary>Puts planned JSON into the response as it is.</summary>
internal sealed class PlannedJsonConverter : JsonConverter<PlannedJson>
{
    public override PlannedJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Planned JSON is only written.");

    public override void Write(Utf8JsonWriter writer, PlannedJson value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
}
