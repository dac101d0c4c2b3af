using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace Lintel.Schema.Shared.Reading;

/// <summary>
/// Growing UTF-8 bytes that JSON is appended to. Structure (braces, names, commas) comes as prepared bytes from the plan,
/// so only values are formatted here; nothing is validated twice.
/// </summary>
internal sealed class JsonBuffer : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(1024);

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    public ReadOnlySpan<byte> Slice(int start, int end) => _bytes.AsSpan(start, end - start);

    public void Write(ReadOnlySpan<byte> raw)
    {
        raw.CopyTo(Reserve(raw.Length));
        Length += raw.Length;
    }

    /// <summary>Gives the memory back; nothing may be read of it any more.</summary>
    public void Dispose()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
            Length = 0;
        }
    }

    public void WriteNull() => Write("null"u8);

    public void WriteBoolean(bool value) => Write(value ? "true"u8 : "false"u8);

    public void WriteLong(long value)
    {
        Utf8Formatter.TryFormat(value, Reserve(20), out var written);
        Length += written;
    }

    /// <summary>A number kept in hundredths (fen, dm²), written with two decimals.</summary>
    public void WriteHundredths(long value)
    {
        var target = Reserve(24);
        var at = 0;
        if (value < 0)
        {
            target[at++] = (byte)'-';
        }

        var magnitude = (ulong)Math.Abs(value);
        Utf8Formatter.TryFormat(magnitude / 100, target[at..], out var written);
        at += written;
        target[at++] = (byte)'.';
        target[at++] = (byte)('0' + magnitude / 10 % 10);
        target[at++] = (byte)('0' + magnitude % 10);
        Length += at;
    }

    public void WriteString(ReadOnlySpan<char> value)
    {
        var worst = (value.Length * 3) + 2;
        var target = Reserve(worst);
        target[0] = (byte)'"';
        var written = Encoding.UTF8.GetBytes(value, target[1..]);
        if (JavaScriptEncoder.UnsafeRelaxedJsonEscaping.FindFirstCharacterToEncodeUtf8(target.Slice(1, written)) >= 0)
        {
            WriteEscaped(value);
            return;
        }

        target[written + 1] = (byte)'"';
        Length += written + 2;
    }

    /// <summary>Text that is known to need no escaping, such as an enum value or a date.</summary>
    public void WriteToken(ReadOnlySpan<char> value)
    {
        var target = Reserve((value.Length * 3) + 2);
        target[0] = (byte)'"';
        var written = Encoding.UTF8.GetBytes(value, target[1..]);
        target[written + 1] = (byte)'"';
        Length += written + 2;
    }

    public void WriteDate(DateOnly value)
    {
        Span<char> text = stackalloc char[10];
        value.TryFormat(text, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        WriteToken(text);
    }

    /// <summary>RFC 3339 in UTC, with as many of its seven decimals as are not zero.</summary>
    public void WriteInstant(DateTime utc)
    {
        Span<char> text = stackalloc char[28];
        utc.TryFormat(text, out var length, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
        WriteToken(text[..length]);
    }

    /// <summary>A global id: <c>"Type_…"</c>, given the prepared bytes <c>"Type_</c>.</summary>
    public void WriteId(ReadOnlySpan<byte> quotedPrefix, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var target = Reserve(quotedPrefix.Length + 23);
        quotedPrefix.CopyTo(target);
        Base64Url.EncodeToUtf8(bytes, target[quotedPrefix.Length..], out _, out var written);
        target[quotedPrefix.Length + written] = (byte)'"';
        Length += quotedPrefix.Length + written + 1;
    }

    private void WriteEscaped(ReadOnlySpan<char> value)
    {
        var escaped = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value.ToString());
        var target = Reserve((escaped.Length * 3) + 2);
        target[0] = (byte)'"';
        var written = Encoding.UTF8.GetBytes(escaped, target[1..]);
        target[written + 1] = (byte)'"';
        Length += written + 2;
    }

    private Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, Length + count));
            _bytes.AsSpan(0, Length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        return _bytes.AsSpan(Length);
    }
}
