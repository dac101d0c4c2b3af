using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Tests.Proofs.Oracle;

/// <summary>Figures over rows: of a whole list, or of one group of it.</summary>
internal sealed record MemoryFigures(MemoryRows Rows, EntityType Type, IReadOnlyList<MemoryRow> List)
{
    /// <summary>The groups of rows with the same values, largest first, then by their values, what is missing last.</summary>
    public IEnumerable<MemoryFigures> GroupsBy(IReadOnlyList<FieldDeclaration> keys) =>
        List.GroupBy(row => keys.Select(key => Rows.Comparable(row, key)).ToArray(), SameKey.Instance)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, SameKey.Instance)
            .Select(group => this with { List = [.. group] });

    /// <summary>What the rows of a group have in common.</summary>
    public object? KeyOf(FieldDeclaration field) => Rows.Comparable(List[0], field) is null ? null : Rows.Shown(List[0], field);

    public List<object> ValuesOf(FieldDeclaration field) =>
        [.. List.Select(row => Rows.Comparable(row, field)).OfType<object>().Order(Comparer<object>.Create(MemoryRows.Compare))];

    private sealed class SameKey : IEqualityComparer<object?[]>, IComparer<object?[]>
    {
        public static SameKey Instance { get; } = new();

        public bool Equals(object?[]? one, object?[]? other) => one!.SequenceEqual(other!); // keys are never null

        public int GetHashCode(object?[] key) => key.Aggregate(0, HashCode.Combine);

        public int Compare(object?[]? one, object?[]? other) =>
            one!
                .Zip(other!) // keys are never null
                .Select(pair =>
                    pair switch
                    {
                        (null, null) => 0,
                        (null, _) => 1,
                        (_, null) => -1,
                        var (left, right) => MemoryRows.Compare(left, right),
                    }
                )
                .FirstOrDefault(difference => difference != 0);
    }
}

/// <summary>One figure of every field.</summary>
/// <param name="Of">Over which rows.</param>
/// <param name="Name">Which: sum, avg, min, max, percentile.</param>
/// <param name="Share">The share of a percentile, 0 to 1.</param>
internal sealed record MemoryFigure(MemoryFigures Of, string Name, decimal Share)
{
    public object? Value(FieldDeclaration field)
    {
        var values = Of.ValuesOf(field);
        return values.Count == 0
            ? null
            : Name switch
            {
                "sum" => MemoryRows.InGraph(field.Kind, values.Sum(value => (long)value)),
                "avg" => Mean(field.Kind, values),
                "min" => MemoryRows.InGraph(field.Kind, values[0]),
                "max" => MemoryRows.InGraph(field.Kind, values[^1]),
                _ => MemoryRows.InGraph(field.Kind, values[Math.Max(1, (int)Math.Ceiling(Share * values.Count)) - 1]),
            };
    }

    private static decimal Mean(ValueKind kind, List<object> values)
    {
        var sum = values.Sum(value => (decimal)(long)value) / (kind is HundredthsKind ? 100 : 1);
        return Math.Round(sum / values.Count, 2, MidpointRounding.AwayFromZero) + 0.00m;
    }
}
