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

    /// <summary>
    /// The first key is a column that can be missing, and all keys run one way. Nulls come last either way, which no index read backward gives:
    /// so the rows that have the key and those that lack it are two <see cref="Parts"/>, each in the order of one index on the keys.
    /// </summary>
    /// <param name="isColumn">Whether SQL is a column and no formula.</param>
    public bool HasParts(Func<string, bool> isColumn) =>
        keys is [{ Nullable: true } first, _, ..]
        && isColumn(first.Sql)
        && keys.Skip(1).All(key => !key.Nullable && key.Descending == first.Descending);

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

    /// <summary>ORDER BY among rows that all have the first key, or that all lack it.</summary>
    public string OrderByWithinPart(bool backward) =>
        string.Join(", ", keys.Select(key => $"{key.Sql} {(key.Descending != backward ? "DESC" : "ASC")}"));

    /// <summary>The conditions of the parts that have rows after (or, backward, before) a cursor; without one, of both.</summary>
    public IReadOnlyList<string> Parts(object? cursor, bool backward, PlanDialogue dialogue, SqlParameters parameters)
    {
        var (there, missing) = ($"{keys[0].Sql} IS NOT NULL", $"{keys[0].Sql} IS NULL");
        if (cursor is null)
        {
            return [there, missing];
        }

        var names = NamesOf(cursor, dialogue, parameters);
        if (names[0] is null)
        {
            missing = $"{missing} AND {BeyondRow(1, names, backward)}";
            return backward ? [there, missing] : [missing];
        }

        there = BeyondRow(0, names, backward);
        return backward ? [there] : [there, missing];
    }

    /// <summary>The rows strictly after (or, backward, before) a cursor, which may stand in a variable.</summary>
    public string Beyond(object cursor, bool backward, PlanDialogue dialogue, SqlParameters parameters)
    {
        var names = NamesOf(cursor, dialogue, parameters);
        if (keys.All(key => !key.Nullable && key.Descending == keys[0].Descending))
        {
            return BeyondRow(0, names, backward);
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

    /// <summary>What the values of a cursor's position go by; null where they are.</summary>
    private List<string?> NamesOf(object cursor, PlanDialogue dialogue, SqlParameters parameters) =>
        [.. dialogue.NullsOf(cursor, binding).Select((isNull, i) => isNull ? null : parameters.Add(inputs => inputs.PositionOf(cursor, binding)[i]))];

    /// <summary>One comparison of rows, which an index on the keys answers by a single descent.</summary>
    private string BeyondRow(int from, List<string?> names, bool backward) =>
        $"({string.Join(", ", keys.Skip(from).Select(key => key.Sql))}) {(keys[0].Descending != backward ? "<" : ">")} ({string.Join(", ", names.Skip(from))})";

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
