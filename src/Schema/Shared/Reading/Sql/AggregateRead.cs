using System.Globalization;

namespace Lintel.Schema.Shared.Reading;

/// <summary>
/// One statement of figures over all rows of a list: one row per parent, or one per parent and group key. It reads each
/// visible value once, ranks those a percentile is asked of, then aggregates; the SQL is the same on every database.
/// </summary>
internal sealed class AggregateRead
{
    private readonly List<string> _values = [];
    private readonly List<string> _keys = [];
    private readonly List<string> _figures = [];
    private readonly SortedSet<int> _ranked = [];

    /// <summary>Figures by group key, at most so many groups of each parent, the largest first; null: over all rows at once.</summary>
    public int? MostGroups { get; init; }

    public bool IsByKey => MostGroups is not null;

    /// <summary>What is written: one segment for each place the figures stand in the answer.</summary>
    public List<IReadOnlyList<FigurePart>> Segments { get; } = [];

    /// <summary>Points of each group.</summary>
    public long GroupCost { get; set; }

    /// <summary>Where a child level's row of figures holds its parent's key.</summary>
    public int ParentKeyOrdinal => _figures.Count;

    public int Count() => Figure("COUNT(*)");

    public int CountOf(string value) => Figure($"COUNT({Value(value)})");

    public int Sum(string value) => Figure($"CAST(SUM({Value(value)}) AS BIGINT)");

    public int Min(string value) => Figure($"MIN({Value(value)})");

    public int Max(string value) => Figure($"MAX({Value(value)})");

    /// <summary>The smallest value whose rank is at least so many ten-thousandths of their number.</summary>
    public int Percentile(string value, int tenThousandths)
    {
        var name = Value(value);
        _ranked.Add(_values.IndexOf(value));
        return Figure(
            string.Create(CultureInfo.InvariantCulture, $"MIN(CASE WHEN {name}_rank * 10000 >= {tenThousandths} * {name}_count THEN {name} END)")
        );
    }

    /// <summary>Adds a value to group by.</summary>
    public int Key(string value)
    {
        var known = _keys.IndexOf(value);
        if (known < 0)
        {
            _keys.Add(value);
            known = _keys.Count - 1;
        }

        return Figure(string.Create(CultureInfo.InvariantCulture, $"g{known}"));
    }

    /// <param name="from">FROM and WHERE of the rows.</param>
    /// <param name="parentKey">SQL of the parent's key, in a child level.</param>
    public string Write(string from, string? parentKey)
    {
        var groups = Numbered(_keys, "g");
        var partition = string.Join(", ", parentKey is null ? groups : ["k", .. groups]);
        var source = Ranked($"(SELECT {Inner(parentKey)} {from}) AS visible", partition);
        var groupBy = partition.Length == 0 ? "" : $" GROUP BY {partition}";
        List<string> columns = [.. _figures.Select((figure, i) => Named(figure, "a", i)), .. parentKey is null ? Array.Empty<string>() : ["k"]];
        // Where all that was asked for is left out by a directive, or is a __typename, there is nothing to compute, but there is a row.
        var figures = columns.Count == 0 ? "COUNT(*)" : string.Join(", ", columns);
        if (MostGroups is not { } most)
        {
            return $"SELECT {figures} FROM {source}{groupBy}";
        }

        var largestFirst = $"COUNT(*) DESC, {string.Join(", ", groups.Select(group => group + " NULLS LAST"))}";
        return parentKey is null
            ? string.Create(CultureInfo.InvariantCulture, $"SELECT {figures} FROM {source}{groupBy} ORDER BY {largestFirst} LIMIT {most}")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"SELECT * FROM (SELECT {figures}, ROW_NUMBER() OVER (PARTITION BY k ORDER BY {largestFirst}) AS n FROM {source}{groupBy}) AS grouped WHERE n <= {most} ORDER BY k, n"
            );
    }

    private string Inner(string? parentKey)
    {
        var columns = _values.Select((value, i) => Named(value, "v", i)).Concat(_keys.Select((key, i) => Named(key, "g", i))).ToList();
        if (parentKey is not null)
        {
            columns.Add($"{parentKey} AS k");
        }

        return columns.Count == 0 ? "1 AS one" : string.Join(", ", columns);
    }

    private string Ranked(string source, string partition)
    {
        if (_ranked.Count == 0)
        {
            return source;
        }

        var within = partition.Length == 0 ? "" : $"PARTITION BY {partition}";
        var ranks = _ranked.Select(i =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"ROW_NUMBER() OVER ({within} ORDER BY v{i} NULLS LAST) AS v{i}_rank, COUNT(v{i}) OVER ({within}) AS v{i}_count"
            )
        );
        return $"(SELECT visible.*, {string.Join(", ", ranks)} FROM {source}) AS ranked";
    }

    private string Value(string sql)
    {
        var known = _values.IndexOf(sql);
        if (known < 0)
        {
            _values.Add(sql);
            known = _values.Count - 1;
        }

        return string.Create(CultureInfo.InvariantCulture, $"v{known}");
    }

    private int Figure(string sql)
    {
        var known = _figures.IndexOf(sql);
        if (known >= 0)
        {
            return known;
        }

        _figures.Add(sql);
        return _figures.Count - 1;
    }

    private static List<string> Numbered(List<string> of, string prefix) =>
        [.. Enumerable.Range(0, of.Count).Select(i => prefix + i.ToString(CultureInfo.InvariantCulture))];

    private static string Named(string sql, string prefix, int number) => string.Create(CultureInfo.InvariantCulture, $"{sql} AS {prefix}{number}");
}
