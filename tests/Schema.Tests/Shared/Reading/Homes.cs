using Lintel.Domain;
using Lintel.Domain.Communities;
using Lintel.Domain.Listings;
using Lintel.Testing;

namespace Lintel.Schema.Tests.Shared.Reading;

/// <summary>
/// Eight listings that differ in everything one can ask about, with ties and missing values: five of Li, three of Wang.
/// <code>
///    district  area   price yuan    ㎡   室   lift   decoration  faces        built  metro  entered
/// L1 朝阳     望京   3,000,000.00   60   1   yes    FINE        S N          2005    300   03-10
/// L2 朝阳     望京   3,000,000.00   60   2   no     SIMPLE      S            2005   1200   03-10
/// L3 朝阳     望京   4,500,000.50   90   2   ?      ?           E W          2005      ?   03-11
/// L4 海淀     上地   5,000,000.00   89   ?   yes    BARE        (none)       1998    800   03-12
/// L5 海淀     上地   6,000,000.00  120   3   yes    FINE        SE NW        1998    300   03-13
/// L6 ?        ?      6,000,000.00  120   ?   no     FINE        N               ?      ?   03-13   draft
/// L7 ?        ?      8,000,000.00  150   3   ?      OTHER       S N E W         ?     50   03-14   on hold
/// L8 朝阳     望京  12,000,000.00  200   4   yes    SIMPLE      S            2005      ?   03-15   sold
/// </code>
/// L1 was shown twice (interest 5 and 2), L2 once (interest 5), L4 once (no word on interest).
/// </summary>
internal static class Homes
{
    public static void Arrange(Cast cast)
    {
        var (wangjing, shangdi) = (cast.Home.Community, Place(cast, "松风里", "海淀", "上地", 1998));
        var nowhere = Place(cast, "无名院", null, null, null);
        var (li, wang) = (cast.AgentLi, cast.AgentWang);

        var l1 = Add(
            "L1",
            li,
            wangjing,
            3_000_000_00,
            10,
            "Sunny South 南北通透",
            Facts(60, 1, true, Decoration.Fine, 300, Orientations.South | Orientations.North)
        );
        var l2 = Add("L2", li, wangjing, 3_000_000_00, 10, "sunny corner", Facts(60, 2, false, Decoration.Simple, 1200, Orientations.South));
        Add("L3", li, wangjing, 4_500_000_50, 11, "100%_精装 \"两居\"", Facts(90, 2, null, null, null, Orientations.East | Orientations.West));
        var l4 = Add("L4", li, shangdi, 5_000_000_00, 12, "满五唯一 O'Neil", Facts(89, null, true, Decoration.Bare, 800, Orientations.None));
        Add(
            "L5",
            li,
            shangdi,
            6_000_000_00,
            13,
            "南北通透 三居",
            Facts(120, 3, true, Decoration.Fine, 300, Orientations.SouthEast | Orientations.NorthWest)
        );
        Add(
            "L6",
            wang,
            nowhere,
            6_000_000_00,
            13,
            "𠮷野家楼上",
            Facts(120, null, false, Decoration.Fine, null, Orientations.North),
            ListingStatus.Draft
        );
        Add(
            "L7",
            wang,
            nowhere,
            8_000_000_00,
            14,
            "四面采光",
            Facts(150, 3, null, Decoration.Other, 50, Orientations.South | Orientations.North | Orientations.East | Orientations.West),
            ListingStatus.Hold
        );
        Add(
            "L8",
            wang,
            wangjing,
            12_000_000_00,
            15,
            "大平层",
            Facts(200, 4, true, Decoration.Simple, null, Orientations.South),
            ListingStatus.Closed
        );
        cast.AddShowing(li, l1, cast.ClientZhou, interest: 5);
        cast.AddShowing(li, l1, cast.ClientZhou, interest: 2);
        cast.AddShowing(li, l2, cast.ClientZhou, interest: 5);
        cast.AddShowing(li, l4, cast.ClientZhou);

        Listing Add(
            string number,
            Domain.Organisation.Agent agent,
            Community community,
            long fen,
            int day,
            string title,
            HouseFacts facts,
            ListingStatus status = ListingStatus.Active
        ) =>
            cast.AddListing(
                number,
                agent,
                status,
                input =>
                    input with
                    {
                        Community = community,
                        ListPriceFen = fen,
                        Title = title,
                        Facts = facts with { YearBuilt = community.YearBuilt },
                    },
                new DateTimeOffset(2026, 3, day, 4, 0, 0, TimeSpan.Zero)
            );
    }

    private static HouseFacts Facts(int area, int? bedrooms, bool? elevator, Decoration? decoration, int? metro, Orientations orientations) =>
        new()
        {
            LivingAreaDm2 = area * 100,
            BedroomsTotal = bedrooms,
            HasElevator = elevator,
            Decoration = decoration,
            MetroDistanceMeters = metro,
            Orientations = orientations,
        };

    private static Community Place(Cast cast, string name, string? district, string? area, int? year) =>
        cast.Home.Add(Community.Create(cast.Home.NewId(), name, "北京", district, districtCode: null, area, year, sourceKey: null, TestDatabase.Now));
}
