using System.Buffers;
using System.Globalization;
using System.Text;

namespace Lintel.Schema.Shared.Limits;

/// <summary>
/// A string of a document, plain or a block. Its characters are Unicode scalar values: half of a pair is refused (<see cref="NoTokenException"/>), as
/// itself and as an escape.
/// </summary>
/// <param name="End">The place after its last quotation mark.</param>
/// <param name="Rewritten">The same string as a parser of 2021 reads it, in as many lines; null: it reads it as it is.</param>
internal readonly record struct DocumentString(int End, string? Rewritten)
{
    private const string BlockQuotes = "\"\"\"";
    private const string EscapedBlockQuotes = "\\\"\"\"";
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789ABCDEFabcdef");

    /// <summary>Reads the string that begins at a quotation mark.</summary>
    public static DocumentString Read(string query, int start) =>
        Follows(query, start, BlockQuotes) ? ReadBlock(query, start) : ReadPlain(query, start);

    /// <summary>How many characters of UTF-16 the one at a place has.</summary>
    public static int LengthOfCharacter(string query, int at) =>
        !char.IsSurrogate(query[at]) ? 1
        : char.IsSurrogatePair(query, at) ? 2
        : throw NoTokenException.At(query, at);

    private static DocumentString ReadPlain(string query, int start)
    {
        var (at, isOld) = (start + 1, true);
        var value = new StringBuilder();
        while (at < query.Length && query[at] is not ('"' or '\n' or '\r'))
        {
            if (query[at] == '\\')
            {
                isOld &= !Follows(query, at, "\\u{");
                at = ReadEscape(query, at, value);
            }
            else
            {
                isOld &= query[at] is '\t' or >= ' ';
                var length = LengthOfCharacter(query, at);
                value.Append(query, at, length);
                at += length;
            }
        }

        return at == query.Length || query[at] != '"' ? throw NoTokenException.At(query, at)
            : isOld ? new DocumentString(at + 1, null)
            : new DocumentString(at + 1, Written(value.ToString()));
    }

    /// <summary>Adds what an escape stands for; the place after it.</summary>
    private static int ReadEscape(string query, int at, StringBuilder value)
    {
        var named = at + 1 < query.Length ? "\"\\/bfnrt".IndexOf(query[at + 1], StringComparison.Ordinal) : -1;
        if (named >= 0)
        {
            value.Append("\"\\/\b\f\n\r\t"[named]);
            return at + 2;
        }

        var (code, end) = ReadCode(query, at);
        if (code is >= 0xD800 and <= 0xDBFF && query[end - 1] != '}' && Follows(query, end, "\\u"))
        {
            var (second, secondEnd) = ReadCode(query, end);
            if (second is >= 0xDC00 and <= 0xDFFF && query[secondEnd - 1] != '}')
            {
                value.Append((char)code).Append((char)second);
                return secondEnd;
            }
        }

        if (!Rune.IsValid(code))
        {
            throw NoTokenException.At(query, at);
        }

        value.Append(new Rune(code).ToString());
        return end;
    }

    /// <summary>The number in <c>\uXXXX</c> or <c>\u{X…}</c>, and the place after it.</summary>
    private static (int Code, int End) ReadCode(string query, int at)
    {
        if (!Follows(query, at, "\\u"))
        {
            throw NoTokenException.At(query, at);
        }

        var isBraced = Follows(query, at, "\\u{");
        var start = at + (isBraced ? 3 : 2);
        var end = isBraced ? query.IndexOf('}', start) : start + 4;
        if (end <= start || end > query.Length || query.AsSpan(start, end - start).ContainsAnyExcept(HexDigits))
        {
            throw NoTokenException.At(query, at);
        }

        var digits = query.AsSpan(start, end - start).TrimStart('0');
        return digits.Length > 6
            ? throw NoTokenException.At(query, at)
            : (digits.IsEmpty ? 0 : int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), isBraced ? end + 1 : end);
    }

    private static DocumentString ReadBlock(string query, int start)
    {
        var (at, isOld) = (start + BlockQuotes.Length, true);
        while (!Follows(query, at, BlockQuotes))
        {
            if (at >= query.Length)
            {
                throw NoTokenException.At(query, at);
            }

            isOld &= query[at] is '\t' or '\n' or '\r' or >= ' ';
            at += Follows(query, at, EscapedBlockQuotes) ? EscapedBlockQuotes.Length : LengthOfCharacter(query, at);
        }

        var end = at + BlockQuotes.Length;
        if (isOld)
        {
            return new DocumentString(end, null);
        }

        var lines = query[(start + BlockQuotes.Length)..at]
            .Replace(EscapedBlockQuotes, BlockQuotes, StringComparison.Ordinal)
            .ReplaceLineEndings("\n")
            .Split('\n');
        return new DocumentString(end, Written(string.Join('\n', Unindented(lines))) + new string('\n', lines.Length - 1));
    }

    /// <summary>The lines of a block string without common indentation and without blank lines around them.</summary>
    private static IEnumerable<string> Unindented(string[] lines)
    {
        var indentation = lines.Skip(1).Where(line => !IsBlank(line)).Select(Indentation).DefaultIfEmpty(0).Min();
        var unindented = lines.Select((line, i) => i == 0 ? line : line[Math.Min(indentation, line.Length)..]).ToList();
        var first = unindented.FindIndex(line => !IsBlank(line));
        return first < 0 ? [] : unindented[first..(unindented.FindLastIndex(line => !IsBlank(line)) + 1)];
    }

    private static int Indentation(string line) => line.Length - line.TrimStart(' ', '\t').Length;

    private static bool IsBlank(string line) => Indentation(line) == line.Length;

    /// <summary>A plain string of this value in ASCII.</summary>
    private static string Written(string value) =>
        $"\"{string.Concat(value.Select(one => one is >= ' ' and <= '~' and not ('"' or '\\') ? one.ToString() : $"\\u{(int)one:X4}"))}\"";

    private static bool Follows(string query, int at, string expected) =>
        at <= query.Length && query.AsSpan(at).StartsWith(expected, StringComparison.Ordinal);
}
