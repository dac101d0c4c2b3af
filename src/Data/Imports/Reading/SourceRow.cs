namespace Lintel.Data.Imports;

/// <summary>
/// One record of the file: the 1-based line it starts on, as an editor shows it (the header is line 1), its values, its
/// text as it stands in the file, and why it is no record of this table, if it is none.
/// </summary>
internal sealed record SourceRow(int LineNumber, string[] Fields, string RawText, SourceHeader Header, RowProblem? Defect)
{
    /// <summary>The trimmed value of a column.</summary>
    public string this[string column] => Fields[Header.IndexOf(column)].Trim();
}

/// <summary>The first record: where each column stands.</summary>
internal sealed class SourceHeader
{
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);

    public SourceHeader(IEnumerable<string> names)
    {
        Names = [.. names.Select(name => name.Trim())];
        for (var i = 0; i < Names.Length; i++)
        {
            // Of two columns of one name the first counts.
            _positions.TryAdd(Names[i], i);
        }
    }

    public string[] Names { get; }

    public int IndexOf(string column) => _positions[column];

    public IReadOnlyList<string> Lacking(IEnumerable<string> columns) => [.. columns.Where(column => !_positions.ContainsKey(column))];

    public bool IsRepeatedIn(string[] fields) => fields.Length == Names.Length && fields.Zip(Names).All(pair => pair.First.Trim() == pair.Second);
}
