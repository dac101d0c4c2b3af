using System.Text;

namespace Lintel.Client.Operations;

/// <summary>
/// Texts that came before in the same answer, so that a name that stands in a hundred rows is one string. Kept for the time of one answer only.
/// </summary>
internal sealed class RepeatedTexts
{
    private const int Slots = 256;
    private const int Longest = 48;

    /// <summary>Shorter answers have little to repeat.</summary>
    private const int ShortestAnswer = 2_048;

    [ThreadStatic]
    private static RepeatedTexts? _spare;

    private readonly string?[] _texts = new string?[Slots];
    private readonly byte[] _utf8 = new byte[Slots * Longest];
    private readonly byte[] _lengths = new byte[Slots];
    private RepeatedTexts? _before;

    [field: ThreadStatic]
    public static RepeatedTexts? Current { get; private set; }

    /// <summary>Puts a memory of texts in force on this thread; null for an answer too short to be worth it.</summary>
    public static RepeatedTexts? Borrow(int answerLength)
    {
        if (answerLength < ShortestAnswer)
        {
            return null;
        }

        var texts = _spare ?? new RepeatedTexts();
        _spare = null;
        texts._before = Current;
        return Current = texts;
    }

    public void Return()
    {
        Current = _before;
        _before = null;
        Array.Clear(_texts);
        _spare = this;
    }

    /// <summary>The text of UTF-8 without escapes.</summary>
    public string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > Longest)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        var slot = (int)(Hash(utf8) >> 56);
        var kept = _utf8.AsSpan(slot * Longest, Longest);
        if (_texts[slot] is { } known && _lengths[slot] == utf8.Length && kept[..utf8.Length].SequenceEqual(utf8))
        {
            return known;
        }

        var text = Encoding.UTF8.GetString(utf8);
        utf8.CopyTo(kept);
        _lengths[slot] = (byte)utf8.Length;
        _texts[slot] = text;
        return text;
    }

    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 14_695_981_039_346_656_037UL + (ulong)bytes.Length;
        while (bytes.Length >= 8)
        {
            hash = (hash ^ BitConverter.ToUInt64(bytes)) * 1_099_511_628_211UL;
            hash ^= hash >> 29;
            bytes = bytes[8..];
        }

        foreach (var one in bytes)
        {
            hash = (hash ^ one) * 1_099_511_628_211UL;
        }

        // The upper bits choose the slot.
        return (hash ^ (hash >> 32)) * 0x9E37_79B9_7F4A_7C15UL;
    }
}
