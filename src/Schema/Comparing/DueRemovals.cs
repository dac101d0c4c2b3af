namespace Lintel.Schema.Comparing;

/// <summary>
/// What of an old schema may be gone: elements whose deprecation is due, and types that nothing but such elements led to. A type itself cannot be
/// deprecated.
/// </summary>
internal sealed class DueRemovals
{
    private readonly DateOnly _today;
    private readonly HashSet<string> _types = new(StringComparer.Ordinal);

    public DueRemovals(SchemaElements old, SchemaElements current, DateOnly today)
    {
        _today = today;
        var gone = old.All.Where(element => element.Whole is null && current.Find(element.Coordinate) is null).ToList();
        var users = old.All.Where(element => UsedBy(element) is not null).ToLookup(element => UsedBy(element)!, StringComparer.Ordinal); // filtered above
        int before;
        do
        {
            before = _types.Count;
            _types.UnionWith(gone.Select(type => type.Coordinate).Where(type => users[type].Any() && users[type].All(IsDue)));
        } while (_types.Count > before);
    }

    public bool IsDue(SchemaElement element) =>
        element.Deprecation?.IsDue(_today) == true || _types.Contains(element.Whole is null ? element.Coordinate : TypeOf(element));

    /// <summary>The type that an element leads to, by its own type or as a member of a union.</summary>
    private static string? UsedBy(SchemaElement element) =>
        element switch
        {
            { Type: { } type } => TypeVariance.NameOf(type),
            { Kind: ElementKind.Member } => element.Coordinate[(element.Coordinate.LastIndexOf(' ') + 1)..],
            _ => null,
        };

    private static string TypeOf(SchemaElement element) => element.Coordinate[..element.Coordinate.AsSpan().IndexOfAny('.', ' ', '(')];
}
