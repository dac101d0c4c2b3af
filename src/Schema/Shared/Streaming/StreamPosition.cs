using System.Buffers.Text;
using System.Globalization;

namespace Lintel.Schema.Shared.Streaming;

/// <summary>
/// A place in a stream: a number of the log, and where that is told in several items, the last of them that was handled. As text <c>123</c>,
/// <c>123.AZqk…</c> or <c>123.AZqk….3f9c…</c>; everything up to <c>123</c> is handled in all, of the items that come with 123 beside an event, those up to
/// that one.
/// </summary>
public readonly record struct StreamPosition(long Sequence, Guid? Part)
{
    private const int LongestOccasion = 16;

    /// <summary>What the items beside the event were told for, where that was a change of access: those of another one are others. Null: a snapshot.</summary>
    public string? Occasion { get; init; }

    public static StreamPosition At(long sequence) => new(sequence, Part: null);

    public static bool TryParse(string text, out StreamPosition position)
    {
        position = default;
        var pieces = text.Split('.');
        Guid? key = null;
        if (pieces.Length > 1)
        {
            Span<byte> bytes = stackalloc byte[16];
            var part = pieces[1];
            if (part.Length != 22 || !Base64Url.IsValid(part) || !Base64Url.TryDecodeFromChars(part, bytes, out var written) || written != 16)
            {
                return false;
            }

            key = new Guid(bytes, bigEndian: true);
        }

        var occasion = pieces.Length > 2 ? pieces[2] : null;
        if (
            pieces.Length > 3
            || occasion is { Length: 0 or > LongestOccasion }
            || !long.TryParse(pieces[0], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
        )
        {
            return false;
        }

        position = new StreamPosition(sequence, key) { Occasion = occasion };
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
        return $"{number}.{Base64Url.EncodeToString(bytes)}{(Occasion is null ? "" : $".{Occasion}")}";
    }
}
