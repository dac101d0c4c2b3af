namespace Lintel.Domain.Communities;

/// <summary>
/// One canonical home: community + building + unit + room (capabilities 3 and 15). However many brokerages
/// offer it, it is one row. A home whose door number the source withholds is known by its source key.
/// </summary>
public sealed class House
{
    private House() { }

    public Guid Id { get; private set; }
    public Guid CommunityId { get; private set; }
    public Community Community { get; private set; } = null!; // EF navigation

    /// <summary>楼栋, e.g. `3号楼`; empty when the source withholds it.</summary>
    public string BuildingName { get; private set; } = "";

    /// <summary>单元, e.g. `2单元`; empty when the source withholds it.</summary>
    public string UnitName { get; private set; } = "";

    /// <summary>房号, e.g. `1203` (RESO UnitNumber); empty when the source withholds it.</summary>
    public string UnitNumber { get; private set; } = "";

    /// <summary>The natural key in one string, unique: community, building, unit, room; or the source's own key.</summary>
    public string NaturalKey { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private set; }

    public static House AtDoor(Guid id, Guid communityId, string building, string unit, string number, DateTimeOffset at) =>
        new()
        {
            Id = id,
            CommunityId = communityId,
            BuildingName = building,
            UnitName = unit,
            UnitNumber = number,
            NaturalKey = DoorKey(communityId, building, unit, number),
            CreatedAt = at,
        };

    public static House FromSource(Guid id, Guid communityId, string sourceKey, DateTimeOffset at) =>
        new()
        {
            Id = id,
            CommunityId = communityId,
            NaturalKey = sourceKey,
            CreatedAt = at,
        };

    /// <summary>The natural key of a door.</summary>
    public static string DoorKey(Guid communityId, string building, string unit, string number) => $"{communityId:N}/{building}/{unit}/{number}";
}
