using Lintel.Domain.Listings;

namespace Lintel.Data.Imports;

/// <summary>The facts of the home that a row states.</summary>
internal static class HouseFactsRow
{
    public static HouseFacts Read(FactSheet row) =>
        new()
        {
            PropertyKind = row.Word<PropertyKind>("propertyKind") ?? PropertyKind.Residence,
            LivingAreaDm2 = row.Integer("livingArea") ?? 0,
            BedroomsTotal = row.Integer("bedroomsTotal"),
            LivingRoomsTotal = row.Integer("livingRoomsTotal"),
            BathroomsTotal = row.Integer("bathroomsTotal"),
            FloorNumber = row.Integer("floorNumber"),
            FloorLevel = row.Word<FloorLevel>("floorLevel"),
            StoriesTotal = row.Integer("storiesTotal"),
            Orientations = row.Orientations("orientations"),
            Decoration = row.Word<Decoration>("decoration"),
            BuildingType = row.Word<BuildingType>("buildingType"),
            HasElevator = row.Flag("hasElevator"),
            YearBuilt = row.Integer("yearBuilt"),
            HeldFiveYears = row.Flag("heldFiveYears"),
            HeldTwoYears = row.Flag("heldTwoYears"),
            OnlyHome = row.Flag("onlyHome"),
            MetroLine = row.Text("metroLine"),
            MetroStation = row.Text("metroStation"),
            MetroDistanceMeters = row.Integer("metroDistance"),
            ShowAnytime = row.Flag("showAnytime"),
        };
}
