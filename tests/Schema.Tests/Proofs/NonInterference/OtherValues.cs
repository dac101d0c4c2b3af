using System.Globalization;
using Lintel.Domain.Deals;
using Lintel.Schema.Shared.Access;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Lintel.Schema.Tests.Proofs.NonInterference;

/// <summary>Values to put in the place of others: of the same kind, within what the domain allows, never used before where they must be unique.</summary>
internal sealed class OtherValues(Random random)
{
    private int _number;

    public object? For(IReadOnlyProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        // A closed deal has its month, always.
        return property.IsNullable && property.Name != nameof(Deal.ClosedMonth) && random.Next(5) == 0 ? null
            : type == typeof(string) ? Text(property.GetMaxLength() ?? 40)
            : (type == typeof(int) || type == typeof(long)) && property.IsIndex() && property.GetContainingIndexes().Any(index => index.IsUnique)
                ? Convert.ChangeType(1_000_000 + ++_number, type, CultureInfo.InvariantCulture)
            : type == typeof(long) ? random.NextInt64(1, 100_000_000_000)
            : type == typeof(int) ? random.Next(1, 5_000)
            : type == typeof(bool) ? random.Next(2) == 0
            : type == typeof(DateOnly) ? Day()
            : type == typeof(DateTimeOffset) ? new DateTimeOffset(Day(), TimeOnly.MinValue, TimeSpan.Zero).AddMilliseconds(random.Next(86_400_000))
            : type == typeof(Guid) ? Guid.CreateVersion7(DateTimeOffset.UnixEpoch)
            : type.IsDefined(typeof(FlagsAttribute), inherit: false) ? Enum.ToObject(type, random.Next(1 << (Enum.GetValues(type).Length - 1)))
            : type.IsEnum ? Enum.GetValues(type).GetValue(random.Next(Enum.GetValues(type).Length))
            : throw new NotSupportedException($"{property.DeclaringType.ShortName()}.{property.Name}: no other {type.Name}.");
    }

    /// <summary>Personal data that looks like a number; an identity number is 18 characters long, all else 11.</summary>
    public string Personal(string property) =>
        property == "IdentityNumber" ? Digits("110105", 18)
        : property.EndsWith("Phone", StringComparison.Ordinal) ? Digits("13", 11)
        : Text(40);

    /// <summary>Another value that the mask shows as it shows this one.</summary>
    public string Behind(Mask mask, string clear) =>
        mask switch
        {
            Mask.Name => clear[..(char.IsSurrogate(clear[0]) ? 2 : 1)] + Text(20),
            Mask.Phone or Mask.Identity when clear.Length > 7 => clear[..3] + Digits("", clear.Length - 7) + clear[^4..],
            _ => clear,
        };

    private DateOnly Day() => new DateOnly(2021, 1, 1).AddDays(random.Next(2_500));

    private string Text(int longest)
    {
        var unique = Convert.ToString(++_number, CultureInfo.InvariantCulture);
        return longest <= 6 ? unique : "隐" + (char)('一' + random.Next(2_000)) + unique;
    }

    private string Digits(string start, int length) =>
        start + string.Concat(Enumerable.Range(0, length - start.Length).Select(_ => (char)('0' + random.Next(10))));
}
