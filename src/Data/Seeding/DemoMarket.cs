using Lintel.Domain.Communities;
using Lintel.Domain.Listings;

namespace Lintel.Data.Seeding;

/// <summary>Builds the communities and states the homes in them.</summary>
internal sealed class DemoMarket(DemoData data, DemoPlan plan, DemoRandom random, DemoCalendar calendar)
{
    private const double MedianSquareMeters = 87;

    private readonly Dictionary<DemoDistrict, List<DemoCommunity>> _byDistrict = [];

    public void BuildCommunities()
    {
        DemoDistrict[] districts = [.. DemoPlaces.East, .. DemoPlaces.West];
        var at = calendar.DaysAgo(1_200);
        for (var number = 0; number < plan.Communities; number++)
        {
            // Each district once, then by weight: no agent is left without homes.
            var district = number < districts.Length ? districts[number] : PickDistrict(districts);
            var community = NewCommunity(number, district, at);
            data.Communities.Add(community);
            if (!_byDistrict.TryGetValue(district, out var known))
            {
                _byDistrict.Add(district, known = []);
            }

            known.Add(community);
        }
    }

    public DemoCommunity PickCommunity(DemoDistrict[] districts) => random.Pick(_byDistrict[PickDistrict(districts)]);

    public DemoDistrict PickDistrict(DemoDistrict[] districts)
    {
        var at = random.Between(0, districts.Sum(district => district.Weight) - 1);
        foreach (var district in districts)
        {
            at -= district.Weight;
            if (at < 0)
            {
                return district;
            }
        }

        return districts[^1];
    }

    /// <summary>One home of the community.</summary>
    public HouseFacts NewFacts(DemoCommunity community)
    {
        var isVilla = random.Chance(0.015);
        var area = isVilla ? random.Between(180.0, 420.0) : Math.Clamp(random.LogNormal(MedianSquareMeters, 0.36), 18, 320);
        var bedrooms = isVilla ? random.Between(4, 6) : BedroomsIn(area);
        var stories = isVilla ? 3 : community.StoriesTotal;
        var floor = isVilla ? 1 : random.Between(1, stories);
        var heldFive = random.Chance(0.55);
        return new HouseFacts
        {
            PropertyKind = isVilla ? PropertyKind.Villa : PropertyKind.Residence,
            LivingAreaDm2 = (int)Math.Round(area * 100),
            BedroomsTotal = bedrooms,
            LivingRoomsTotal = bedrooms > 2 && random.Chance(0.5) ? 2 : 1,
            BathroomsTotal = Math.Max(1, bedrooms - 1),
            FloorNumber = floor,
            FloorLevel = LevelOf(floor, stories),
            StoriesTotal = stories,
            Orientations = random.Pick(
                (Orientations.South | Orientations.North, 50),
                (Orientations.South, 20),
                (Orientations.East | Orientations.West, 8),
                (Orientations.East, 7),
                (Orientations.SouthEast, 6),
                (Orientations.West, 5),
                (Orientations.NorthWest, 4)
            ),
            Decoration = random.Pick(
                ((Decoration?)Decoration.Fine, 55),
                (Decoration.Simple, 30),
                (Decoration.Bare, 5),
                (Decoration.Other, 6),
                (null, 4)
            ),
            BuildingType = isVilla ? null : community.BuildingType,
            HasElevator = stories > 6,
            YearBuilt = community.Community.YearBuilt,
            HeldFiveYears = heldFive,
            HeldTwoYears = heldFive || random.Chance(0.6),
            OnlyHome = random.Pick(((bool?)true, 45), (false, 35), (null, 20)),
            MetroLine = community.Metro?.Line,
            MetroStation = community.Metro?.Station,
            MetroDistanceMeters = community.Metro?.Meters,
        };
    }

    /// <summary>
    /// An asking price in fen, whole 万元: the community's level with the spread real asking prices have
    /// (median deviation 5%, one in ten beyond 18%).
    /// </summary>
    public long NewPriceFen(DemoCommunity community, HouseFacts facts)
    {
        var deviation = Math.Clamp(random.Laplace(0.075), -0.45, 0.6);
        var yuan = facts.LivingAreaDm2 / 100.0 * community.YuanPerSquareMeter * (1 + deviation);
        return Math.Clamp((long)Math.Round(yuan / 10_000), 20, 90_000) * 10_000_00;
    }

    private DemoCommunity NewCommunity(int number, DemoDistrict district, DateTimeOffset at)
    {
        var area = random.Pick(district.Areas);
        var stories = random.Pick((6, 34), (11, 10), (18, 18), (21, 12), (24, 12), (28, 9), (33, 5));
        var community = Community.Create(
            random.NextId(at),
            DemoPlaces.CommunityName(number),
            DemoPlaces.City,
            district.Name,
            district.Code,
            area,
            stories == 6 ? random.Between(1982, 2006) : random.Between(1996, 2020),
            sourceKey: null,
            at
        );
        return new DemoCommunity(community, district)
        {
            YuanPerSquareMeter = (int)random.LogNormal(district.YuanPerSquareMeter, 0.16),
            StoriesTotal = stories,
            BuildingType =
                stories == 6 ? BuildingType.Slab : random.Pick((BuildingType.Slab, 35), (BuildingType.Tower, 40), (BuildingType.SlabTower, 25)),
            Metro = random.Chance(0.65) ? ($"{random.Between(1, 17)}号线", $"{area}站", random.Between(12, 140) * 10) : null,
        };
    }

    private int BedroomsIn(double area) =>
        area switch
        {
            < 48 => 1,
            < 64 => random.Pick((1, 45), (2, 55)),
            < 100 => random.Pick((2, 76), (3, 24)),
            < 140 => random.Pick((2, 18), (3, 72), (4, 10)),
            _ => random.Pick((3, 40), (4, 48), (5, 12)),
        };

    private static FloorLevel LevelOf(int floor, int stories) =>
        floor == 1 ? FloorLevel.Ground
        : floor == stories ? FloorLevel.Top
        : floor * 3 <= stories ? FloorLevel.Low
        : floor * 3 <= stories * 2 ? FloorLevel.Middle
        : FloorLevel.High;
}
