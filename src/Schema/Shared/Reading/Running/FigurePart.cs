using System.Data.Common;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Shared.Reading;

/// <summary>One step of writing figures as JSON; without a row they are those of no rows.</summary>
internal abstract class FigurePart
{
    public abstract void Write(DbDataReader? row, JsonBuffer json);
}

internal sealed class FigureLiteral(byte[] bytes) : FigurePart
{
    public override void Write(DbDataReader? row, JsonBuffer json) => json.Write(bytes);
}

internal sealed class CountFigure(int ordinal) : FigurePart
{
    public override void Write(DbDataReader? row, JsonBuffer json) => json.WriteLong(row?.GetInt64(ordinal) ?? 0);
}

/// <summary>A value as its kind writes it: a sum, an extreme, a percentile, a key.</summary>
internal sealed class ValueFigure(ValueKind kind, int ordinal) : FigurePart
{
    public override void Write(DbDataReader? row, JsonBuffer json)
    {
        if (row is null || row.IsDBNull(ordinal))
        {
            json.WriteNull();
        }
        else
        {
            kind.Write(row, ordinal, Mask.None, json);
        }
    }
}

/// <summary>A mean, divided here and not in SQL, so that every database gives the same one: two decimals, half away from zero.</summary>
internal sealed class MeanFigure(ValueKind kind, int sum, int count) : FigurePart
{
    private readonly decimal _hundredths = kind is HundredthsKind ? 1 : 100;

    public override void Write(DbDataReader? row, JsonBuffer json)
    {
        if (row is null || row.IsDBNull(sum))
        {
            json.WriteNull();
        }
        else
        {
            json.WriteHundredths((long)Math.Round(row.GetInt64(sum) * _hundredths / row.GetInt64(count), MidpointRounding.AwayFromZero));
        }
    }
}
