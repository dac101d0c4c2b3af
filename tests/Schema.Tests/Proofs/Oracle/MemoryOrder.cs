using System.Collections;
using System.Globalization;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Reading;

namespace Lintel.Schema.Tests.Proofs.Oracle;

/// <summary>A total order of rows: the keys asked for, nulls last whichever way, then what tells rows apart, the way of the first key.</summary>
internal sealed class MemoryOrder
{
    private readonly MemoryRows _rows;
    private readonly EntityType _type;
    private readonly List<(FieldDeclaration Field, bool Descending)> _keys;

    public MemoryOrder(MemoryRows rows, EntityType type, object? asked)
    {
        (_rows, _type) = (rows, type);
        _keys = asked is IEnumerable list
            ?
            [
                .. list.Cast<IDictionary<string, object?>>()
                    .SelectMany(one => one)
                    .Select(one => (FieldOf(type, one.Key), one.Value is SortDirection.Desc)),
            ]
            : [];
        if (_keys.Count == 0)
        {
            _keys = [.. type.DefaultOrder.Select(one => (FieldOf(type, one.Field), one.Descending))];
        }

        Name = $"{type.Name} by {string.Join(", ", _keys.Select(key => key.Field.Name + (key.Descending ? " desc" : " asc")))}";
    }

    /// <summary>What it sorts, and how.</summary>
    public string Name { get; }

    public object?[] PositionOf(MemoryRow row) =>
        [.. _keys.Select(key => _rows.Comparable(row, key.Field)), .. _type.TieBreakers.Select(name => MemoryRows.Property(row.Entity, name))];

    public int Compare(object?[] left, object?[] right)
    {
        for (var i = 0; i < left.Length; i++)
        {
            var isDescending = i < _keys.Count ? _keys[i].Descending : _keys.Count > 0 && _keys[0].Descending;
            var difference = (left[i], right[i]) switch
            {
                (null, null) => 0,
                (null, _) => 1,
                (_, null) => -1,
                var (one, other) => isDescending ? MemoryRows.Compare(other, one) : MemoryRows.Compare(one, other),
            };
            if (difference != 0)
            {
                return difference;
            }
        }

        return 0;
    }

    /// <summary>What the oracle writes where the graph writes a cursor.</summary>
    public string CursorOf(MemoryRow row) =>
        $"{Name} at {string.Join(", ", PositionOf(row).Select(part => part is null ? "null" : Convert.ToString(part, CultureInfo.InvariantCulture)))}";

    private static FieldDeclaration FieldOf(EntityType type, string name) => (FieldDeclaration)type.Find(name)!; // the view offers no other
}
