using System.Text;

namespace Lintel.Schema.Shared.Reading;

/// <summary>Writes the object around the rows of a group.</summary>
internal sealed class ShapeWriter
{
    private readonly List<GroupPart> _parts;
    private readonly StringBuilder _literal = new("{");
    private bool _isFirst = true;

    public ShapeWriter(List<GroupPart> parts) => _parts = parts;

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

    public void End()
    {
        _literal.Append('}');
        Flush();
    }

    private void Flush()
    {
        if (_literal.Length > 0)
        {
            _parts.Add(new GroupPart.Literal(Encoding.UTF8.GetBytes(_literal.ToString())));
            _literal.Clear();
        }
    }
}
