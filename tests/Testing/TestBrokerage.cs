using System.Globalization;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Clients;
using Lintel.Domain.Communities;
using Lintel.Domain.Deals;
using Lintel.Domain.Listings;
using Lintel.Domain.Organisation;

namespace Lintel.Testing;

/// <summary>
/// The smallest brokerage a scenario needs: brand, region, franchise, the store of Li (with a team) and the store of
/// Wang, and one community. Everything else is added by the scenario through intents; nothing is saved until
/// <see cref="SaveAsync"/>.
/// </summary>
public sealed class TestBrokerage
{
    private readonly TimeProvider _clock;
    private readonly List<object> _added = [];
    private int _number;

    public TestBrokerage(TimeProvider clock)
    {
        _clock = clock;
        Brand = AddOffice(OfficeKind.Brand, parent: null, "B", "测试品牌");
        Region = AddOffice(OfficeKind.Region, Brand, "R", "测试大区");
        Franchise = AddOffice(OfficeKind.Franchise, Region, "F", "测试加盟商");
        StoreOfLi = AddOffice(OfficeKind.Store, Franchise, "S1", "一店");
        TeamOfLi = AddOffice(OfficeKind.Team, StoreOfLi, "S1T1", "一店一组");
        StoreOfWang = AddOffice(OfficeKind.Store, Franchise, "S2", "二店");
        Li = AddAgent(TeamOfLi, "李测试");
        Wang = AddAgent(StoreOfWang, "王测试");
        AccountOfLi = Add(Account.ForAgent(NewId(), "test|li", Role.Agent, Li, clock.GetUtcNow()));
        Community = Add(Community.Create(NewId(), "云栖雅苑", "北京", "朝阳", "110105", "望京", yearBuilt: 2005, sourceKey: null, clock.GetUtcNow()));
    }

    public Office Brand { get; }
    public Office Region { get; }
    public Office Franchise { get; }
    public Office StoreOfLi { get; }
    public Office TeamOfLi { get; }
    public Office StoreOfWang { get; }
    public Agent Li { get; }
    public Agent Wang { get; }
    public Account AccountOfLi { get; }
    public Community Community { get; }

    public Guid NewId() => Guid.CreateVersion7(_clock.GetUtcNow());

    /// <summary>An active listing of 100 ㎡ for 500万 yuan unless said otherwise.</summary>
    public Listing AddListing(Agent agent, long priceFen = 5_000_000_00, ListingStatus status = ListingStatus.Active)
    {
        var number = ++_number;
        var room = number.ToString(CultureInfo.InvariantCulture);
        var now = _clock.GetUtcNow();
        var house = Add(House.AtDoor(NewId(), Community.Id, "1号楼", "1单元", room, now));
        var listing = Listing
            .Create(
                new NewListing
                {
                    Id = NewId(),
                    ListingNumber = $"T{number:D6}",
                    Placement = Placement.Of(agent),
                    ListAgentId = agent.Id,
                    HouseId = house.Id,
                    Community = Community,
                    Title = "云栖雅苑 2室1厅",
                    Facts = new HouseFacts { LivingAreaDm2 = 100_00, BedroomsTotal = 2 },
                    ListPriceFen = priceFen,
                    MandateOn = OfficeCalendar.DateAt(now),
                },
                now
            )
            .Value;
        if (status == ListingStatus.Active)
        {
            _ = listing.Publish(agent, ListingVisibility.Network, now).Value;
        }

        return Add(listing);
    }

    public Client AddClient(Agent agent)
    {
        var now = _clock.GetUtcNow();
        return Add(
            Client
                .Create(
                    new NewClient
                    {
                        Id = NewId(),
                        Placement = Placement.Of(agent),
                        AgentId = agent.Id,
                        FullName = "周测试",
                        Phone = $"138{++_number:D8}",
                        ConsentOn = OfficeCalendar.DateAt(now),
                    },
                    now
                )
                .Value
        );
    }

    /// <summary>A deal in its first stage; the tasks are the caller's to add.</summary>
    public Deal AddDeal(Agent agent, Listing listing, Client client, long priceFen, PaymentType payment = PaymentType.Cash) =>
        Add(
            Deal.Open(
                new NewDeal
                {
                    Id = NewId(),
                    DealNumber = $"D{++_number:D6}",
                    AgentId = agent.Id,
                    Placement = Placement.Of(agent),
                    PriceFen = priceFen,
                    PaymentType = payment,
                },
                listing,
                client,
                _clock.GetUtcNow()
            ).Value
        );

    public T Add<T>(T entity)
        where T : class
    {
        _added.Add(entity);
        return entity;
    }

    public async Task SaveAsync(LintelDbContext db)
    {
        db.AddRange(_added);
        await db.SaveChangesAsync();
        _added.Clear();
    }

    private Office AddOffice(OfficeKind kind, Office? parent, string code, string name) =>
        Add(Office.Create(NewId(), kind, parent, code, name, "北京", district: null, _clock.GetUtcNow()));

    private Agent AddAgent(Office office, string name) =>
        Add(
            Agent.Create(
                NewId(),
                office.Placement(),
                name,
                $"139{++_number:D8}",
                $"LIC{_number:D8}",
                new DateOnly(2030, 12, 31),
                "经纪人",
                new DateOnly(2024, 1, 1),
                _clock.GetUtcNow()
            )
        );
}
