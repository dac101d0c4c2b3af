namespace Lintel.Schema.Shared.Reading;

/// <summary>
/// One level of a read plan: at most one statement for its rows and one for its counts, whatever the number of rows.
/// The root level has one group of rows; a child level has one group per key of its parent's rows.
/// </summary>
internal sealed class Level
{
    public required SqlParameters Parameters { get; init; }

    /// <summary>Reads the rows; null when only the count was asked for. A child level's first column is the parent's key.</summary>
    public string? RowsSql { get; set; }

    /// <summary>Counts the rows (per parent key in a child level); null when not asked for.</summary>
    public string? CountSql { get; set; }

    /// <summary>The level hangs on its parent's rows: it takes their keys and has one group for each.</summary>
    public bool IsChild { get; init; }

    /// <summary>Rows of a group; one more is read to know whether there are others. Null: all of them.</summary>
    public int? PageSize { get; set; }

    /// <summary>The rows come in reverse, because the page was asked for from its end.</summary>
    public bool Backward { get; set; }

    /// <summary>The page was asked for after or before a cursor, so there is something on the other side.</summary>
    public bool HasCursor { get; set; }

    /// <summary>Set when cursors are asked for.</summary>
    public Keyset? Keyset { get; set; }

    /// <summary>What is written for each row, once per place it appears in (nodes, edges).</summary>
    public List<IReadOnlyList<RowPart>> RowTemplates { get; } = [];

    public List<Level> Children { get; } = [];

    /// <summary>Figures over all rows of a group, one statement each.</summary>
    public List<AggregateRead> Aggregates { get; } = [];

    /// <summary>How a group is written.</summary>
    public List<GroupPart> Shape { get; } = [];

    /// <summary>Name of the parameter with the parent's keys, in a child level.</summary>
    public const string KeysParameter = "@keys";
}

/// <summary>One step of writing a group: a connection object, a list, or a single row.</summary>
internal abstract record GroupPart
{
    internal sealed record Literal(byte[] Bytes) : GroupPart;

    /// <summary>All rows of one template, comma separated.</summary>
    internal sealed record Rows(int Template) : GroupPart;

    /// <summary>The only row, or null.</summary>
    internal sealed record SingleRow(int Template) : GroupPart;

    internal sealed record TotalCount : GroupPart;

    /// <summary>One figure over all rows of the group, or a list of figures by key.</summary>
    internal sealed record Figures(AggregateRead Read, int Segment) : GroupPart;

    internal sealed record HasNextPage : GroupPart;

    internal sealed record HasPreviousPage : GroupPart;

    internal sealed record StartCursor : GroupPart;

    internal sealed record EndCursor : GroupPart;
}
