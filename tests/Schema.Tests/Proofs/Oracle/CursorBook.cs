namespace Lintel.Schema.Tests.Proofs.Oracle;

/// <summary>Which cursor of the graph stands for which position of the oracle: one position, one cursor, and the other way round.</summary>
internal sealed class CursorBook
{
    private readonly Dictionary<string, (string Order, object?[] Position)> _positions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _cursors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _ours = new(StringComparer.Ordinal);

    /// <summary>Notes a place the oracle has written.</summary>
    public void Remember(string ours, string order, object?[] position) => _positions[ours] = (order, position);

    public bool IsOurs(string text) => _positions.ContainsKey(text);

    /// <summary>Notes that the graph has written this where the oracle has written that; false: it wrote otherwise before.</summary>
    public bool Agree(string ours, string cursor)
    {
        _cursors.TryAdd(ours, cursor);
        _ours.TryAdd(cursor, ours);
        return _cursors[ours] == cursor && _ours[cursor] == ours;
    }

    /// <summary>The position of a cursor of the graph; null: it is not of this order.</summary>
    public object?[]? PositionOf(string cursor, string order) =>
        _ours.TryGetValue(cursor, out var ours) && _positions[ours] is var known && known.Order == order ? known.Position : null;
}
