using System.Data.Common;
using System.Text;
using GraphQL.Types;
using Lintel.Domain;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Nodes;
using Lintel.Schema.Shared.Reading;
using Lintel.Schema.Shared.Scalars;

namespace Lintel.Schema.Shared.Declaring;

/// <summary>
/// How one kind of value passes between database and graph: its scalar, how a column is written as JSON,
/// how it is read as a sort key, how a filter's value becomes a parameter. Nothing here knows a provider.
/// </summary>
internal abstract class ValueKind
{
    /// <summary>The scalar or enum of one value.</summary>
    public abstract IGraphType GraphType { get; }

    /// <summary>What may be asked of it in <c>where</c>.</summary>
    public abstract FilterOperators Operators { get; }

    /// <summary>Writes a column that is not null.</summary>
    public abstract void Write(DbDataReader row, int ordinal, Mask mask, JsonBuffer json);

    /// <summary>Reads a column that is not null as a value that can stand in a cursor and be compared in SQL.</summary>
    public abstract object ReadKey(DbDataReader row, int ordinal);

    /// <summary>The value of a filter, as the column stores it.</summary>
    public virtual object ToColumn(object value, bool instantsAreTicks) => value;
}

/// <summary>The comparisons a filter input offers, by the kind of its value.</summary>
[Flags]
internal enum FilterOperators
{
    None = 0,
    Equality = 1,
    Sets = 2,
    Ranges = 4,
    Text = 8,
    Flags = 16,
}

internal sealed class TextKind : ValueKind
{
    public static TextKind Instance { get; } = new();
    public override IGraphType GraphType => ScalarTypes.String;
    public override FilterOperators Operators => FilterOperators.Equality | FilterOperators.Sets | FilterOperators.Text;

    public override void Write(DbDataReader row, int ordinal, Mask mask, JsonBuffer json) =>
        json.WriteString(Masking.Apply(mask, row.GetString(ordinal)));

    public override object ReadKey(DbDataReader row, int ordinal) => row.GetString(ordinal);
}

/// <summary>Money in fen or area in dm²: a whole number of hundredths, shown as a decimal with two places.</summary>
internal sealed class HundredthsKind : ValueKind
{
    public static HundredthsKind Instance { get; } = new();
    public override IGraphType GraphType => ScalarTypes.Decimal;
    public override FilterOperators Operators => FilterOperators.Equality | FilterOperators.Sets | FilterOperators.Ranges;

    public override void Write(DbDataReader row, int ordinal, Mask mask, JsonBuffer json) => json.WriteHundredths(row.GetInt64(ordinal));

    public override object ReadKey(DbDataReader row, int ordinal) => row.GetInt64(ordinal);

    public override object ToColumn(object value, bool instantsAreTicks) => DecimalType.ToHundredths((decimal)value);
}

internal sealed class WholeNumberKind(IGraphType graphType) : ValueKind
{
    public static WholeNumberKind Int { get; } = new(ScalarTypes.Int);
    public static WholeNumberKind Long { get; } = new(ScalarTypes.Long);
    public override IGraphType GraphType => graphType;
    public override FilterOperators Operators => FilterOperators.Equality | FilterOperators.Sets | FilterOperators.Ranges;

    public override void Write(DbDataReader row, int ordinal, Mask mask, JsonBuffer json) => json.WriteLong(row.GetInt64(ordinal));

    public override object ReadKey(DbDataReader row, int ordinal) => row.GetInt64(ordinal);

    public override object ToColumn(object value, bool instantsAreTicks) => Convert.ToInt64(value, null);
}

internal sealed class BooleanKind : ValueKind
{
    public static BooleanKind Instance { get; } = new();
    public override IGraphType GraphType => ScalarTypes.Boolean;
    public override FilterOperators Operators => FilterOperators.Equality;

    public override void Write(DbDataReader row, int ordinal, Mask mask, JsonBuffer json) => json.WriteBoolean(row.GetBoolean(ordinal));

    public override object ReadKey(DbDataReader row, int ordinal) => row.GetBoolean(ordinal);
}

internal sealed class DateKind : ValueKind
{
    public static DateKind Instance { get; } = new();
    public override IGraphType GraphType => ScalarTypes.Date;
    public override FilterOperators Operators => FilterOperators.Equality | FilterOperators.Sets | FilterOperators.Ranges;

    public override void Write(DbDataReader row, int ordinal, Mask mask, JsonBuffer json) => json.WriteDate(row.GetFieldValue<DateOnly>(ordinal));

    public override object ReadKey(DbDataReader row, int ordinal) => row.GetFieldValue<DateOnly>(ordinal);
}

