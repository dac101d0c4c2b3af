using System.Text;

namespace Lintel.Client.Generator.Emitting;

/// <summary>Writes indented lines that end in <c>\n</c> on every machine.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public CodeWriter Line(string text = "")
    {
        if (text.Length > 0)
        {
            _text.Append(' ', _depth * 4).Append(text);
        }

        _text.Append('\n');
        return this;
    }

    /// <summary>Writes a line as it is, whatever the depth: the inside of raw strings.</summary>
    public CodeWriter Verbatim(string text)
    {
        _text.Append(text).Append('\n');
        return this;
    }

    /// <summary>A header with a block in braces.</summary>
    public CodeWriter Block(string header, Action inside, string end = "}")
    {
        if (header.Length > 0)
        {
            Line(header);
        }

        Line("{");
        Indented(inside);
        return Line(end);
    }

    public CodeWriter Indented(Action inside)
    {
        _depth++;
        inside();
        _depth--;
        return this;
    }

    public override string ToString() => _text.ToString();
}
