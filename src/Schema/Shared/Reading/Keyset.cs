using System.Data.Common;
using System.Text;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Shared.Reading;

/// <summary>One key of an order: its SQL, its direction, whether it can be null (nulls come last), how it is read.</summary>
internal sealed record SortKey(string Sql, bool Descending, bool Nullable, ValueKind Kind)
{
    public int Ordinal { get; set; } = -1;
}

/// <summary>
/// A total order and the positions in it. A cursor holds the row's sort keys, so a page starts where the last one ended,
/// however many rows were added or removed meanwhile.
/// </summary>
internal sealed class Keyset(IReadOnlyList<SortKey> keys, CursorBinding binding)
{
    public IReadOnlyList<SortKey> Keys => keys;
    public CursorBinding Binding => binding;

    /// <summary>The sort keys of a row.</summary>
    public object?[] PositionOf(DbDataReader row)
    {
        var values = new object?[keys.Count];
        for (var i = 0; i < keys.Count; i++)
        {
            values[i] = row.IsDBNull(keys[i].Ordinal) ? null : keys[i].Kind.ReadKey(row, keys[i].Ordinal);
        }

        return values;
    }

    /// <summary>ORDER BY; backward turns every direction, so that the page nearest the cursor comes first.</summary>
    /// <param name="backward">The page was asked for from its end.</param>
    /// <param name="columns">What the keys go by; null: their own SQL.</param>
    public string OrderBy(bool backward, IReadOnlyList<string>? columns = null) =>
        string.Join(
            ", ",
            keys.Select(
                (key, i) =>
                    $"{columns?[i] ?? key.Sql} {(key.Descending != backward ? "DESC" : "ASC")}{(key.Nullable ? backward ? " NULLS FIRST" : " NULLS LAST" : "")}"
            )
        );

    /// <summary>The rows strictly after (or, backward, before) a cursor, which may stand in a variable.</summary>
    public string Beyond(object cursor, bool backward, PlanDialogue dialogue, SqlParameters parameters)
    {
        var names = dialogue
            .NullsOf(cursor, binding)
            .Select((isNull, i) => isNull ? null : parameters.Add(inputs => inputs.PositionOf(cursor, binding)[i]))
            .ToList();
        if (keys.All(key => !key.Nullable && key.Descending == keys[0].Descending))
        {
            // One comparison of rows, which an index on the keys answers by a single descent.
            return $"({string.Join(", ", keys.Select(key => key.Sql))}) {(keys[0].Descending != backward ? "<" : ">")} ({string.Join(", ", names)})";
        }

        var sql = new StringBuilder("(");
        for (var depth = 0; depth < keys.Count; depth++)
        {
            var step = Past(keys[depth], names[depth], backward);
            if (step is null)
            {
                continue;
            }

            var terms = Enumerable
                .Range(0, depth)
                .Select(i => names[i] is { } name ? $"{keys[i].Sql} = {name}" : $"{keys[i].Sql} IS NULL")
                .Append(step);
            sql.Append(sql.Length > 1 ? " OR " : "").Append('(').AppendJoin(" AND ", terms).Append(')');
        }

        return sql.Append(')').ToString();
    }

    /// <summary>Strictly past one key's value; nulls are the last in both directions of the order.</summary>
    private static string? Past(SortKey key, string? name, bool backward) =>
        (name, backward) switch
        {
            (null, false) => null,
            (null, true) => $"{key.Sql} IS NOT NULL",
            (_, true) => $"{key.Sql} {(key.Descending ? ">" : "<")} {name}",
            (_, false) => key.Nullable
                ? $"({key.Sql} {(key.Descending ? "<" : ">")} {name} OR {key.Sql} IS NULL)"
                : $"{key.Sql} {(key.Descending ? "<" : ">")} {name}",
        };
}
