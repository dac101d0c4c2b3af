using System.Buffers.Text;
using System.Globalization;

namespace Lintel.Schema.Shared.Streaming;

/// <summary>
/// A place in a stream: a number of the log, and where that is told in several items, the last of them that was handled. As text <c>123</c> or
/// <c>123.AZqk…</c>; everything up to <c>123</c> is handled in both, of the items that come with 123 beside an event, those up to that one.
/// </summary>
public readonly record struct StreamPosition(long Sequence, Guid? Part)
{
    public static StreamPosition At(long sequence) => new(sequence, Part: null);

    public static bool TryParse(string text, out StreamPosition position)
    {
        position = default;
        var (number, part) = text.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot ? (text[..dot], text[(dot + 1)..]) : (text, null);
        Guid? key = null;
        if (part is not null)
        {
            Span<byte> bytes = stackalloc byte[16];
            if (part.Length != 22 || !Base64Url.IsValid(part) || !Base64Url.TryDecodeFromChars(part, bytes, out var written) || written != 16)
            {
                return false;
            }

            key = new Guid(bytes, bigEndian: true);
        }

        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            return false;
        }

        position = new StreamPosition(sequence, key);
        return true;
    }

    /// <summary>The one that is earlier in the stream.</summary>
    public static StreamPosition Earlier(StreamPosition one, StreamPosition other) =>
        (one.Sequence != other.Sequence ? one.Sequence < other.Sequence : Nullable.Compare(one.Part, other.Part) < 0) ? one : other;

    public override string ToString()
    {
        var number = Sequence.ToString(CultureInfo.InvariantCulture);
        if (Part is not { } part)
        {
            return number;
        }

        Span<byte> bytes = stackalloc byte[16];
        part.TryWriteBytes(bytes, bigEndian: true, out _);
        return $"{number}.{Base64Url.EncodeToString(bytes)}";
    }
}
