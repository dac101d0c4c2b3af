using CsCheck;
using Lintel.Domain.Listings;

namespace Lintel.Domain.Tests.Listings;

/// <summary>The listing machine against a model: from every state every step, alone and in any sequence.</summary>
public sealed class ListingMachineTests
{
    private static readonly Dictionary<string, Func<Listing, IReadOnlyList<UserError>>> Steps = new()
    {
        ["publish"] = listing => listing.Publish(Brokerage.OneAgent(), ListingVisibility.Franchise, Later).Errors,
        ["hold"] = listing => listing.Hold(Later).Errors,
        ["deposit"] = listing => listing.TakeDeposit(Later).Errors,
        ["close"] = listing => listing.Close(4_900_000_00, Later).Errors,
        ["reprice"] = listing => listing.Reprice(listing.ListPriceFen + 1, Later).Errors,
    };

    /// <summary>Where a step leads; what is not named does not exist.</summary>
    private static readonly Dictionary<(ListingStatus From, string Step), ListingStatus> Model = new()
    {
        [(ListingStatus.Draft, "publish")] = ListingStatus.Active,
        [(ListingStatus.Draft, "reprice")] = ListingStatus.Draft,
        [(ListingStatus.Active, "hold")] = ListingStatus.Hold,
        [(ListingStatus.Active, "deposit")] = ListingStatus.Pending,
        [(ListingStatus.Active, "reprice")] = ListingStatus.Active,
        [(ListingStatus.Hold, "publish")] = ListingStatus.Active,
        [(ListingStatus.Hold, "reprice")] = ListingStatus.Hold,
        [(ListingStatus.Pending, "close")] = ListingStatus.Closed,
        [(ListingStatus.Pending, "reprice")] = ListingStatus.Pending,
    };

    private static DateTimeOffset Later => Brokerage.Now.AddHours(1);

    [Fact]
    public void From_every_state_every_step_leads_where_the_model_says_or_changes_nothing()
    {
        foreach (var from in new[] { ListingStatus.Draft, ListingStatus.Active, ListingStatus.Hold, ListingStatus.Pending, ListingStatus.Closed })
        {
            foreach (var (name, step) in Steps)
            {
                var listing = Brokerage.ListingIn(from);
                var before = (
                    listing.Version,
                    listing.ModifiedAt,
                    listing.StatusChangedAt,
                    listing.ListPriceFen,
                    listing.Visibility,
                    listing.ClosePriceFen
                );

                var errors = step(listing);

                if (Model.TryGetValue((from, name), out var to))
                {
                    Assert.Equal(($"{from} {name}", to, 0), ($"{from} {name}", listing.Status, errors.Count));
                    Assert.Equal((before.Version + 1, Later), (listing.Version, listing.ModifiedAt));
                    Assert.Equal(from == to ? Brokerage.Now : Later, listing.StatusChangedAt);
                }
                else
                {
                    Assert.Equal(EnumNames.ToConstantCase(from.ToString()), Assert.IsType<WrongState>(Assert.Single(errors)).State);
                    Assert.Equal(
                        (from, before),
                        (
                            listing.Status,
                            (
                                listing.Version,
                                listing.ModifiedAt,
                                listing.StatusChangedAt,
                                listing.ListPriceFen,
                                listing.Visibility,
                                listing.ClosePriceFen
                            )
                        )
                    );
                }
            }
        }
    }

    [Fact]
    public void Any_sequence_of_steps_ends_where_the_model_says()
    {
        Gen.Int[0, Steps.Count - 1]
            .Select(index => Steps.Keys.ElementAt(index))
            .Array[0, 12]
            .Sample(
                sequence =>
                {
                    var listing = Brokerage.ListingIn(ListingStatus.Draft);
                    var (status, version) = (ListingStatus.Draft, 1L);
                    foreach (var name in sequence)
                    {
                        var refused = Steps[name](listing).Count > 0;
                        if (refused == Model.TryGetValue((status, name), out var to))
                        {
                            return false;
                        }

                        (status, version) = refused ? (status, version) : (to, version + 1);
                    }

                    return (listing.Status, listing.Version) == (status, version);
                },
                iter: 2000
            );
    }

    [Fact]
    public void Publishing_keeps_the_first_day_on_the_market()
    {
        var listing = Brokerage.ListingIn(ListingStatus.Hold);

        _ = listing.Publish(Brokerage.OneAgent(), ListingVisibility.Store, Brokerage.Now.AddDays(9)).Value;

        Assert.Equal((Brokerage.Today, ListingVisibility.Store), (listing.OnMarketOn!.Value, listing.Visibility));
    }

    [Fact]
    public void A_licence_is_valid_through_its_last_day()
    {
        Assert.True(Brokerage.OneAgent(Brokerage.Today).IsLicensedOn(Brokerage.Today));
        Assert.False(Brokerage.OneAgent(Brokerage.Today.AddDays(-1)).IsLicensedOn(Brokerage.Today));
        var refused = Brokerage
            .ListingIn(ListingStatus.Draft)
            .Publish(Brokerage.OneAgent(Brokerage.Today.AddDays(-1)), ListingVisibility.Network, Brokerage.Now);
        Assert.Equal(new LicenseExpired(new DateOnly(2026, 3, 15)).ExpiredOn, Assert.IsType<LicenseExpired>(Assert.Single(refused.Errors)).ExpiredOn);
    }

    [Fact]
    public void A_sale_keeps_its_price_and_day()
    {
        var listing = Brokerage.ListingIn(ListingStatus.Pending);

        // 16:30 UTC is half past midnight of the next day in the office.
        var closed = listing.Close(4_950_000_00, new DateTimeOffset(2026, 3, 31, 16, 30, 0, TimeSpan.Zero));

        Assert.Equal(new ListingStatusChanged(listing.Id, ListingStatus.Pending, ListingStatus.Closed), closed.Value);
        Assert.Equal((4_950_000_00L, new DateOnly(2026, 4, 1)), (listing.ClosePriceFen!.Value, listing.ClosedOn!.Value));
    }
}
