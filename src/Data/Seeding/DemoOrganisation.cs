using System.Globalization;
using Lintel.Domain;
using Lintel.Domain.Organisation;

namespace Lintel.Data.Seeding;

/// <summary>Builds the tree of offices, the agents and their accounts.</summary>
internal sealed class DemoOrganisation(DemoData data, DemoPlan plan, DemoRandom random, DemoPeople people, DemoCalendar calendar)
{
    private static readonly string[] FranchiseNames =
    [
        "东辰置业",
        "朝霖房产",
        "西岭置业",
        "南屏房产",
        "北汀置业",
        "晴川房产",
        "云麓置业",
        "栖禾房产",
        "砚山置业",
        "泊岸房产",
    ];

    private readonly DateTimeOffset _founded = calendar.DaysAgo(1_200);

    public void Build()
    {
        var brand = Add(OfficeKind.Brand, parent: null, "QIMU", "栖木不动产", district: null);
        var east = Add(OfficeKind.Region, brand, "EAST", "东部大区", district: null);
        var west = Add(OfficeKind.Region, brand, "WEST", "西部大区", district: null);
        var franchises = Enumerable.Range(0, plan.Franchises).Select(number => AddFranchise(number, IsWest(number) ? west : east)).ToList();
        AddStores(franchises);
        AddAgents();
        AddStaff(brand, franchises);
    }

    /// <summary>Two of three franchises are in the east; the third, of `partner-west`, is in the west.</summary>
    private static bool IsWest(int franchise) => franchise % 3 == 2;

    private Office AddFranchise(int number, Office region)
    {
        var name = FranchiseNames[number % FranchiseNames.Length];
        var suffix = number / FranchiseNames.Length;
        return Add(OfficeKind.Franchise, region, Code("F", number), suffix == 0 ? name : $"{name}{suffix + 1}部", district: null);
    }

    private void AddStores(List<Office> franchises)
    {
        for (var number = 0; number < plan.Stores; number++)
        {
            var franchise = franchises[number % franchises.Count];
            var district = random.Pick(DistrictsOf(number % franchises.Count));
            var area = random.Pick(district.Areas);
            var store = Add(
                OfficeKind.Store,
                franchise,
                $"{franchise.Code}-{Code("S", number / franchises.Count)}",
                $"{area}{Ordinal(number / franchises.Count)}店",
                district.Name
            );
            foreach (var team in new[] { 0, 1 })
            {
                Add(OfficeKind.Team, store, $"{store.Code}-T{team + 1}", $"{store.Name}{Ordinal(team)}组", district.Name);
            }
        }
    }

    private void AddAgents()
    {
        var stores = data.Offices.Where(office => office.Kind == OfficeKind.Store).ToList();
        var teams = data.Offices.Where(office => office.Kind == OfficeKind.Team).ToLookup(office => office.StoreId);
        for (var number = 0; number < plan.Agents; number++)
        {
            var store = stores[number % stores.Count];
            var round = number / stores.Count;
            var team = teams[store.Id].ElementAt(round % 2);
            AddAgent(number, store, team, isManager: round == 0, PersonaOf(store.Code, round));
        }
    }

    /// <summary>The first of a store is its manager, the next ones are agents.</summary>
    private static string? PersonaOf(string storeCode, int round) =>
        (storeCode, round) switch
        {
            ("F01-S01", 0) => DemoPersonas.ManagerChen,
            ("F01-S01", 1) => DemoPersonas.AgentLi,
            ("F01-S02", 1) => DemoPersonas.AgentWang,
            ("F03-S01", 1) => DemoPersonas.AgentZhao,
            _ => null,
        };

    private void AddAgent(int number, Office store, Office team, bool isManager, string? persona)
    {
        var joined = calendar.DaysAgo(random.Between(760, 1_190));
        var joinedOn = OfficeCalendar.DateAt(joined);
        var agent = Agent.Create(
            random.NextId(joined),
            team.Placement(),
            NameOf(persona),
            people.AgentPhone(),
            string.Create(CultureInfo.InvariantCulture, $"BJ{joinedOn.Year}{number:D6}"),
            calendar.Today.AddDays(random.Between(90, 1_000)),
            isManager ? "店长" : random.Pick(["经纪人", "经纪人", "高级经纪人"]),
            joinedOn,
            joined
        );
        data.Agents.Add(
            new DemoAgent(agent, store, isManager, persona)
            {
                Districts = DistrictsOf(int.Parse(store.Code.AsSpan(1, 2), CultureInfo.InvariantCulture) - 1),
            }
        );
        var name = persona ?? string.Create(CultureInfo.InvariantCulture, $"agent-{number + 1:D4}");
        data.Accounts.Add(
            Account.ForAgent(random.NextId(joined), DemoPersonas.SubjectOf(name), isManager ? Role.StoreManager : Role.Agent, agent, joined)
        );
    }

    private void AddStaff(Office brand, List<Office> franchises)
    {
        var east = franchises[0];
        var west = franchises[2];
        AddAccount(DemoPersonas.DirectorSun, "孙嘉树", Role.Director, east);
        AddAccount(DemoPersonas.ComplianceHe, "何清越", Role.Compliance, brand);
        AddAccount(DemoPersonas.ClosingGao, "高砚秋", Role.Closing, east);
        AddAccount(DemoPersonas.FinanceLin, "林知微", Role.Finance, east);
        AddAccount(DemoPersonas.OpsMa, "马景行", Role.PlatformOps, brand);
        AddAccount(DemoPersonas.PartnerEast, $"{east.Name}前台", Role.Partner, east);
        AddAccount(DemoPersonas.PartnerWest, $"{west.Name}前台", Role.Partner, west);
        AddAccount(DemoPersonas.IntegratorEast, $"{east.Name}接口", Role.Integrator, east);
    }

    private void AddAccount(string persona, string name, Role role, Office office) =>
        data.Accounts.Add(Account.ForOffice(random.NextId(_founded), DemoPersonas.SubjectOf(persona), name, role, office, _founded));

    private string NameOf(string? persona) =>
        persona switch
        {
            DemoPersonas.ManagerChen => "陈书望",
            DemoPersonas.AgentLi => "李知行",
            DemoPersonas.AgentWang => "王若溪",
            DemoPersonas.AgentZhao => "赵明澈",
            _ => people.Name(),
        };

    private Office Add(OfficeKind kind, Office? parent, string code, string name, string? district)
    {
        var office = Office.Create(random.NextId(_founded), kind, parent, code, name, DemoPlaces.City, district, _founded);
        data.Offices.Add(office);
        return office;
    }

    private static DemoDistrict[] DistrictsOf(int franchise) => IsWest(franchise) ? DemoPlaces.West : DemoPlaces.East;

    private static string Code(string letter, int number) => string.Create(CultureInfo.InvariantCulture, $"{letter}{number + 1:D2}");

    private static string Ordinal(int number) =>
        number < 10 ? "一二三四五六七八九十"[number].ToString() : (number + 1).ToString(CultureInfo.InvariantCulture);
}
