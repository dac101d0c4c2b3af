using System.Buffers.Text;
using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Lintel.Raw;

/// <summary>Columns as JSON members.</summary>
internal static class Json
{
    private const int EncodedId = 22;

    public static void Text(this Utf8JsonWriter json, ReadOnlySpan<byte> name, DbDataReader row, int column)
    {
        if (row.IsDBNull(column))
            json.WriteNull(name);
        else
            json.WriteString(name, row.GetString(column));
    }

    public static void Whole(this Utf8JsonWriter json, ReadOnlySpan<byte> name, DbDataReader row, int column)
    {
        if (row.IsDBNull(column))
            json.WriteNull(name);
        else
            json.WriteNumber(name, row.GetInt32(column));
    }

    public static void Date(this Utf8JsonWriter json, ReadOnlySpan<byte> name, DbDataReader row, int column)
    {
        if (row.IsDBNull(column))
        {
            json.WriteNull(name);
            return;
        }

        Span<byte> text = stackalloc byte[10];
        row.GetFieldValue<DateOnly>(column).TryFormat(text, out _, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        json.WriteString(name, text);
    }

    public static void Instant(this Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTime utc)
    {
        Span<byte> text = stackalloc byte[28];
        utc.TryFormat(text, out var length, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", System.Globalization.CultureInfo.InvariantCulture);
        json.WriteString(name, text[..length]);
    }

    /// <summary>Fen as yuan, dm² as m².</summary>
    public static void Hundredths(this Utf8JsonWriter json, ReadOnlySpan<byte> name, long value)
    {
        Span<byte> text = stackalloc byte[24];
        Utf8Formatter.TryFormat(value / 100, text, out var length);
        text[length++] = (byte)'.';
        text[length++] = (byte)('0' + (value / 10 % 10));
        text[length++] = (byte)('0' + (value % 10));
        json.WritePropertyName(name);
        json.WriteRawValue(text[..length], skipInputValidation: true);
    }

    /// <summary>An id as <c>Type_…</c>, given <c>Type_</c>.</summary>
    public static void Id(this Utf8JsonWriter json, ReadOnlySpan<byte> prefix, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        Span<byte> text = stackalloc byte[40];
        prefix.CopyTo(text);
        Base64Url.EncodeToUtf8(bytes, text[prefix.Length..], out _, out _);
        json.WriteString("id"u8, text[..(prefix.Length + EncodedId)]);
    }

    public static Guid ReadId(string id) => new(Base64Url.DecodeFromChars(id.AsSpan(id.Length - EncodedId)), bigEndian: true);

    public static void Cursor(this Utf8JsonWriter json, long key, Guid id)
    {
        Span<byte> bytes = stackalloc byte[24];
        BitConverter.TryWriteBytes(bytes, key);
        id.TryWriteBytes(bytes[8..]);
        Span<byte> text = stackalloc byte[32];
        Base64Url.EncodeToUtf8(bytes, text, out _, out _);
        json.WriteString("endCursor"u8, text);
    }

    public static (long Key, Guid Id) ReadCursor(string cursor)
    {
        var bytes = Base64Url.DecodeFromChars(cursor);
        return (BitConverter.ToInt64(bytes), new Guid(bytes.AsSpan(8)));
    }

    /// <summary>SQLite has no instants: they are ticks.</summary>
    public static DateTime GetInstant(this DbDataReader row, int column) =>
        row is SqliteDataReader ? new DateTime(row.GetInt64(column), DateTimeKind.Utc) : row.GetDateTime(column);
}
