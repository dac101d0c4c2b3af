using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Lintel.Client.Operations;

/// <summary>Reads one value; the reader stands on its first token and is left on its last.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public delegate T ReadValue<out T>(ref Utf8JsonReader reader);

/// <summary>How generated code reads and writes single values. Not meant to be called by hand.</summary>
public static class JsonValues
{
    /// <summary>Moves to the next property of the object; false at its end.</summary>
    public static bool NextProperty(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>Refuses anything but the start of an object.</summary>
    public static void ExpectObject(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"Expected an object, found {reader.TokenType}.");
        }
    }

    /// <summary>The <c>__typename</c> of the object that the reader stands on; the reader given stays where it is.</summary>
    public static string TypeName(Utf8JsonReader reader)
    {
        ExpectObject(ref reader);
        while (NextProperty(ref reader))
        {
            var found = reader.ValueTextEquals("__typename"u8);
            reader.Read();
            if (found)
            {
                return ReadString(ref reader);
            }

            reader.Skip();
        }

        throw new JsonException("The object has no __typename.");
    }

    /// <summary>
    /// Whether the reader stands on this property, and if so, moves to its value. Servers answer in the order they were asked in, so readers that ask for
    /// the properties in that order find each at once.
    /// </summary>
    public static bool IsAt(ref Utf8JsonReader reader, ReadOnlySpan<byte> property) =>
        reader.TokenType == JsonTokenType.PropertyName && IsCalled(ref reader, property) && reader.Read();

    /// <summary>Passes over a property that nobody asked for; false at the end of the object.</summary>
    public static bool SkipUnknown(ref Utf8JsonReader reader, long before)
    {
        if (reader.TokenType != JsonTokenType.PropertyName)
        {
            return false;
        }

        // Not moved since the round began: no property of it fitted.
        if (reader.BytesConsumed == before)
        {
            reader.Read();
            reader.Skip();
            reader.Read();
        }

        return reader.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>A list, item by item.</summary>
    public static IReadOnlyList<T> ReadList<T>(ref Utf8JsonReader reader, ReadValue<T> item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException($"Expected a list, found {reader.TokenType}.");
        }

        var pool = ArrayPool<T>.Shared;
        var items = pool.Rent(16);
        var count = 0;
        try
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (count == items.Length)
                {
                    var larger = pool.Rent(count * 2);
                    items.CopyTo(larger, 0);
                    pool.Return(items, clearArray: RuntimeHelpers.IsReferenceOrContainsReferences<T>());
                    items = larger;
                }

                items[count++] = item(ref reader);
            }

            return count == 0 ? [] : new AnswerList<T>(items.AsSpan(0, count).ToArray());
        }
        finally
        {
            pool.Return(items, clearArray: RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        }
    }

    /// <summary>A value that must be there.</summary>
    public static T Required<T>(T? value, string field)
        where T : class => value ?? throw Missing(field);

    /// <summary>A value that must be there.</summary>
    public static T Required<T>(T? value, string field)
        where T : struct => value ?? throw Missing(field);

    /// <summary>Text.</summary>
    public static string ReadString(ref Utf8JsonReader reader) =>
        RepeatedTexts.Current is { } texts && reader is { TokenType: JsonTokenType.String, HasValueSequence: false, ValueIsEscaped: false }
            ? texts.Of(reader.ValueSpan)
            : reader.GetString() ?? throw new JsonException("Expected a string, found null.");

    /// <summary>An id, which may be sent as text or as a number.</summary>
    public static string ReadId(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number
            ? reader.GetInt64().ToString(CultureInfo.InvariantCulture)
            // Ids hardly repeat within an answer.
            : reader.GetString() ?? throw new JsonException("Expected an id, found null.");

    /// <summary>A whole number of 64 bits, which may be sent as text.</summary>
    public static long ReadLong(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String
            ? long.Parse(ReadString(ref reader), NumberStyles.Integer, CultureInfo.InvariantCulture)
            : reader.GetInt64();

    /// <summary>An exact number, which may be sent as text.</summary>
    public static decimal ReadDecimal(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String
            ? decimal.Parse(ReadString(ref reader), NumberStyles.Number, CultureInfo.InvariantCulture)
            : reader.GetDecimal();

    /// <summary>A day, as <c>yyyy-MM-dd</c>.</summary>
    public static DateOnly ReadDate(ref Utf8JsonReader reader) =>
        DateOnly.ParseExact(ReadString(ref reader), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A time of day.</summary>
    public static TimeOnly ReadTime(ref Utf8JsonReader reader) => TimeOnly.Parse(ReadString(ref reader), CultureInfo.InvariantCulture);

    /// <summary>A duration, as <c>[d.]hh:mm:ss</c>.</summary>
    public static TimeSpan ReadDuration(ref Utf8JsonReader reader) => TimeSpan.Parse(ReadString(ref reader), CultureInfo.InvariantCulture);

    /// <summary>An address.</summary>
    public static Uri ReadUri(ref Utf8JsonReader reader) => new(ReadString(ref reader), UriKind.RelativeOrAbsolute);

    /// <summary>Any JSON, kept as it came.</summary>
    public static JsonElement ReadJson(ref Utf8JsonReader reader) => JsonElement.ParseValue(ref reader);

    /// <summary>Writes a day as <c>yyyy-MM-dd</c>.</summary>
    public static void WriteDate(Utf8JsonWriter writer, DateOnly value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    /// <summary>Writes a time of day.</summary>
    public static void WriteTime(Utf8JsonWriter writer, TimeOnly value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString("O", CultureInfo.InvariantCulture));
    }

    /// <summary>Writes a duration as <c>[d.]hh:mm:ss</c>.</summary>
    public static void WriteDuration(Utf8JsonWriter writer, TimeSpan value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString("c", CultureInfo.InvariantCulture));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsCalled(ref Utf8JsonReader reader, ReadOnlySpan<byte> property) =>
        reader.HasValueSequence || reader.ValueIsEscaped ? reader.ValueTextEquals(property) : reader.ValueSpan.SequenceEqual(property);

    private static JsonException Missing(string field) => new($"{field} is never null by the schema, but the answer has no value for it.");
}
