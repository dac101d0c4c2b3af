namespace Lintel.Domain.Listings;

/// <summary>What kind of property it is (RESO PropertySubType).</summary>
public enum PropertyKind
{
    Residence,
    Villa,
    Parking,
    Other,
}

/// <summary>建筑类型.</summary>
public enum BuildingType
{
    /// <summary>板楼.</summary>
    Slab,

    /// <summary>塔楼.</summary>
    Tower,

    /// <summary>板塔结合.</summary>
    SlabTower,

    /// <summary>平房.</summary>
    Bungalow,
}

/// <summary>装修.</summary>
public enum Decoration
{
    /// <summary>毛坯.</summary>
    Bare,

    /// <summary>简装.</summary>
    Simple,

    /// <summary>精装.</summary>
    Fine,

    /// <summary>其他.</summary>
    Other,
}

/// <summary>Where in the building the home lies, as portals word it.</summary>
public enum FloorLevel
{
    /// <summary>地下室.</summary>
    Basement,

    /// <summary>底层.</summary>
    Ground,

    /// <summary>低楼层.</summary>
    Low,

    /// <summary>中楼层.</summary>
    Middle,

    /// <summary>高楼层.</summary>
    High,

    /// <summary>顶层.</summary>
    Top,
}

/// <summary>The sides a home faces 朝向. A set: 南北 and 北南 are the same.</summary>
[Flags]
public enum Orientations
{
    None = 0,
    East = 1,
    South = 2,
    West = 4,
    North = 8,
    SouthEast = 16,
    SouthWest = 32,
    NorthEast = 64,
    NorthWest = 128,
}

/// <summary>
/// The standardised facts of a home as the listing states them (capability 5). Area is in dm² (1 ㎡ = 100 dm²).
/// Null means that the source does not say, never a default.
/// </summary>
public sealed record HouseFacts
{
    public const int SmallestAreaDm2 = 5_00;
    public const int LargestAreaDm2 = 2000_00;
    private const int LargestImportedAreaDm2 = 20_000_00;

    public PropertyKind PropertyKind { get; init; } = PropertyKind.Residence;
    public required int LivingAreaDm2 { get; init; }
    public int? BedroomsTotal { get; init; }
    public int? LivingRoomsTotal { get; init; }
    public int? BathroomsTotal { get; init; }

    /// <summary>The storey the home is on; basements are negative. Null when only <see cref="FloorLevel"/> is known.</summary>
    public int? FloorNumber { get; init; }
    public FloorLevel? FloorLevel { get; init; }
    public int? StoriesTotal { get; init; }
    public Orientations Orientations { get; init; }
    public Decoration? Decoration { get; init; }
    public BuildingType? BuildingType { get; init; }
    public bool? HasElevator { get; init; }
    public int? YearBuilt { get; init; }

    /// <summary>满五: the owner has held it for five years. Null: unknown.</summary>
    public bool? HeldFiveYears { get; init; }

    /// <summary>满二: the owner has held it for two years. Null: unknown.</summary>
    public bool? HeldTwoYears { get; init; }

    /// <summary>满五唯一's second half: the owner's only home. Null: unknown.</summary>
    public bool? OnlyHome { get; init; }
    public string? MetroLine { get; init; }
    public string? MetroStation { get; init; }

    /// <summary>Metres to the named station; metro is given as distance, never as minutes (capability 6).</summary>
    public int? MetroDistanceMeters { get; init; }

    /// <summary>随时看房: it can be shown at any time without an appointment. Null: unknown.</summary>
    public bool? ShowAnytime { get; init; }

    /// <summary>Everything wrong with these facts, each error at its own field under <paramref name="path"/>.</summary>
    public IEnumerable<UserError> Problems(params string[] path) => Problems(imported: false, path);

    /// <summary>
    /// The same; an imported row may state what a person may not enter: whole floors and buildings, and any year of four
    /// digits (a source's slip of the pen is the source's, and review finds it).
    /// </summary>
    internal IEnumerable<UserError> Problems(bool imported, string[] path)
    {
        var largestAreaDm2 = imported ? LargestImportedAreaDm2 : LargestAreaDm2;
        var (firstYear, lastYear) = imported ? (1000, 9999) : (1900, 2100);
        if (LivingAreaDm2 < SmallestAreaDm2 || LivingAreaDm2 > largestAreaDm2)
        {
            yield return InvalidInput.OutOfRange($"between {SmallestAreaDm2 / 100} and {largestAreaDm2 / 100} ㎡", [.. path, "livingArea"]);
        }

        foreach (
            var (count, name) in new[]
            {
                (BedroomsTotal, "bedroomsTotal"),
                (LivingRoomsTotal, "livingRoomsTotal"),
                (BathroomsTotal, "bathroomsTotal"),
            }
        )
        {
            if (count is < 0 or > 30)
            {
                yield return InvalidInput.OutOfRange("between 0 and 30", [.. path, name]);
            }
        }

        if (StoriesTotal is < 1 or > 150)
        {
            yield return InvalidInput.OutOfRange("between 1 and 150", [.. path, "storiesTotal"]);
        }

        if (FloorNumber is < -5 or 0 or > 150)
        {
            yield return InvalidInput.OutOfRange("between -5 and 150, without 0", [.. path, "floorNumber"]);
        }
        else if (FloorNumber > StoriesTotal)
        {
            yield return InvalidInput.OutOfRange("at most storiesTotal", [.. path, "floorNumber"]);
        }

        if (YearBuilt < firstYear || YearBuilt > lastYear)
        {
            yield return InvalidInput.OutOfRange($"a year between {firstYear} and {lastYear}", [.. path, "yearBuilt"]);
        }
    }
}