/// <summary>An instant: ticks in UTC where the database has no such type, else the database's own.</summary>
internal sealed class InstantKind : ValueKind
{
    public static InstantKind Instance { get; } = new();
    public override IGraphType GraphType => ScalarTypes.DateTime;
    public override FilterOperators Operators => FilterOperators.Equality | FilterOperators.Ranges;

    public override void Write(DbDataReader row, int ordinal, Mask mask, JsonBuffer json) => json.WriteInstant(Read(row, ordinal));

    public override object ReadKey(DbDataReader row, int ordinal) =>
        row.GetFieldType(ordinal) == typeof(long) ? row.GetInt64(ordinal) : row.GetDateTime(ordinal);

    public override object ToColumn(object value, bool instantsAreTicks)
    {
        var utc = ((DateTimeOffset)value).UtcDateTime;
        return instantsAreTicks ? utc.Ticks : utc;
    }

    private static DateTime Read(DbDataReader row, int ordinal) =>
        row.GetFieldType(ordinal) == typeof(long)
            ? new DateTime(row.GetInt64(ordinal), DateTimeKind.Utc)
            : row.GetDateTime(ordinal).ToUniversalTime();
}

/// <summary>An enum, stored as text exactly as the graph prints it.</summary>
internal sealed class EnumKind(IGraphType graphType) : ValueKind
{
    public override IGraphType GraphType => graphType;
    public override FilterOperators Operators => FilterOperators.Equality | FilterOperators.Sets;

    public override void Write(DbDataReader row, int ordinal, Mask mask, JsonBuffer json) => json.WriteToken(row.GetString(ordinal));

    public override object ReadKey(DbDataReader row, int ordinal) => row.GetString(ordinal);

    public override object ToColumn(object value, bool instantsAreTicks) =>
        value is Enum member ? EnumNames.ToConstantCase(member.ToString()) : value;
}

/// <summary>A set of flags, stored as bits, shown as a list of enum values.</summary>
internal sealed class FlagsKind(IGraphType element, IReadOnlyList<(long Bit, string Name)> members) : ValueKind
{
    private readonly (long Bit, byte[] Json)[] _members = [.. members.Select(member => (member.Bit, Encoding.UTF8.GetBytes($"\"{member.Name}\"")))];

    /// <summary>The enum of one member.</summary>
    public IGraphType Element => element;
    public override IGraphType GraphType { get; } = new NonNullGraphType(new ListGraphType(new NonNullGraphType(element)));
    public override FilterOperators Operators => FilterOperators.Flags;

    public override void Write(DbDataReader row, int ordinal, Mask mask, JsonBuffer json)
    {
        var bits = row.GetInt64(ordinal);
        var separator = "["u8;
        foreach (var (bit, name) in _members)
        {
            if ((bits & bit) != 0)
            {
                json.Write(separator);
                json.Write(name);
                separator = ","u8;
            }
        }

        json.Write(bits == 0 ? "[]"u8 : "]"u8);
    }

    public override object ReadKey(DbDataReader row, int ordinal) => row.GetInt64(ordinal);

    public override object ToColumn(object value, bool instantsAreTicks) => Convert.ToInt64(value, null);
}

/// <summary>The key of a row, shown as the global id of the type it belongs to.</summary>
internal sealed class IdKind(string typeName) : ValueKind
{
    private readonly byte[] _prefix = Encoding.UTF8.GetBytes($"\"{typeName}_");

    public override IGraphType GraphType => ScalarTypes.Id;
    public override FilterOperators Operators => FilterOperators.Equality | FilterOperators.Sets;

    public override void Write(DbDataReader row, int ordinal, Mask mask, JsonBuffer json) => json.WriteId(_prefix, row.GetGuid(ordinal));

    public override object ReadKey(DbDataReader row, int ordinal) => row.GetGuid(ordinal);

    /// <summary>An id of another type, or none at all, matches no row.</summary>
    public override object ToColumn(object value, bool instantsAreTicks) =>
        GlobalId.TryDecode(value as string, out var type, out var id) && string.Equals(type, typeName, StringComparison.Ordinal) ? id : Guid.Empty;
}

/// <summary>The key of a row of one of several types, shown without the type, which stands in another column; a filter takes the whole id, too.</summary>
internal sealed class SubjectIdKind : ValueKind
{
    public override IGraphType GraphType => ScalarTypes.Id;
    public override FilterOperators Operators => FilterOperators.Equality | FilterOperators.Sets;

    public override void Write(DbDataReader row, int ordinal, Mask mask, JsonBuffer json) => json.WriteId("\""u8, row.GetGuid(ordinal));

    public override object ReadKey(DbDataReader row, int ordinal) => row.GetGuid(ordinal);

    public override object ToColumn(object value, bool instantsAreTicks) =>
        GlobalId.TryDecode(value as string, out _, out var id) || GlobalId.TryDecode($"Subject_{value}", out _, out id) ? id : Guid.Empty;
}
