using System.Text;

namespace Lintel.Schema.Shared.Reading;

/// <summary>Writes what stands around rows: objects, lists, names.</summary>
internal sealed class ShapeWriter
{
    private readonly List<GroupPart> _parts;
    private readonly StringBuilder _literal;
    private bool _isFirst = true;

    /// <summary>Begins an object.</summary>
    public ShapeWriter(List<GroupPart> parts)
        : this(parts, "{") { }

    private ShapeWriter(List<GroupPart> parts, string start) => (_parts, _literal) = (parts, new StringBuilder(start));

    /// <summary>Begins a value of whatever kind.</summary>
    public static ShapeWriter OfValue(List<GroupPart> parts) => new(parts, "");

    public void Name(string responseKey)
    {
        _literal.Append(_isFirst ? "" : ",").Append('"').Append(responseKey).Append("\":");
        _isFirst = false;
    }

    public void Literal(string json) => _literal.Append(json);

    public void Add(GroupPart part)
    {
        Flush();
        _parts.Add(part);
    }

    public void Rows(int template)
    {
        _literal.Append('[');
        Add(new GroupPart.Rows(template));
        _literal.Append(']');
    }

    public ShapeWriter Nested()
    {
        Flush();
        return new ShapeWriter(_parts);
    }

    /// <summary>Ends the object.</summary>
    public void End()
    {
        _literal.Append('}');
        Flush();
    }

    /// <summary>Ends the value.</summary>
    public void Close() => Flush();

    private void Flush()
    {
        if (_literal.Length > 0)
        {
            _parts.Add(new GroupPart.Literal(Encoding.UTF8.GetBytes(_literal.ToString())));
            _literal.Clear();
        }
    }
}
