using System.Data.Common;
using System.Text;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Shared.Reading;

/// <summary>Where a row's JSON waits for the rows of a child level.</summary>
internal readonly record struct Hole(int Position, Level Child, Guid Key);

/// <summary>How a row is written, and what it costs beside what its references lead to and what hangs on it.</summary>
internal sealed record RowTemplate(RowPart[] Parts, long Cost)
{
    public RowTemplate With(long more) => this with { Cost = Cost + more };
}

/// <summary>What a row is written into.</summary>
internal sealed class RowSink(ReadInputs inputs)
{
    public ReadInputs Inputs => inputs;
    public JsonBuffer Json { get; } = new();
    public List<Hole> Holes { get; } = [];

    /// <summary>Points of what the references of the rows lead to.</summary>
    public long Cost { get; set; }
}

/// <summary>One step of writing a row as JSON.</summary>
internal abstract class RowPart
{
    public abstract void Write(DbDataReader row, RowSink sink);
}

/// <summary>Prepared bytes: names, braces, commas, constants.</summary>
internal sealed class LiteralPart(byte[] bytes) : RowPart
{
    public override void Write(DbDataReader row, RowSink sink) => sink.Json.Write(bytes);
}

internal sealed class ValuePart(ValueKind kind, int ordinal, IReadOnlyList<Mask> masks, int? decisionOrdinal) : RowPart
{
    public override void Write(DbDataReader row, RowSink sink)
    {
        if (row.IsDBNull(ordinal))
        {
            sink.Json.WriteNull();
            return;
        }

        var mask = decisionOrdinal is { } decision ? masks[row.GetInt32(decision)] : masks[0];
        kind.Write(row, ordinal, mask, sink.Json);
    }
}

/// <summary>A referenced row joined to this one; absent or out of scope it is null.</summary>
internal sealed class ReferencePart(int presenceOrdinal, RowTemplate referred) : RowPart
{
    public override void Write(DbDataReader row, RowSink sink)
    {
        if (row.IsDBNull(presenceOrdinal))
        {
            sink.Json.WriteNull();
            return;
        }

        sink.Cost += referred.Cost;
        foreach (var part in referred.Parts)
        {
            part.Write(row, sink);
        }
    }
}

/// <summary>The place of a child level's rows, filled when they are read; null where the viewer may not see the collection.</summary>
internal sealed class HolePart(Level child, int keyOrdinal) : RowPart
{
    public override void Write(DbDataReader row, RowSink sink)
    {
        if (row.IsDBNull(keyOrdinal))
        {
            sink.Json.WriteNull();
            return;
        }

        sink.Holes.Add(new Hole(sink.Json.Length, child, row.GetGuid(keyOrdinal)));
    }
}

internal sealed class CursorPart(Keyset keyset) : RowPart
{
    public override void Write(DbDataReader row, RowSink sink) => sink.Json.WriteToken(sink.Inputs.CursorOf(keyset.PositionOf(row), keyset.Binding));
}

/// <summary>Collects parts, joining neighbouring literals.</summary>
internal sealed class PartList<TPart>(Func<byte[], TPart> literalOf)
{
    private readonly List<TPart> _parts = [];
    private readonly StringBuilder _literal = new();

    public void Literal(string json) => _literal.Append(json);

    /// <summary>The start of an object's member: a comma unless first, the name, a colon.</summary>
    public void Name(string responseKey, bool first) => _literal.Append(first ? "" : ",").Append('"').Append(responseKey).Append("\":");

    public void Add(TPart part)
    {
        Flush();
        _parts.Add(part);
    }

    public TPart[] ToParts()
    {
        Flush();
        return [.. _parts];
    }

    private void Flush()
    {
        if (_literal.Length > 0)
        {
            _parts.Add(literalOf(Encoding.UTF8.GetBytes(_literal.ToString())));
            _literal.Clear();
        }
    }
}

/// <summary>Part lists by what they write.</summary>
internal static class PartList
{
    public static PartList<RowPart> OfRow() => new(bytes => new LiteralPart(bytes));

    public static PartList<FigurePart> OfFigure() => new(bytes => new FigureLiteral(bytes));
}
