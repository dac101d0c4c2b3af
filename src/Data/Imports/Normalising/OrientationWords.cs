using Lintel.Domain.Listings;

namespace Lintel.Data.Imports;

/// <summary>
/// Compass directions as portals write them, one after the other, with or without separators. The text is ambiguous
/// (东南北: south-east and north, or east, south and north?), so one rule decides: three or more sides in the portals' own
/// order 东南西北 are single sides, for that is how they list the sides of a home at the end of a block; everywhere else
/// 东南, 东北, 西南 and 西北 are one side each. The order does not matter after that: 南北 and 北南 are the same set.
/// </summary>
internal static class OrientationWords
{
    private const string CompassOrder = "东南西北";
    private const string Separators = " 　,，、/;；";

    /// <summary>The set of sides; null when there is anything but directions in the text.</summary>
    public static Orientations? Parse(string raw)
    {
        var sides = Orientations.None;
        foreach (var part in raw.Split(Separators.ToCharArray(), StringSplitOptions.RemoveEmptyEntries))
        {
            if (ParsePart(part) is not { } found)
            {
                return null;
            }

            sides |= found;
        }

        return sides;
    }

    private static Orientations? ParsePart(string part)
    {
        var separate = part.Length > 2 && IsInCompassOrder(part);
        var sides = Orientations.None;
        for (var i = 0; i < part.Length; i++)
        {
            var pair = separate || i + 1 == part.Length ? null : Pair(part[i], part[i + 1]);
            if ((pair ?? Single(part[i])) is not { } side)
            {
                return null;
            }

            sides |= side;
            i += pair is null ? 0 : 1;
        }

        return sides;
    }

    private static bool IsInCompassOrder(string part)
    {
        var last = -1;
        foreach (var side in part)
        {
            var at = CompassOrder.IndexOf(side, StringComparison.Ordinal);
            if (at <= last)
            {
                return false;
            }

            last = at;
        }

        return true;
    }

    private static Orientations? Pair(char first, char second) =>
        (first, second) switch
        {
            ('东', '南') => Orientations.SouthEast,
            ('西', '南') => Orientations.SouthWest,
            ('东', '北') => Orientations.NorthEast,
            ('西', '北') => Orientations.NorthWest,
            _ => null,
        };

    private static Orientations? Single(char side) =>
        side switch
        {
            '东' => Orientations.East,
            '南' => Orientations.South,
            '西' => Orientations.West,
            '北' => Orientations.North,
            _ => null,
        };
}
