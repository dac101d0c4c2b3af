using System.Globalization;

namespace Lintel.Data.Imports;

/// <summary>price = unit price × area, within what rounding explains.</summary>
internal static class PriceChecking
{
    /// <summary>What does not fit; null when all is well or when one of the three is not stated.</summary>
    public static string? Problem(this PriceCheck check, FactSheet facts)
    {
        if (
            facts.Money("listPrice") is not { } priceFen
            || facts.Money("unitPrice") is not { } unitPriceFen
            || facts.Integer("livingArea") is not { } areaDm2
        )
        {
            return null;
        }

        var expectedFen = (decimal)unitPriceFen * areaDm2 / 100;
        var toleranceFen = (priceFen * check.TolerancePercent / 100m) + ((decimal)unitPriceFen * check.AreaStep);
        var capped = unitPriceFen >= check.UnitPriceCap * 100 && priceFen >= expectedFen;
        return capped || Math.Abs(priceFen - expectedFen) <= toleranceFen
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{priceFen / 100} yuan is not {unitPriceFen / 100} yuan/㎡ × {areaDm2 / 100m:0.##} ㎡.");
    }
}
