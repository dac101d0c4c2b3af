using GraphQL.Execution;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Errors;
using Lintel.Schema.Shared.Reading;

namespace Lintel.Schema.Tests.Proofs.Oracle;

/// <summary>One row of a page and its place.</summary>
internal sealed record MemoryEdge(MemoryRow Row, string Cursor);

/// <summary>Where a page lies.</summary>
internal sealed record MemoryPageInfo(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);

/// <summary>A page of a list: filtered, sorted and cut in memory.</summary>
internal sealed class MemoryPage
{
    private const int DefaultSize = 20;
    private const int LargestSize = 100;

    public MemoryPage(
        MemoryRows rows,
        CursorBook cursors,
        EntityType type,
        IReadOnlyList<MemoryRow> all,
        IDictionary<string, ArgumentValue>? arguments
    )
    {
        var order = new MemoryOrder(rows, type, Value(arguments, "order"));
        var filter = new MemoryFilter(rows);
        (Type, Rows) = (type, rows);
        List = Value(arguments, "where") is IDictionary<string, object?> where ? [.. all.Where(row => filter.Holds(row, where))] : all;
        var cursor = CursorOf(cursors, order, arguments);
        var (last, first) = (Value(arguments, "last") as int?, Value(arguments, "first") as int?);
        var isBackward = last is not null || Value(arguments, "before") is not null;
        var beyond = List.Select(row => (Row: row, Position: order.PositionOf(row)))
            .Where(one => cursor is null || (isBackward ? order.Compare(one.Position, cursor) < 0 : order.Compare(one.Position, cursor) > 0))
            .Order(Comparer<(MemoryRow Row, object?[] Position)>.Create((one, other) => order.Compare(one.Position, other.Position)))
            .Select(one => new MemoryEdge(one.Row, order.CursorOf(one.Row)))
            .ToList();
        var size = last ?? first ?? DefaultSize;
        Edges = isBackward ? [.. beyond.TakeLast(size)] : [.. beyond.Take(size)];
        foreach (var edge in Edges)
        {
            cursors.Remember(edge.Cursor, order.Name, order.PositionOf(edge.Row));
        }

        Info = new MemoryPageInfo(
            isBackward ? cursor is not null : beyond.Count > size,
            isBackward ? beyond.Count > size : cursor is not null,
            Edges.Count == 0 ? null : Edges[0].Cursor,
            Edges.Count == 0 ? null : Edges[^1].Cursor
        );
    }

    public EntityType Type { get; }
    public MemoryRows Rows { get; }

    /// <summary>The rows of all pages.</summary>
    public IReadOnlyList<MemoryRow> List { get; }

    public IReadOnlyList<MemoryEdge> Edges { get; }
    public MemoryPageInfo Info { get; }

    /// <summary>Refuses what no page can be.</summary>
    public static void Check(IDictionary<string, ArgumentValue>? arguments)
    {
        var (first, last) = (Value(arguments, "first") as int?, Value(arguments, "last") as int?);
        var (after, before) = (Value(arguments, "after"), Value(arguments, "before"));
        var isMixed = (first is not null || after is not null) && (last is not null || before is not null);
        if (isMixed || (first ?? last ?? 0) is < 0 or > LargestSize)
        {
            throw new BadArgumentError("No page.");
        }
    }

    /// <summary>The position a page begins at; null: at its end of the list, or there is no such position.</summary>
    public static object?[]? CursorOf(CursorBook cursors, MemoryOrder order, IDictionary<string, ArgumentValue>? arguments) =>
        (Value(arguments, "after") ?? Value(arguments, "before")) is string cursor ? cursors.PositionOf(cursor, order.Name) : null;

    /// <summary>Refuses a cursor that is not of the order.</summary>
    public static void CheckCursor(CursorBook cursors, MemoryOrder order, IDictionary<string, ArgumentValue>? arguments)
    {
        if ((Value(arguments, "after") ?? Value(arguments, "before")) is string cursor && cursors.PositionOf(cursor, order.Name) is null)
        {
            throw new CursorMismatchError();
        }
    }

    public static object? Value(IDictionary<string, ArgumentValue>? arguments, string name) =>
        arguments is not null && arguments.TryGetValue(name, out var given) ? given.Value : null;
}
