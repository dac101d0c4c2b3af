using Lintel.Domain;

namespace Lintel.Data.Seeding;

/// <summary>Somebody of the demo brokerage whom one can sign in as.</summary>
/// <param name="Name">Short name for commands, e.g. `agent-li`.</param>
/// <param name="Subject">The `sub` of the persona's tokens.</param>
/// <param name="Role">The account's role.</param>
/// <param name="Description">Who it is and what to look at.</param>
public sealed record DemoPersona(string Name, string Subject, Role Role, string Description);

/// <summary>The people to try the platform with; every size of the demo brokerage has them.</summary>
public static class DemoPersonas
{
    public const string AgentLi = "agent-li";
    public const string AgentWang = "agent-wang";
    public const string AgentZhao = "agent-zhao";
    public const string ManagerChen = "manager-chen";
    public const string DirectorSun = "director-sun";
    public const string ComplianceHe = "compliance-he";
    public const string ClosingGao = "closing-gao";
    public const string FinanceLin = "finance-lin";
    public const string OpsMa = "ops-ma";
    public const string PartnerEast = "partner-east";
    public const string PartnerWest = "partner-west";
    public const string IntegratorEast = "integrator-east";
    public const string ClientZhou = "client-zhou";

    public static IReadOnlyList<DemoPersona> All { get; } =
    [
        Of(AgentLi, Role.Agent, "经纪人 of store F01-S01; holds listings, clients and deals."),
        Of(AgentWang, Role.Agent, "经纪人 of store F01-S02, the same franchise as Li."),
        Of(AgentZhao, Role.Agent, "经纪人 of another franchise, in the west."),
        Of(ManagerChen, Role.StoreManager, "店长 of Li's store F01-S01."),
        Of(DirectorSun, Role.Director, "总监 of the franchise of Li and Wang, F01."),
        Of(ComplianceHe, Role.Compliance, "合规复核 of the whole brand."),
        Of(ClosingGao, Role.Closing, "权证专员 of franchise F01."),
        Of(FinanceLin, Role.Finance, "财务 of franchise F01."),
        Of(OpsMa, Role.PlatformOps, "平台运营 of the whole brand."),
        Of(PartnerEast, Role.Partner, "The front end of franchise F01 (Li, Wang)."),
        Of(PartnerWest, Role.Partner, "The front end of franchise F03 (Zhao)."),
        Of(IntegratorEast, Role.Integrator, "A machine that follows the events of franchise F01."),
        Of(ClientZhou, Role.Client, "A buyer of agent Li in the portal, with a deal under way."),
    ];

    /// <summary>The subject of a persona's account.</summary>
    public static string SubjectOf(string name) => $"demo|{name}";

    private static DemoPersona Of(string name, Role role, string description) => new(name, SubjectOf(name), role, description);
}
