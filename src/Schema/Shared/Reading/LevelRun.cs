using System.Data.Common;

namespace Lintel.Schema.Shared.Reading;

/// <summary>The rows of one level as they were read: already JSON, with holes where child rows go.</summary>
internal sealed class LevelRun(Level level)
{
    private readonly RowSink[] _sinks = [.. level.RowTemplates.Select(_ => new RowSink())];
    private readonly Dictionary<Guid, Group> _groups = [];
    private readonly Dictionary<Level, LevelRun> _children = [];
    private readonly Dictionary<(AggregateRead, Guid), JsonBuffer[]> _figures = [];

    public void Add(DbDataReader row)
    {
        var group = GroupOf(level.IsChild ? row.GetGuid(row.GetOrdinal("k")) : Guid.Empty);
        if (group.Count == level.PageSize)
        {
            group.HasMore = true;
            return;
        }

        group.Count++;
        for (var i = 0; i < _sinks.Length; i++)
        {
            var (sink, start, firstHole) = (_sinks[i], _sinks[i].Json.Length, _sinks[i].Holes.Count);
            foreach (var part in level.RowTemplates[i])
            {
                part.Write(row, sink);
            }

            group.Rows[i].Add(new RowSpan(start, sink.Json.Length, firstHole, sink.Holes.Count));
        }

        if (level.Keyset is { } keyset)
        {
            group.LastRead = keyset.PositionOf(row);
            group.FirstRead ??= group.LastRead;
        }
    }

    public void AddCount(Guid key, long count) => GroupOf(key).Total = count;

    /// <summary>One row of figures: of a whole group, or of one of its keys.</summary>
    public void AddFigures(AggregateRead read, DbDataReader row)
    {
        var group = (read, level.IsChild ? row.GetGuid(read.ParentKeyOrdinal) : Guid.Empty);
        if (!_figures.TryGetValue(group, out var segments))
        {
            _figures[group] = segments = [.. read.Segments.Select(_ => new JsonBuffer())];
        }

        for (var i = 0; i < segments.Length; i++)
        {
            segments[i].Write(segments[i].Length == 0 ? ""u8 : ","u8);
            WriteFigures(read.Segments[i], row, segments[i]);
        }
    }

    public void AddChild(Level child, LevelRun run) => _children[child] = run;

    public IReadOnlyCollection<Guid> KeysFor(Level child) =>
        _sinks.SelectMany(sink => sink.Holes).Where(hole => hole.Child == child).Select(hole => hole.Key).ToHashSet();

    public void WriteGroup(Guid key, JsonBuffer output)
    {
        var group = _groups.GetValueOrDefault(key) ?? new Group(_sinks.Length);
        foreach (var part in level.Shape)
        {
            switch (part)
            {
                case GroupPart.Literal literal:
                    output.Write(literal.Bytes);
                    break;
                case GroupPart.Rows rows:
                    WriteRows(group.Rows[rows.Template], _sinks[rows.Template], output);
                    break;
                case GroupPart.SingleRow { Template: var template } when group.Count == 1:
                    WriteRow(group.Rows[template][0], _sinks[template], output);
                    break;
                case GroupPart.SingleRow:
                    output.WriteNull();
                    break;
                case GroupPart.TotalCount:
                    output.WriteLong(group.Total);
                    break;
                case GroupPart.Figures figures:
                    WriteFigures(figures, key, output);
                    break;
                case GroupPart.HasNextPage:
                    output.WriteBoolean(level.Backward ? level.HasCursor : group.HasMore);
                    break;
                case GroupPart.HasPreviousPage:
                    output.WriteBoolean(level.Backward ? group.HasMore : level.HasCursor);
                    break;
                case GroupPart.StartCursor:
                    WriteCursor(level.Backward ? group.LastRead : group.FirstRead, output);
                    break;
                case GroupPart.EndCursor:
                    WriteCursor(level.Backward ? group.FirstRead : group.LastRead, output);
                    break;
            }
        }
    }

    private void WriteFigures(GroupPart.Figures figures, Guid key, JsonBuffer output)
    {
        if (_figures.TryGetValue((figures.Read, key), out var segments))
        {
            output.Write(segments[figures.Segment].Written.Span);
        }
        else if (!figures.Read.IsByKey)
        {
            // A parent without rows has no row of figures either.
            WriteFigures(figures.Read.Segments[figures.Segment], null, output);
        }
    }

    private static void WriteFigures(IReadOnlyList<FigurePart> parts, DbDataReader? row, JsonBuffer output)
    {
        foreach (var part in parts)
        {
            part.Write(row, output);
        }
    }

    private void WriteRows(List<RowSpan> rows, RowSink sink, JsonBuffer output)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (i > 0)
            {
                output.Write(","u8);
            }

            WriteRow(rows[level.Backward ? rows.Count - 1 - i : i], sink, output);
        }
    }

    private void WriteRow(RowSpan row, RowSink sink, JsonBuffer output)
    {
        var at = row.Start;
        for (var i = row.FirstHole; i < row.EndHole; i++)
        {
            var hole = sink.Holes[i];
            output.Write(sink.Json.Slice(at, hole.Position));
            _children[hole.Child].WriteGroup(hole.Key, output);
            at = hole.Position;
        }

        output.Write(sink.Json.Slice(at, row.End));
    }

    private void WriteCursor(object?[]? position, JsonBuffer output)
    {
        if (position is null || level.Keyset is not { } keyset)
        {
            output.WriteNull();
        }
        else
        {
            output.WriteToken(keyset.CursorAt(position));
        }
    }

    private Group GroupOf(Guid key)
    {
        if (!_groups.TryGetValue(key, out var group))
        {
            _groups[key] = group = new Group(_sinks.Length);
        }

        return group;
    }

    /// <summary>The bytes of one row in its sink, and its holes.</summary>
    private readonly record struct RowSpan(int Start, int End, int FirstHole, int EndHole);

    private sealed class Group(int templates)
    {
        public List<RowSpan>[] Rows { get; } = [.. Enumerable.Range(0, templates).Select(_ => new List<RowSpan>())];
        public int Count { get; set; }
        public bool HasMore { get; set; }
        public long Total { get; set; }
        public object?[]? FirstRead { get; set; }
        public object?[]? LastRead { get; set; }
    }
}
