using System.Collections;
using Lintel.Domain;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Errors;

namespace Lintel.Schema.Shared.Reading;

/// <summary>The arguments of a connection, checked.</summary>
/// <param name="Size">Rows of the page.</param>
/// <param name="Backward">The page is counted from its end.</param>
/// <param name="Cursor">Where it begins; it may stand in a variable.</param>
/// <param name="Where">The filter; its values may stand in variables.</param>
/// <param name="Search">The words to find; they may stand in a variable.</param>
/// <param name="Order">The order asked for.</param>
internal sealed record PageArguments(
    int Size,
    bool Backward,
    object? Cursor,
    IDictionary<string, object?>? Where,
    object? Search,
    IReadOnlyList<(FieldDeclaration Field, bool Descending)> Order
)
{
    [Limit("rows", "A page where neither first nor last is given.")]
    public const int DefaultSize = 20;

    [Limit("rows", "A page (first, last).")]
    public const int LargestSize = 100;

    public static PageArguments Read(EntityType type, Func<string, object?> argument, PlanDialogue dialogue)
    {
        var (first, last) = ((int?)dialogue.Value(argument("first")), (int?)dialogue.Value(argument("last")));
        var (after, before) = (argument("after"), argument("before"));
        if (first is not null && last is not null)
        {
            throw new BadArgumentError("Ask for first or last, not both.");
        }

        if ((last is not null && after is not null) || (first is not null && before is not null) || (after is not null && before is not null))
        {
            throw new BadArgumentError("first goes with after, last with before.");
        }

        var backward = last is not null || before is not null;
        var size = first ?? last ?? DefaultSize;
        if (size is < 0 or > LargestSize)
        {
            throw new BadArgumentError($"A page has between 0 and {LargestSize} rows.");
        }

        return new PageArguments(
            size,
            backward,
            backward ? before : after,
            argument("where") as IDictionary<string, object?>,
            argument("search"),
            OrderOf(type, argument("order"), dialogue)
        );
    }

    private static List<(FieldDeclaration Field, bool Descending)> OrderOf(EntityType type, object? order, PlanDialogue dialogue)
    {
        var asked = order is IEnumerable list and not string
            ? list.Cast<IDictionary<string, object?>>()
                .SelectMany(one => one)
                .Where(one => one.Value is not null)
                .Select(one => (one.Key, Descending: dialogue.Value(one.Value) is SortDirection.Desc))
                .ToList()
            : [];
        return
        [
            .. (asked.Count > 0 ? asked : type.DefaultOrder.Select(one => (Key: one.Field, one.Descending))).Select(one =>
                (
                    type.Find(one.Key) as FieldDeclaration ?? throw new InvalidOperationException($"{type.Name} has no field {one.Key} to order by."),
                    one.Descending
                )
            ),
        ];
    }
}

/// <summary>Which way to sort. Nulls come last either way.</summary>
internal enum SortDirection
{
    Asc,
    Desc,
}
