using Lintel.Domain;
using Lintel.Domain.Clients;
using Lintel.Domain.Communities;
using Lintel.Domain.Deals;
using Lintel.Domain.Listings;
using Lintel.Domain.Organisation;
using Lintel.Domain.Showings;
using Lintel.Testing;

namespace Lintel.Schema.Tests;

/// <summary>
/// Who plays in the scenarios: around <see cref="TestBrokerage"/> (Li and Wang in two stores of the franchise East) a colleague
/// in Li's store, a franchise West with Zhao, a foreign brand, and an account of every role.
/// </summary>
internal sealed class Cast
{
    private int _number;

    public Cast(TestBrokerage home)
    {
        Home = home;
        AgentFeng = Agent(home.StoreOfLi, "冯测试");
        FranchiseWest = Office(OfficeKind.Franchise, home.Region, "W", "西区加盟商");
        StoreOfZhao = Office(OfficeKind.Store, FranchiseWest, "W1", "西一店");
        AgentZhao = Agent(StoreOfZhao, "赵测试");
        ForeignBrand = Office(OfficeKind.Brand, null, "X", "别家品牌");
        var foreign = Office(OfficeKind.Franchise, Office(OfficeKind.Region, ForeignBrand, "XR", "别家大区"), "XF", "别家加盟商");
        ForeignStore = Office(OfficeKind.Store, foreign, "XS", "别家门店");
        AgentStranger = Agent(ForeignStore, "外测试");
        ClientZhou = AddClient("周大福", home.Li, phone: "13812345678", identityNumber: "11010519491231002X", source: "Zhou");

        Li = home.AccountOfLi.ToViewer();
        Feng = Desk(Role.Agent, AgentFeng);
        Wang = Desk(Role.Agent, home.Wang);
        Zhao = Desk(Role.Agent, AgentZhao);
        Stranger = Desk(Role.Agent, AgentStranger);
        Chen = Staff(Role.StoreManager, home.StoreOfLi, "陈店长");
        Sun = Staff(Role.Director, home.Franchise, "孙总监");
        He = Staff(Role.Compliance, home.Brand, "何复核");
        Gao = Staff(Role.Closing, home.Franchise, "高权证");
        Lin = Staff(Role.Finance, home.Franchise, "林财务");
        Ma = Staff(Role.PlatformOps, home.Brand, "马运营");
        PartnerEast = Staff(Role.Partner, home.Franchise, "东区前台");
        PartnerWest = Staff(Role.Partner, FranchiseWest, "西区前台");
        IntegratorAccount = home.Add(Account.ForOffice(home.NewId(), "test|东区机器", "东区机器", Role.Integrator, home.Franchise, TestDatabase.Now));
        Integrator = IntegratorAccount.ToViewer();
        StrangerOps = Staff(Role.PlatformOps, ForeignBrand, "别家运营");
        Zhou = home.Add(Account.ForClient(home.NewId(), "test|zhou", "周大福", home.Brand.Id, ClientZhou.Id, TestDatabase.Now)).ToViewer();
    }

    public TestBrokerage Home { get; }
    public Office FranchiseWest { get; }
    public Office StoreOfZhao { get; }
    public Office ForeignBrand { get; }
    public Office ForeignStore { get; }
    public Agent AgentLi => Home.Li;
    public Agent AgentWang => Home.Wang;
    public Agent AgentFeng { get; }
    public Agent AgentZhao { get; }
    public Agent AgentStranger { get; }

    /// <summary>Li's client who has the portal account <see cref="Zhou"/>.</summary>
    public Client ClientZhou { get; }

    public Viewer Li { get; }
    public Viewer Feng { get; }
    public Viewer Wang { get; }
    public Viewer Zhao { get; }
    public Viewer Stranger { get; }
    public Viewer Chen { get; }
    public Viewer Sun { get; }
    public Viewer He { get; }
    public Viewer Gao { get; }
    public Viewer Lin { get; }
    public Viewer Ma { get; }
    public Viewer PartnerEast { get; }
    public Viewer PartnerWest { get; }
    public Account IntegratorAccount { get; }
    public Viewer Integrator { get; }
    public Viewer StrangerOps { get; }
    public Viewer Zhou { get; }

    /// <summary>One viewer of every role, all of them around Li.</summary>
    public IEnumerable<Viewer> OneOfEachRole => [Li, Chen, Sun, He, Gao, Lin, Ma, PartnerEast, Integrator, Zhou];

