using CsCheck;
using Lintel.Domain.Deals;

namespace Lintel.Domain.Tests.Deals;

public sealed class CommissionTests
{
    [Theory]
    [InlineData(5_000_000_00, 200, 100_000_00)]
    [InlineData(4_912_345_67, 200, 98_246_91)] // 98,246.9134
    [InlineData(3_333_333_33, 200, 66_666_67)] // 66,666.6666
    [InlineData(25_00, 2, 1)] // half a fen rounds up
    [InlineData(24_99, 2, 0)]
    [InlineData(1_000_000_000_00, 300, 30_000_000_00)]
    [InlineData(5_000_000_00, 0, 0)]
    public void The_fee_is_the_price_times_the_basis_points_rounded_half_up_to_the_fen(long priceFen, int bps, long feeFen)
    {
        Assert.Equal(feeFen, Deal.CommissionOf(priceFen, bps));
    }

    [Fact]
    public void The_fee_is_never_half_a_fen_off_and_grows_with_price_and_rate()
    {
        Gen.Select(Gen.Long[10_000_00, 1_000_000_000_00], Gen.Int[0, 300])
            .Sample(
                (price, bps) =>
                {
                    var fee = Deal.CommissionOf(price, bps);
                    var exact = (decimal)price * bps / 10_000;
                    return fee - exact is > -0.5m and <= 0.5m
                        && Deal.CommissionOf(price + 1, bps) >= fee
                        && Deal.CommissionOf(price, bps + 1) >= fee
                        && fee == decimal.Round(exact, MidpointRounding.AwayFromZero);
                },
                iter: 5000
            );
    }

    [Fact]
    public void What_does_not_fit_is_an_error_and_not_another_number()
    {
        Assert.Throws<OverflowException>(() => Deal.CommissionOf(long.MaxValue, 200));
    }

    [Fact]
    public void A_deal_keeps_the_fee_it_was_opened_with()
    {
        var deal = Brokerage.OpenDeal(priceFen: 4_912_345_67, bps: 150);

        Assert.Equal((73_685_19L, 150), (deal.CommissionFen, deal.CommissionBps));
    }
}
