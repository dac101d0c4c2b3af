using System.Text;

namespace Lintel.Schema.Shared.Limits;

/// <summary>
/// Reads a document's tokens by the grammar of September 2025 and writes it as the parser can take it, which reads that of 2021: without comments
/// (it looks for escapes in them) and descriptions, with line feeds only, and with strings of its own making where characters or escapes stand that it does not know.
/// Every token stays in its line; columns change only after such a string.
/// </summary>
internal sealed class DocumentText(string query, int mostTokens)
{
    /// <summary>What a description may stand before.</summary>
    private static readonly string[] Described = ["query", "mutation", "subscription", "fragment"];

    private StringBuilder? _rewritten;
    private int _at;
    private int _copied;

    // How many of each are open, and the token before.
    private int _braces;
    private int _brackets;
    private int _parentheses;
    private char _last;

    /// <summary>How many tokens there are; counted to just above the most.</summary>
    public int Tokens { get; private set; }

    /// <summary>The document for the parser; of one with too many tokens, something. What is no token is thrown as <see cref="NoTokenException"/>.</summary>
    public string Read()
    {
        while (_at < query.Length && Tokens <= mostTokens)
        {
            switch (query[_at])
            {
                case ' ' or '\t' or ',' or '\n' or '\uFEFF':
                    _at++;
                    break;
                case '\r':
                    ReadCarriageReturn();
                    break;
                case '#':
                    ReadComment();
                    break;
                case '!' or '$' or '&' or '(' or ')' or ':' or '=' or '@' or '[' or ']' or '{' or '|' or '}':
                    Tokens++;
                    ReadPunctuator();
                    break;
                case '.':
                    Tokens++;
                    _at += query.AsSpan(_at).StartsWith("...", StringComparison.Ordinal) ? 3 : throw Unexpected();
                    break;
                case '"':
                    Tokens++;
                    ReadString();
                    break;
                case '-' or (>= '0' and <= '9'):
                    Tokens++;
                    ReadNumber();
                    break;
                case var first when IsNameStart(first):
                    Tokens++;
                    ReadName();
                    break;
                default:
                    throw Unexpected();
            }
        }

        return _rewritten is null ? query : _rewritten.Append(query, _copied, query.Length - _copied).ToString();
    }

    private void ReadCarriageReturn()
    {
        if (Next is not '\n')
        {
            Replace(_at, _at + 1, "\n");
        }

        _at++;
    }

    private void ReadComment()
    {
        var start = _at;
        while (_at < query.Length && query[_at] is not ('\n' or '\r'))
        {
            _at += DocumentString.LengthOfCharacter(query, _at);
        }

        Replace(start, _at, "");
    }

    private void ReadName()
    {
        while (_at < query.Length && IsNamePart(query[_at]))
        {
            _at++;
        }

        _last = 'a';
    }

    private void ReadNumber()
    {
        if (query[_at] == '-')
        {
            _at++;
        }

        if (Current == '0')
        {
            _at++;
        }
        else
        {
            ReadDigits();
        }

        if (Current == '.')
        {
            _at++;
            ReadDigits();
        }

        if (Current is 'e' or 'E')
        {
            _at++;
            if (Current is '+' or '-')
            {
                _at++;
            }

            ReadDigits();
        }

        _last = '0';
        if (Current is { } after && (after == '.' || char.IsAsciiDigit(after) || IsNameStart(after)))
        {
            throw Unexpected();
        }
    }

    private void ReadDigits()
    {
        if (Current is not { } first || !char.IsAsciiDigit(first))
        {
            throw Unexpected();
        }

        while (Current is { } digit && char.IsAsciiDigit(digit))
        {
            _at++;
        }
    }

    private void ReadPunctuator()
    {
        _last = query[_at];
        _braces += Change('{', '}');
        _brackets += Change('[', ']');
        _parentheses += Change('(', ')');
        _at++;

        int Change(char open, char close) =>
            query[_at] == open ? 1
            : query[_at] == close ? -1
            : 0;
    }

    private void ReadString()
    {
        var read = DocumentString.Read(query, _at);
        if (IsDescription(read.End))
        {
            Replace(_at, read.End, new string('\n', query.AsSpan(_at, read.End - _at).Count('\n')));
        }
        else if (read.Rewritten is { } rewritten)
        {
            Replace(_at, read.End, rewritten);
        }

        (_at, _last) = (read.End, '"');
    }

    /// <summary>The string that ends here describes an operation, a fragment or a variable.</summary>
    private bool IsDescription(int end)
    {
        if (_braces != 0 || _brackets != 0 || _parentheses > 1)
        {
            return false;
        }

        var next = query.AsSpan(AfterIgnored(end));
        if (_parentheses == 1)
        {
            return _last != '=' && next.StartsWith('$');
        }

        foreach (var word in Described)
        {
            if (next.StartsWith(word, StringComparison.Ordinal) && (next.Length == word.Length || !IsNamePart(next[word.Length])))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The place of the next token.</summary>
    private int AfterIgnored(int at)
    {
        while (at < query.Length && query[at] is ' ' or '\t' or ',' or '\n' or '\r' or '\uFEFF' or '#')
        {
            var length = query[at] == '#' ? query.AsSpan(at).IndexOfAny('\n', '\r') : 1;
            at = length < 0 ? query.Length : at + length;
        }

        return at;
    }

    private void Replace(int from, int to, string with)
    {
        (_rewritten ??= new StringBuilder(query.Length)).Append(query, _copied, from - _copied).Append(with);
        _copied = to;
    }

    private char? Current => _at < query.Length ? query[_at] : null;

    private char? Next => _at + 1 < query.Length ? query[_at + 1] : null;

    private NoTokenException Unexpected() => NoTokenException.At(query, _at);

    private static bool IsNameStart(char first) => char.IsAsciiLetter(first) || first == '_';

    private static bool IsNamePart(char part) => IsNameStart(part) || char.IsAsciiDigit(part);
}
