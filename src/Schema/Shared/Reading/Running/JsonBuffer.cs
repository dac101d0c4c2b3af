using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;

namespace Lintel.Schema.Shared.Reading;

/// <summary>
/// Growing UTF-8 bytes that JSON is appended to. Structure (braces, names, commas) comes as prepared bytes from the plan,
/// so only values are formatted here; nothing is validated twice.
/// </summary>
internal sealed class JsonBuffer : IDisposable
{
    /// <summary>The characters that the engine's serializer writes as they are.</summary>
    private static readonly SearchValues<char> Plain = SearchValues.Create([
        .. Enumerable
            .Range(0, char.MaxValue + 1)
            .Where(one => !char.IsSurrogate((char)one) && !JavaScriptEncoder.UnsafeRelaxedJsonEscaping.WillEncode(one))
            .Select(one => (char)one),
    ]);

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
        if (value.ContainsAnyExcept(Plain))
        {
            WriteEscaped(value);
        }
        else
        {
            WriteToken(value);
        }
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
        var target = Reserve(12);
        target[0] = (byte)'"';
        WriteDay(value.Year, value.Month, value.Day, target[1..]);
        target[11] = (byte)'"';
        Length += 12;
    }

    /// <summary>RFC 3339 in UTC, with as many of its seven decimals as are not zero.</summary>
    public void WriteInstant(DateTime utc)
    {
        var target = Reserve(30);
        target[0] = (byte)'"';
        WriteDay(utc.Year, utc.Month, utc.Day, target[1..]);
        target[11] = (byte)'T';
        WriteTwo(utc.Hour, target[12..]);
        target[14] = (byte)':';
        WriteTwo(utc.Minute, target[15..]);
        target[17] = (byte)':';
        WriteTwo(utc.Second, target[18..]);
        var at = 20;
        for (var (rest, place) = (utc.Ticks % TimeSpan.TicksPerSecond, TimeSpan.TicksPerSecond / 10); rest > 0; rest %= place, place /= 10)
        {
            if (at == 20)
            {
                target[at++] = (byte)'.';
            }

            target[at++] = (byte)('0' + (rest / place));
        }

        target[at++] = (byte)'Z';
        target[at++] = (byte)'"';
        Length += at;
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

    private static void WriteDay(int year, int month, int day, Span<byte> target)
    {
        WriteTwo(year / 100, target);
        WriteTwo(year % 100, target[2..]);
        target[4] = (byte)'-';
        WriteTwo(month, target[5..]);
        target[7] = (byte)'-';
        WriteTwo(day, target[8..]);
    }

    private static void WriteTwo(int value, Span<byte> target)
    {
        target[0] = (byte)('0' + (value / 10));
        target[1] = (byte)('0' + (value % 10));
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
