namespace Lintel.Schema.Shared.Reading;

/// <summary>
/// One level of a read plan: at most one statement for its rows and one for its counts, whatever the number of rows.
/// The root level has one group of rows; a child level has one group per key of its parent's rows.
/// </summary>
/// <param name="number">Its place among the levels of the plan.</param>
/// <param name="isChild">It hangs on its parent's rows and has one group for each.</param>
internal sealed class Level(int number, bool isChild)
{
    public int Number => number;
    public bool IsChild => isChild;

    /// <summary>Where a child level's rows have their parent's key.</summary>
    public int ParentKeyOrdinal { get; set; }

    /// <summary>Rows of a group; one more is read to know whether there are others. Null: all of them.</summary>
    public int? PageSize { get; set; }

    /// <summary>The rows come in reverse, because the page was asked for from its end.</summary>
    public bool Backward { get; set; }

    /// <summary>The page was asked for after or before a cursor, so there is something on the other side.</summary>
    public bool HasCursor { get; set; }

    /// <summary>Set when cursors are asked for.</summary>
    public Keyset? Keyset { get; set; }

    /// <summary>What is written for each row, once per place it appears in (nodes, edges).</summary>
    public List<RowTemplate> RowTemplates { get; } = [];

    /// <summary>Figures over all rows of a group, one statement each.</summary>
    public List<AggregateRead> Aggregates { get; } = [];

    /// <summary>Points of a group beside those of its rows.</summary>
    public long GroupCost { get; set; }

    /// <summary>How a group is written.</summary>
    public List<GroupPart> Shape { get; } = [];
}

/// <summary>What a statement of a level reads.</summary>
internal enum LevelRead
{
    Rows,
    Count,
    Figures,
}

/// <summary>One statement of a plan, and what its rows are for.</summary>
/// <param name="Sql">The statement.</param>
/// <param name="Level">Whose rows, count or figures.</param>
/// <param name="Reads">Which of them.</param>
/// <param name="Figures">Which figures.</param>
internal sealed record PlannedStatement(PlannedSql Sql, Level Level, LevelRead Reads, AggregateRead? Figures = null);

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

    /// <summary>A level of its own in the answer, by the key of its only group.</summary>
    internal sealed record Group(Level Level, Func<ReadInputs, Guid> Key) : GroupPart;

    /// <summary>A value that only the request has.</summary>
    internal sealed record Value(Action<ReadInputs, JsonBuffer> Write) : GroupPart;
}
