using Lintel.Domain.Clients;
using Lintel.Domain.Communities;
using Lintel.Domain.Deals;
using Lintel.Domain.Listings;
using Lintel.Domain.Organisation;

namespace Lintel.Domain.Tests;

/// <summary>One agent, one community, one client, and the clock standing at noon of Monday 2026-03-16 in the office.</summary>
internal static class Brokerage
{
    public static readonly DateTimeOffset Now = new(2026, 3, 16, 4, 0, 0, TimeSpan.Zero);
    public static readonly DateOnly Today = new(2026, 3, 16);
    private static readonly Placement Place = new(Id(1), Id(2), Id(3), Id(4), null);

    public static Community Community { get; } =
        global::Lintel.Domain.Communities.Community.Create(Id(5), "云栖雅苑", "北京", "朝阳", "110105", "望京", 2005, null, Now);

    public static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    public static Agent OneAgent(DateOnly? licenseExpiresOn = null) =>
        Agent.Create(
            Id(6),
            Place,
            "李测试",
            "13900000001",
            "LIC1",
            licenseExpiresOn ?? new DateOnly(2030, 12, 31),
            "经纪人",
            new DateOnly(2024, 1, 1),
            Now
        );

    public static NewListing NewListing() =>
        new()
        {
            Id = Id(7),
            ListingNumber = "L1",
            Placement = Place,
            ListAgentId = Id(6),
            HouseId = Id(8),
            Community = Community,
            Title = "云栖雅苑 2室1厅",
            Facts = new HouseFacts { LivingAreaDm2 = 89_00, BedroomsTotal = 2 },
            ListPriceFen = 5_000_000_00,
            MandateOn = new DateOnly(2026, 3, 1),
        };

    /// <summary>A listing brought to a state by the steps that lead there.</summary>
    public static Listing ListingIn(ListingStatus status = ListingStatus.Active)
    {
        var listing = Listing.Create(NewListing(), Now).Value;
        if (status == ListingStatus.Draft)
        {
            return listing;
        }

        _ = listing.Publish(OneAgent(), ListingVisibility.Network, Now).Value;
        _ = status switch
        {
            ListingStatus.Hold => listing.Hold(Now).Value,
            ListingStatus.Pending or ListingStatus.Closed => listing.TakeDeposit(Now).Value,
            _ => null,
        };
        if (status == ListingStatus.Closed)
        {
            _ = listing.Close(4_900_000_00, Now).Value;
        }

        return listing;
    }

    public static NewClient NewClient() =>
        new()
        {
            Id = Id(9),
            Placement = Place,
            AgentId = Id(6),
            FullName = "周客户",
            Phone = "13812345678",
            ConsentOn = Today,
        };

    public static Client OneClient() => Client.Create(NewClient(), Now).Value;

    public static Deal OpenDeal(PaymentType payment = PaymentType.Cash, long priceFen = 5_000_000_00, int bps = 200) =>
        Deal.Open(
            new NewDeal
            {
                Id = Id(10),
                DealNumber = "D1",
                AgentId = Id(6),
                Placement = Place,
                PriceFen = priceFen,
                PaymentType = payment,
                CommissionBps = bps,
            },
            ListingIn(),
            OneClient(),
            Now
        ).Value;
}
