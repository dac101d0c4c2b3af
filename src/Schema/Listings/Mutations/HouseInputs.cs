using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Listings;
using Lintel.Schema.Shared.Mutating;

namespace Lintel.Schema.Listings.Mutations;

[Description("A door: the natural key of a home within its community.")]
internal sealed record HouseInput
{
    private const int Longest = 40;

    [Description("楼栋, e.g. 3号楼; 1 to 40 characters.")]
    public required string BuildingName { get; init; }

    [Description("单元, e.g. 2单元; null where there is none; at most 40 characters.")]
    public string? UnitName { get; init; }

    [Description("房号, e.g. 1203; 1 to 40 characters.")]
    public required string UnitNumber { get; init; }

    public IEnumerable<UserError> Problems()
    {
        foreach (
            var (text, name, required) in new[]
            {
                (BuildingName, "buildingName", true),
                (UnitName, "unitName", false),
                (UnitNumber, "unitNumber", true),
            }
        )
        {
            if (required && string.IsNullOrWhiteSpace(text))
            {
                yield return InvalidInput.Required("house", name);
            }
            else if (text?.Length > Longest)
            {
                yield return InvalidInput.TooLong(Longest, "house", name);
            }
        }
    }
}

[Description("What a home is like (capability 5). Leave out what is not known.")]
internal sealed record HouseFactsInput
{
    [Description("What is offered; null: RESIDENCE.")]
    public PropertyKind? PropertyKind { get; init; }

    [Description("Floor area in ㎡, 5 to 2000.")]
    public required Area LivingArea { get; init; }

    [Description("室, 0 to 30.")]
    public required int BedroomsTotal { get; init; }

    [Description("厅, 0 to 30.")]
    public required int LivingRoomsTotal { get; init; }

    [Description("卫, 0 to 30.")]
    public int? BathroomsTotal { get; init; }

    [Description("The storey, -5 to 150 without 0, at most storiesTotal.")]
    public required int FloorNumber { get; init; }

    [Description("Storeys of the building, 1 to 150.")]
    public required int StoriesTotal { get; init; }

    [Description("The sides it faces.")]
    public IReadOnlyList<Orientations>? Orientations { get; init; }

    [Description("装修.")]
    public Decoration? Decoration { get; init; }

    [Description("建筑类型.")]
    public BuildingType? BuildingType { get; init; }

    [Description("Whether there is a lift.")]
    public bool? HasElevator { get; init; }

    [Description("Year of completion, 1900 to 2100.")]
    public int? YearBuilt { get; init; }

    public HouseFacts ToFacts() =>
        new()
        {
            PropertyKind = PropertyKind ?? Domain.Listings.PropertyKind.Residence,
            LivingAreaDm2 = LivingArea.Dm2,
            BedroomsTotal = BedroomsTotal,
            LivingRoomsTotal = LivingRoomsTotal,
            BathroomsTotal = BathroomsTotal,
            FloorNumber = FloorNumber,
            StoriesTotal = StoriesTotal,
            Orientations = (Orientations ?? []).Aggregate(Domain.Listings.Orientations.None, (all, one) => all | one),
            Decoration = Decoration,
            BuildingType = BuildingType,
            HasElevator = HasElevator,
            YearBuilt = YearBuilt,
        };
}