    /// <summary>A listing of 100 ㎡ and two rooms for 5,000,000 yuan unless changed, in the given state.</summary>
    public Listing AddListing(
        string number,
        Agent agent,
        ListingStatus status = ListingStatus.Active,
        Func<NewListing, NewListing>? change = null,
        DateTimeOffset? at = null
    )
    {
        var now = at ?? TestDatabase.Now;
        var door = Home.Add(House.AtDoor(Home.NewId(), Home.Community.Id, "1号楼", "1单元", number, now));
        var input = new NewListing
        {
            Id = Home.NewId(),
            ListingNumber = number,
            Placement = Placement.Of(agent),
            ListAgentId = agent.Id,
            HouseId = door.Id,
            Community = Home.Community,
            Title = "云栖雅苑 2室1厅",
            Facts = new HouseFacts { LivingAreaDm2 = 100_00, BedroomsTotal = 2 },
            ListPriceFen = 5_000_000_00,
            MandateOn = new DateOnly(2026, 1, 5),
        };
        input = change?.Invoke(input) ?? input;
        var listing = Listing.Create(input, now).Value;
        Bring(listing, agent, input.Visibility, status, now);
        return Home.Add(listing);
    }

    public Client AddClient(string name, Agent agent, string? phone = null, string? identityNumber = null, string? source = null) =>
        Home.Add(
            Client
                .Create(
                    new NewClient
                    {
                        Id = Home.NewId(),
                        Placement = Placement.Of(agent),
                        AgentId = agent.Id,
                        FullName = name,
                        Phone = phone ?? $"137{++_number:D8}",
                        IdentityNumber = identityNumber,
                        Source = source,
                        ConsentOn = new DateOnly(2026, 1, 5),
                    },
                    TestDatabase.Now
                )
                .Value
        );

    public ClientNeed AddNeed(Client client, int revision = 1) =>
        Home.Add(
            ClientNeed
                .Create(
                    Home.NewId(),
                    client,
                    revision,
                    new NewClientNeed { Purpose = PurchasePurpose.Upgrade, BudgetFen = 6_000_000_00 },
                    TestDatabase.Now
                )
                .Value
        );

    /// <summary>A deal in its first stage with its planned tasks; the listing must be active.</summary>
    public Deal AddDeal(
        string number,
        Agent agent,
        Listing listing,
        Client client,
        long priceFen = 5_000_000_00,
        PaymentType payment = PaymentType.Cash
    )
    {
        var deal = Home.Add(
            Deal.Open(
                new NewDeal
                {
                    Id = Home.NewId(),
                    DealNumber = number,
                    AgentId = agent.Id,
                    Placement = Placement.Of(agent),
                    PriceFen = priceFen,
                    PaymentType = payment,
                },
                listing,
                client,
                TestDatabase.Now
            ).Value
        );
        foreach (var task in deal.PlanTasks(Home.NewId))
        {
            Home.Add(task);
        }

        return deal;
    }

    public Showing AddShowing(
        Agent agent,
        Listing listing,
        Client client,
        int? interest = null,
        DateTimeOffset? at = null,
        string? feedback = null
    ) =>
        Home.Add(
            Showing.Completed(
                new NewShowing
                {
                    Id = Home.NewId(),
                    AgentId = agent.Id,
                    Placement = Placement.Of(agent),
                    ShownAt = at ?? TestDatabase.Now,
                    Interest = interest,
                    Feedback = feedback,
                },
                listing.Id,
                client.Id,
                TestDatabase.Now
            )
        );

    public Office Office(OfficeKind kind, Office? parent, string code, string name) =>
        Home.Add(Domain.Organisation.Office.Create(Home.NewId(), kind, parent, code, name, "北京", district: null, TestDatabase.Now));

    public Agent Agent(Office office, string name) =>
        Home.Add(
            Domain.Organisation.Agent.Create(
                Home.NewId(),
                office.Placement(),
                name,
                $"136{++_number:D8}",
                $"CAST{_number:D6}",
                new DateOnly(2030, 12, 31),
                "经纪人",
                new DateOnly(2024, 1, 1),
                TestDatabase.Now
            )
        );

    public Viewer Staff(Role role, Office office, string name) =>
        Home.Add(Account.ForOffice(Home.NewId(), $"test|{name}", name, role, office, TestDatabase.Now)).ToViewer();

    public Viewer Desk(Role role, Agent agent) =>
        Home.Add(Account.ForAgent(Home.NewId(), $"test|{agent.MemberFullName}", role, agent, TestDatabase.Now)).ToViewer();

    private static void Bring(Listing listing, Agent agent, ListingVisibility visibility, ListingStatus status, DateTimeOffset at)
    {
        if (status == ListingStatus.Draft)
        {
            return;
        }

        _ = listing.Publish(agent, visibility, at).Value;
        if (status == ListingStatus.Hold)
        {
            _ = listing.Hold(at).Value;
        }

        if (status is ListingStatus.Pending or ListingStatus.Closed)
        {
            _ = listing.TakeDeposit(at).Value;
        }

        if (status == ListingStatus.Closed)
        {
            _ = listing.Close(listing.ListPriceFen, at).Value;
        }
    }
}
