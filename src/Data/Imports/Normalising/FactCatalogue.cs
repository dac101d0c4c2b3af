using System.Collections.Frozen;
using Lintel.Domain.Listings;

namespace Lintel.Data.Imports;

/// <summary>The facts a mapping may fill, each with the type its normaliser must yield.</summary>
internal static class FactCatalogue
{
    public static readonly FrozenDictionary<string, Type> Listing = new Dictionary<string, Type>(StringComparer.Ordinal)
    {
        ["title"] = typeof(string),
        ["community"] = typeof(string),
        ["district"] = typeof(string),
        ["mlsAreaMajor"] = typeof(string),
        ["propertyKind"] = typeof(PropertyKind),
        ["livingArea"] = typeof(int),
        ["bedroomsTotal"] = typeof(int),
        ["livingRoomsTotal"] = typeof(int),
        ["bathroomsTotal"] = typeof(int),
        ["floorNumber"] = typeof(int),
        ["floorLevel"] = typeof(FloorLevel),
        ["storiesTotal"] = typeof(int),
        ["orientations"] = typeof(Orientations),
        ["decoration"] = typeof(Decoration),
        ["buildingType"] = typeof(BuildingType),
        ["hasElevator"] = typeof(bool),
        ["yearBuilt"] = typeof(int),
        ["heldFiveYears"] = typeof(bool),
        ["heldTwoYears"] = typeof(bool),
        ["onlyHome"] = typeof(bool),
        ["metroLine"] = typeof(string),
        ["metroStation"] = typeof(string),
        ["metroDistance"] = typeof(int),
        ["showAnytime"] = typeof(bool),
        ["listPrice"] = typeof(long),
        ["unitPrice"] = typeof(long),
        ["followerCount"] = typeof(int),
        ["showingCount"] = typeof(int),
        ["ageDays"] = typeof(int),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly FrozenDictionary<string, Type> Community = new Dictionary<string, Type>(StringComparer.Ordinal)
    {
        ["community"] = typeof(string),
        ["district"] = typeof(string),
        ["mlsAreaMajor"] = typeof(string),
        ["yearBuilt"] = typeof(int),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The longest text a fact can hold; a longer one keeps its row out instead of being cut.</summary>
    public static readonly FrozenDictionary<string, int> LongestText = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["title"] = NewListing.LongestTitle,
        ["community"] = 80,
        ["district"] = 40,
        ["mlsAreaMajor"] = 40,
        ["metroLine"] = 60,
        ["metroStation"] = 60,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The longest id of a row, so that the number made of it stays one.</summary>
    public const int LongestId = 30;

    public static FrozenDictionary<string, Type> For(ImportKind kind) => kind == ImportKind.Listings ? Listing : Community;

    /// <summary>The facts without which a row of this kind cannot be stored: their rules must say so.</summary>
    public static IReadOnlyList<string> Needed(ImportKind kind) =>
        kind == ImportKind.Listings ? ["title", "community", "livingArea", "listPrice"] : ["community"];
}
