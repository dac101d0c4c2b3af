using System.Globalization;
using Lintel.Domain;

namespace Lintel.Data;

/// <summary>
/// The viewer as the wall knows it, beside its role: one setting that a statement carries and that ends with its transaction. It is fields of
/// fixed widths, because one setting costs a tenth of ten; what the viewer has not got is blank. The role is not among them: it is the
/// database role that the statement runs in.
/// </summary>
public static class ViewerScope
{
    /// <summary>The name of the setting.</summary>
    internal const string Setting = "lintel.scope";

    private const int InstantWidth = 28; // 2026-03-16T08:30:00.0000000Z
    private const int IdWidth = 36;

    private static readonly (string Property, Func<Viewer, Guid?> Of)[] Ids =
    [
        (nameof(Viewer.AccountId), viewer => viewer.AccountId),
        (nameof(Viewer.BrandId), viewer => viewer.BrandId),
        (nameof(Viewer.RegionId), viewer => viewer.RegionId),
        (nameof(Viewer.FranchiseId), viewer => viewer.FranchiseId),
        (nameof(Viewer.StoreId), viewer => viewer.StoreId),
        (nameof(Viewer.TeamId), viewer => viewer.TeamId),
        (nameof(Viewer.AgentId), viewer => viewer.AgentId),
        (nameof(Viewer.ClientId), viewer => viewer.ClientId),
    ];

    /// <summary>SQL of the instant of the read, by the server's clock, evaluated once a statement.</summary>
    public static string NowSql => FieldSql(0, InstantWidth, "timestamptz");

    /// <summary>SQL of an id of the viewer, evaluated once a statement; null where there is none.</summary>
    /// <param name="property">A property of <see cref="Viewer"/>, e.g. `BrandId`.</param>
    public static string IdSql(string property) =>
        Array.FindIndex(Ids, id => string.Equals(id.Property, property, StringComparison.Ordinal)) is >= 0 and var place
            ? FieldSql(StartOf(place), IdWidth, "uuid")
            : throw new ArgumentException($"A viewer's scope has no {property}.", nameof(property));

    /// <summary>The setting's value for a viewer; without an instant, no rule that asks for one is met.</summary>
    internal static string Of(Viewer viewer, DateTimeOffset? now, ScopeFields fields = ScopeFields.All) =>
        string.Create(
            StartOf(Ids.Length),
            (viewer, now, fields),
            static (text, from) =>
            {
                text.Fill(' ');
                if (from.fields.HasFlag(ScopeFields.Now))
                {
                    from.now?.UtcDateTime.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
                }

                for (var place = 0; place < Ids.Length; place++)
                {
                    if (from.fields.HasFlag(FieldOf(place)))
                    {
                        Ids[place].Of(from.viewer)?.TryFormat(text[StartOf(place)..], out _);
                    }
                }
            }
        );

    /// <summary>The fields that a condition looks at.</summary>
    internal static ScopeFields In(string condition)
    {
        var fields = condition.Contains(NowSql, StringComparison.Ordinal) ? ScopeFields.Now : ScopeFields.None;
        for (var place = 0; place < Ids.Length; place++)
        {
            if (condition.Contains(IdSql(Ids[place].Property), StringComparison.Ordinal))
            {
                fields |= FieldOf(place);
            }
        }

        return fields;
    }

    private static ScopeFields FieldOf(int place) => (ScopeFields)(2 << place);

    private static int StartOf(int place) => InstantWidth + (place * IdWidth);

    // A setting that was there and ended is not null but empty.
    private static string FieldSql(int start, int width, string type) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"(SELECT NULLIF(rtrim(substr(current_setting('{Setting}', true), {start + 1}, {width})), '')::{type})"
        );
}

/// <summary>Fields of a scope; the ids in the order in which it has them.</summary>
[Flags]
internal enum ScopeFields
{
    None = 0,
    Now = 1,
    Account = 1 << 1,
    Brand = 1 << 2,
    Region = 1 << 3,
    Franchise = 1 << 4,
    Store = 1 << 5,
    Team = 1 << 6,
    Agent = 1 << 7,
    Client = 1 << 8,
    All = (1 << 9) - 1,
}
