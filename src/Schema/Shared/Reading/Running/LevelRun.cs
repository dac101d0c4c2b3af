using System.Data.Common;
using System.Runtime.InteropServices;

namespace Lintel.Schema.Shared.Reading;

/// <summary>The rows of one level as they were read: already JSON, with holes where child rows go.</summary>
internal sealed class LevelRun : IDisposable
{
    private readonly Level _level;
    private readonly ReadRun _run;
    private readonly RowSink[] _sinks;
    private readonly List<RowSpan>[] _rows;
    private readonly Dictionary<Guid, Group> _groups = [];
    private Dictionary<(AggregateRead, Guid), Figures>? _figures;
    private Group? _current;
    private Guid _currentKey;

    public LevelRun(Level level, ReadRun run)
    {
        (_level, _run) = (level, run);
        _sinks = new RowSink[level.RowTemplates.Count];
        _rows = new List<RowSpan>[_sinks.Length];
        for (var i = 0; i < _sinks.Length; i++)
        {
            (_sinks[i], _rows[i]) = (new RowSink(run.Inputs), []);
        }
    }

    /// <summary>Takes the next row; the rows of a group come one after the other.</summary>
    public void Add(DbDataReader row)
    {
        var group = GroupOf(_level.IsChild ? row.GetGuid(_level.ParentKeyOrdinal) : Guid.Empty);
        if (group.Count == _level.PageSize)
        {
            group.HasMore = true;
            return;
        }

        if (group.Count++ == 0)
        {
            group.First = _rows.Length == 0 ? 0 : _rows[0].Count;
        }

        for (var i = 0; i < _sinks.Length; i++)
        {
            var (sink, start, firstHole, cost) = (_sinks[i], _sinks[i].Json.Length, _sinks[i].Holes.Count, _sinks[i].Cost);
            var template = _level.RowTemplates[i];
            foreach (var part in template.Parts)
            {
                part.Write(row, sink);
            }

            _rows[i].Add(new RowSpan(start, sink.Json.Length, firstHole, sink.Holes.Count, template.Cost + sink.Cost - cost));
        }

        if (_level.Keyset is { } keyset)
        {
            group.LastRead = keyset.PositionOf(row);
            group.FirstRead ??= group.LastRead;
        }
    }

    public void AddCount(DbDataReader row) => GroupOf(_level.IsChild ? row.GetGuid(1) : Guid.Empty).Total = row.GetInt64(0);

    /// <summary>One row of figures: of a whole group, or of one of its keys.</summary>
    public void AddFigures(AggregateRead read, DbDataReader row)
    {
        _figures ??= [];
        ref var figures = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _figures,
            (read, _level.IsChild ? row.GetGuid(read.ParentKeyOrdinal) : Guid.Empty),
            out _
        );
        figures ??= new Figures([.. read.Segments.Select(_ => new JsonBuffer())]);
        figures.Rows++;
        var segments = figures.Segments;
        for (var i = 0; i < segments.Length; i++)
        {
            segments[i].Write(segments[i].Length == 0 ? ""u8 : ","u8);
            WriteFigures(read.Segments[i], row, segments[i]);
        }
    }

    public void WriteGroup(Guid key, JsonBuffer output)
    {
        var group = _groups.GetValueOrDefault(key) ?? Empty;
        _run.Cost += _level.GroupCost;
        foreach (var part in _level.Shape)
        {
            switch (part)
            {
                case GroupPart.Literal literal:
                    output.Write(literal.Bytes);
                    break;
                case GroupPart.Rows rows:
                    WriteRows(group, rows.Template, output);
                    break;
                case GroupPart.SingleRow { Template: var template } when group.Count == 1:
                    WriteRow(_rows[template][group.First], _sinks[template], output);
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
                    output.WriteBoolean(_level.Backward ? _level.HasCursor : group.HasMore);
                    break;
                case GroupPart.HasPreviousPage:
                    output.WriteBoolean(_level.Backward ? group.HasMore : _level.HasCursor);
                    break;
                case GroupPart.StartCursor:
                    WriteCursor(_level.Backward ? group.LastRead : group.FirstRead, output);
                    break;
                case GroupPart.EndCursor:
                    WriteCursor(_level.Backward ? group.FirstRead : group.LastRead, output);
                    break;
            }
        }
    }

    public void Dispose()
    {
        foreach (var sink in _sinks)
        {
            sink.Json.Dispose();
        }

        foreach (var segment in _figures?.Values.SelectMany(figures => figures.Segments) ?? [])
        {
            segment.Dispose();
        }
    }

    private static Group Empty { get; } = new();

    private void WriteFigures(GroupPart.Figures figures, Guid key, JsonBuffer output)
    {
        if (_figures is not null && _figures.TryGetValue((figures.Read, key), out var found))
        {
            _run.Cost += found.Rows * figures.Read.GroupCost;
            output.Write(found.Segments[figures.Segment].Written.Span);
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

    private void WriteRows(Group group, int template, JsonBuffer output)
    {
        var rows = CollectionsMarshal.AsSpan(_rows[template]).Slice(group.First, group.Count);
        for (var i = 0; i < rows.Length; i++)
        {
            if (i > 0)
            {
                output.Write(","u8);
            }

            WriteRow(rows[_level.Backward ? rows.Length - 1 - i : i], _sinks[template], output);
        }
    }

    private void WriteRow(RowSpan row, RowSink sink, JsonBuffer output)
    {
        var at = row.Start;
        _run.Cost += row.Cost;
        for (var i = row.FirstHole; i < row.EndHole; i++)
        {
            var hole = sink.Holes[i];
            output.Write(sink.Json.Slice(at, hole.Position));
            _run.WriteGroup(hole.Child, hole.Key, output);
            at = hole.Position;
        }

        output.Write(sink.Json.Slice(at, row.End));
    }

    private void WriteCursor(object?[]? position, JsonBuffer output)
    {
        if (position is null || _level.Keyset is not { } keyset)
        {
            output.WriteNull();
        }
        else
        {
            output.WriteToken(_run.Inputs.CursorOf(position, keyset.Binding));
        }
    }

    private Group GroupOf(Guid key)
    {
        if (_current is null || _currentKey != key)
        {
            ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(_groups, key, out _);
            (_current, _currentKey) = (group ??= new Group(), key);
        }

        return _current;
    }

    /// <summary>The bytes of one row in its sink, its holes, and what it costs without what fills them.</summary>
    private readonly record struct RowSpan(int Start, int End, int FirstHole, int EndHole, long Cost);

    /// <summary>The figures of one group, and how many rows of them there are.</summary>
    private sealed record Figures(JsonBuffer[] Segments)
    {
        public int Rows { get; set; }
    }

    private sealed class Group
    {
        /// <summary>The first of its rows among those of the level.</summary>
        public int First { get; set; }
        public int Count { get; set; }
        public bool HasMore { get; set; }
        public long Total { get; set; }
        public object?[]? FirstRead { get; set; }
        public object?[]? LastRead { get; set; }
    }
}
