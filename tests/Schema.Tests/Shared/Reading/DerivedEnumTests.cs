using Lintel.Domain.Listings;
using Lintel.Schema.Listings;
using Lintel.Schema.Shared.Reading;

namespace Lintel.Schema.Tests.Shared.Reading;

/// <summary>Filters on an enum that is derived from a column ask for the column's values.</summary>
public sealed class DerivedEnumTests
{
    [Fact]
    public void Each_value_knows_the_stored_ones_that_become_it()
    {
        var standard = DerivedEnum.Of(new ListingType().Fields.Single(field => field.Name == "standardStatus").Value);

        Assert.NotNull(standard);
        Assert.Equal(nameof(Listing.Status), standard.Property);
        Assert.Equal(["ACTIVE"], standard.Stored["ACTIVE"]);
        Assert.Equal(["CLOSED", "ARCHIVED"], standard.Stored["CLOSED"]);
        Assert.Equal(["INVALID", "FROZEN_FALSE"], standard.Stored["WITHDRAWN"], StringComparer.Ordinal);
        // Every stored value becomes exactly one.
        Assert.Equal(
            Enum.GetValues<ListingStatus>().Length,
            Enum.GetNames<StandardStatus>().Sum(name => standard.Stored[name.ToUpperInvariant()].Count())
        );
    }

    [Fact]
    public void A_plain_column_and_a_formula_over_several_are_none()
    {
        var fields = new ListingType().Fields.ToDictionary(field => field.Name);

        Assert.Null(DerivedEnum.Of(fields["status"].Value));
        Assert.Null(DerivedEnum.Of(fields["unitPrice"].Value));
        Assert.Null(DerivedEnum.Of(fields["title"].Value));
    }
}
