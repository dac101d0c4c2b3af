using System.Globalization;
using Lintel.Domain.Communities;
using Lintel.Domain.Listings;

namespace Lintel.ImportGolden;

/// <summary>
/// A stored listing in the words of the golden files, translated back here on purpose and not by the mapping,
/// so that a wrong entry of the mapping shows.
/// </summary>
internal static class StoredRow
{
    public static string? Value(string column, Listing listing, Community community, DateOnly importedOn) =>
        column switch
        {
            "external_id" => listing.SourceKey!.Split(':')[1],
            "title" => listing.Title,
            "community" => community.Name,
            "community_id" => community.SourceKey is { } key && key.StartsWith("lianjia:", StringComparison.Ordinal) ? key["lianjia:".Length..] : "",
            "district" => Same(listing.District, community.District),
            "bizcircle" => Same(listing.MlsAreaMajor, community.MlsAreaMajor),
            "rooms" => Number(listing.BedroomsTotal),
            "halls" => Number(listing.LivingRoomsTotal),
            "area_m2" => (listing.LivingAreaDm2 / 100m).ToString(CultureInfo.InvariantCulture),
            "orientation" => Sides(listing.Orientations),
            "decoration" => Decoration(listing.Decoration),
            "building_type" => Building(listing.BuildingType),
            "floor_level" => Level(listing.FloorLevel),
            "total_floors" => Number(listing.StoriesTotal),
            "built_year" => Number(listing.YearBuilt),
            "price_yuan" => (listing.ListPriceFen / 100m).ToString(CultureInfo.InvariantCulture),
            "held_5y" => Flag(listing.HeldFiveYears),
            "held_2y" => Flag(listing.HeldTwoYears),
            "anytime_view" => Flag(listing.ShowAnytime),
            "metro_line" => listing.MetroLine ?? "",
            "metro_station" => listing.MetroStation ?? "",
            "metro_m" => Number(listing.MetroDistanceMeters),
            "followers" => Number(listing.FollowerCount),
            "showings" => Number(listing.ShowingCount),
            "age_days" => Number(importedOn.DayNumber - (listing.OnMarketOn ?? DateOnly.MinValue).DayNumber),
            _ => null,
        };

    /// <summary>The golden value in a form that does not depend on spelling: 62.0 is 62, 北南 is 南北.</summary>
    public static string Expected(string column, string value) =>
        column switch
        {
            "area_m2" when value.Length > 0 => decimal.Parse(value, CultureInfo.InvariantCulture).ToString("0.##", CultureInfo.InvariantCulture),
            "orientation" => string.Concat(value.Distinct().Order()),
            _ => value,
        };

    private static string Same(string? one, string? other) => one == other ? one ?? "" : $"{one} but its community says {other}";

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Flag(bool? flag) =>
        flag is null ? ""
        : flag.Value ? "1"
        : "0";

    private static string Sides(Orientations sides) =>
        string.Concat(
            Enum.GetValues<Orientations>().Where(side => side != Orientations.None && sides.HasFlag(side)).SelectMany(Characters).Distinct().Order()
        );

    private static string Characters(Orientations side) =>
        side switch
        {
            Orientations.East => "东",
            Orientations.South => "南",
            Orientations.West => "西",
            Orientations.North => "北",
            Orientations.SouthEast => "东南",
            Orientations.SouthWest => "西南",
            Orientations.NorthEast => "东北",
            Orientations.NorthWest => "西北",
            _ => "",
        };

    private static string Decoration(Decoration? decoration) =>
        decoration switch
        {
            Domain.Listings.Decoration.Fine => "精装",
            Domain.Listings.Decoration.Simple => "简装",
            Domain.Listings.Decoration.Bare => "毛坯",
            Domain.Listings.Decoration.Other => "其他",
            _ => "",
        };

    private static string Building(BuildingType? type) =>
        type switch
        {
            BuildingType.Slab => "板楼",
            BuildingType.Tower => "塔楼",
            BuildingType.SlabTower => "板塔结合",
            BuildingType.Bungalow => "平房",
            _ => "",
        };

    private static string Level(FloorLevel? level) =>
        level switch
        {
            FloorLevel.Basement => "地下室",
            FloorLevel.Ground => "底层",
            FloorLevel.Low => "低楼层",
            FloorLevel.Middle => "中楼层",
            FloorLevel.High => "高楼层",
            FloorLevel.Top => "顶层",
            _ => "",
        };
}
