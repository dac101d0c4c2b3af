using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Lintel.Data.Shared;

/// <summary>
/// Instants are UTC and exact to the microsecond on both databases: PostgreSQL keeps no more, and a value must not
/// change when the provider does.
/// </summary>
internal static class Instants
{
    public static DateTimeOffset Stored(DateTimeOffset instant)
    {
        var ticks = instant.UtcTicks;
        return new DateTimeOffset(ticks - (ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
    }
}

/// <summary>For `timestamptz`, which takes offset 0 only.</summary>
internal sealed class UtcInstantConverter()
    : ValueConverter<DateTimeOffset, DateTimeOffset>(value => Instants.Stored(value), value => value.ToUniversalTime());

/// <summary>For SQLite, where only a number orders and ranges.</summary>
internal sealed class TicksInstantConverter()
    : ValueConverter<DateTimeOffset, long>(value => Instants.Stored(value).UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
