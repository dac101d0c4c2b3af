using System.Data.Common;
using GraphQL.Types;
using Lintel.Data;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Reading;
using Lintel.Schema.Shared.Scalars;

namespace Lintel.Schema.Shared.Declaring;

/// <summary>
/// Personal data: sealed in its column, and opened where it is written. It is compared for equality only, by its blind index.
/// Declared by its property; a plan works with <see cref="In"/>, which knows the keys and the viewer's brand.
/// </summary>
internal class ProtectedTextKind(string property) : ValueKind
{
    private const int IdLength = 36;

    public string Property => property;
    public sealed override IGraphType GraphType => ScalarTypes.String;
    public sealed override FilterOperators Operators => FilterOperators.Equality | FilterOperators.Sets;

    /// <summary>The sealed value with what it is bound to before it: the ids of brand and row, 36 characters each.</summary>
    public static string Sql(string alias, string brandColumn, string keyColumn, ProtectedProperty sealing) =>
        $"CAST({alias}.{brandColumn} AS TEXT) || CAST({alias}.{keyColumn} AS TEXT) || {alias}.{TableMap.Quote(sealing.SealedColumn)}";

    /// <summary>The kind as a plan of one viewer reads and compares it.</summary>
    public static ValueKind In(FieldProtector protector, ProtectedProperty sealing, Guid brandId) => new Opened(protector, sealing, brandId);

    public override void Write(DbDataReader row, int ordinal, Mask mask, JsonBuffer json) => throw Unbound();

    public sealed override object ReadKey(DbDataReader row, int ordinal) =>
        throw new NotSupportedException($"{property} is sealed: nothing is sorted by it.");

    public override object ToColumn(object value, bool instantsAreTicks) => throw Unbound();

    private InvalidOperationException Unbound() => new($"{property} is read and compared by the kind a plan makes of this.");

    private sealed class Opened(FieldProtector protector, ProtectedProperty sealing, Guid brandId) : ProtectedTextKind(sealing.Name)
    {
        public override void Write(DbDataReader row, int ordinal, Mask mask, JsonBuffer json)
        {
            var value = row.GetString(ordinal).AsSpan();
            var place = new SealedPlace(Guid.Parse(value[..IdLength]), sealing.Place, Guid.Parse(value.Slice(IdLength, IdLength)));
            json.WriteString(Masking.Apply(mask, protector.Open(value[(2 * IdLength)..], place)));
        }

        public override object ToColumn(object value, bool instantsAreTicks) => protector.IndexOf((string)value, brandId, sealing.Place);
    }
}
