using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Lintel.Domain;

namespace Lintel.Data;

/// <summary>
/// The JSON of events: camelCase names, enum values in constant case, Chinese text as it is. Kind and subject are
/// columns of the log and not repeated.
/// </summary>
public static class EventJson
{
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(new ConstantCase(), allowIntegerValues: false) },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutColumns } },
        };

    public static string Write(DomainEvent happened) => JsonSerializer.Serialize(happened, happened.GetType(), Options);

    /// <summary>The event record of <see cref="LoggedEvent.Data"/>; throws when it is of another type.</summary>
    public static T Read<T>(string data)
        where T : DomainEvent => JsonSerializer.Deserialize<T>(data, Options) ?? throw new JsonException($"The log holds no {typeof(T).Name} here.");

    private static void LeaveOutColumns(JsonTypeInfo type)
    {
        if (!typeof(DomainEvent).IsAssignableFrom(type.Type))
        {
            return;
        }

        foreach (var column in typeof(DomainEvent).GetProperties())
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(column.Name);
            if (type.Properties.FirstOrDefault(property => property.Name == name) is { } found)
            {
                type.Properties.Remove(found);
            }
        }
    }

    private sealed class ConstantCase : JsonNamingPolicy
    {
        public override string ConvertName(string name) => EnumNames.ToConstantCase(name);
    }
}
