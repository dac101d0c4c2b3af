using System.Security.Cryptography;

namespace Lintel.Data.Tests.Protection;

public sealed class FieldProtectorTests
{
    private const string Phone = "13800001234";

    private static readonly SealedPlace Place = new(
        Guid.Parse("0190a000-0000-7000-8000-000000000001"),
        "clients.phone",
        Guid.Parse("0190a000-0000-7000-8000-000000000002")
    );
    private static readonly FieldProtector Protector = new(Ring("a", "a"));

    [Fact]
    public void A_value_opens_in_its_place_and_is_sealed_differently_each_time()
    {
        var (first, second) = (Protector.Seal(Phone, Place), Protector.Seal(Phone, Place));

        Assert.Equal((Phone, Phone), (Protector.Open(first, Place), Protector.Open(second, Place)));
        Assert.NotEqual(first, second);
        Assert.StartsWith("v1.a.", first, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_opens_in_no_other_row_column_or_brand()
    {
        var value = Protector.Seal(Phone, Place);

        foreach (
            var other in new[] { Place with { RowId = Place.BrandId }, Place with { BrandId = Place.RowId }, Place with { Column = "clients.name" } }
        )
        {
            Assert.ThrowsAny<CryptographicException>(() => Protector.Open(value, other));
        }
    }

    [Fact]
    public void An_altered_value_does_not_open_wherever_it_is_altered()
    {
        var value = Protector.Seal(Phone, Place);
        for (var i = 0; i < value.Length; i++)
        {
            var altered = value[..i] + (value[i] == 'A' ? 'B' : 'A') + value[(i + 1)..];

            Assert.ThrowsAny<CryptographicException>(() => Protector.Open(altered, Place));
        }

        Assert.ThrowsAny<CryptographicException>(() => Protector.Open(Phone, Place));
        Assert.ThrowsAny<CryptographicException>(() => Protector.Open("v1.a.AAAA", Place));
    }

    [Fact]
    public void A_value_of_an_older_key_opens_as_long_as_the_key_is_in_the_ring()
    {
        var value = Protector.Seal(Phone, Place);

        Assert.Equal(Phone, new FieldProtector(Ring("b", "a", "b")).Open(value, Place));
        var lost = Assert.Throws<CryptographicException>(() => new FieldProtector(Ring("b", "b")).Open(value, Place));
        Assert.Contains("'a'", lost.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_index_is_equal_for_equal_values_of_one_brand_and_column_only()
    {
        var index = Protector.IndexOf(Phone, Place.BrandId, "clients.phone");

        Assert.Equal(index, new FieldProtector(Ring("b", "a", "b")).IndexOf(Phone, Place.BrandId, "clients.phone"));
        Assert.Equal(
            4,
            new[]
            {
                index,
                Protector.IndexOf("13800001235", Place.BrandId, "clients.phone"),
                Protector.IndexOf(Phone, Place.RowId, "clients.phone"),
                Protector.IndexOf(Phone, Place.BrandId, "listings.owner_phone"),
            }
                .Distinct(StringComparer.Ordinal)
                .Count()
        );
    }

    [Theory]
    [InlineData("a", "missing")]
    [InlineData("a.b", "a.b")]
    [InlineData("", "")]
    public void A_ring_that_cannot_seal_is_refused(string id, string current) => Assert.Throws<ArgumentException>(() => Ring(current, id));

    [Fact]
    public void Keys_have_32_bytes()
    {
        var keys = new Dictionary<string, byte[]>(StringComparer.Ordinal) { ["a"] = new byte[16] };

        Assert.Throws<ArgumentException>(() => new KeyRing(keys, "a", new byte[32]));
        Assert.Throws<ArgumentException>(() =>
            new KeyRing(keys.ToDictionary(key => key.Key, _ => new byte[32], StringComparer.Ordinal), "a", new byte[31])
        );
    }

    internal static KeyRing Ring(string current, params string[] ids) =>
        new(
            ids.ToDictionary(id => id, id => SHA256.HashData([(byte)id.FirstOrDefault(), .. "key"u8]), StringComparer.Ordinal),
            current,
            new byte[32]
        );
}
