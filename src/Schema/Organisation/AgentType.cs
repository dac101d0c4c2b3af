using Lintel.Domain.Clients;
using Lintel.Domain.Deals;
using Lintel.Domain.Listings;
using Lintel.Domain.Organisation;
using Lintel.Domain.Reports;
using Lintel.Domain.Showings;
using Lintel.Schema.Clients;
using Lintel.Schema.Deals;
using Lintel.Schema.Reports;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Showings;

namespace Lintel.Schema.Organisation;

internal sealed class AgentType : EntityType<Agent>
{
    public AgentType()
        : base("Agent", "A broker's agent 经纪人 (RESO Member).")
    {
        Reso("Member");
        RowsFor(Allow.Everyone, own: (agent, viewer) => agent.Id == viewer.AgentId);
        Node(a => a.Id);
        OrderedBy(("memberFullName", false));
        Text("memberFullName", a => a.MemberFullName, WithRow, "The agent's name.").Filter().Order().Search().Reso("MemberFullName");
        Text("memberMobilePhone", a => a.MemberMobilePhone, AgentAccess.Phone, "The agent's mobile number; clients see it masked.")
            .Reso("MemberMobilePhone");
        Text("memberStateLicense", a => a.MemberStateLicense, AgentAccess.Personnel, "Number of the broker's licence.")
            .Filter()
            .Reso("MemberStateLicense");
        Date("licenseExpiresOn", a => a.LicenseExpiresOn, AgentAccess.Personnel, "The last day the licence is valid.").Filter().Order();
        Text("jobTitle", a => a.JobTitle, WithRow, "The title on the card.").Filter().Reso("JobTitle");
        Enum<MemberStatus>("memberStatus", a => a.MemberStatus, WithRow, "Whether the agent works here.").Filter().Reso("MemberStatus");
        Date("joinedOn", a => a.JoinedOn, WithRow, "The agent's first day.").Filter().Order();
        Long("version", a => a.Version, WithRow, "Raised by every change; give it back as expectedVersion.");
        Instant("createdAt", a => a.CreatedAt, WithRow, "When the record was made.");
        One("store", a => a.Store, WithRow, "The store the agent works in.").Reso("OfficeKey");
        One("team", a => a.Team, WithRow, "The team within the store; null without one.");
        Many<Listing>("listings", l => l.ListAgentId, WithRow, "The agent's listings you may see.");
        Many<Client>("clients", c => c.AgentId, ClientAccess.Rows.Everywhere(), "The agent's clients you may see.");
        Many<Showing>("showings", s => s.AgentId, ShowingAccess.Rows.Everywhere(), "The agent's showings you may see.");
        Many<Deal>("deals", d => d.AgentId, DealAccess.Rows.Everywhere(), "The deals the agent closes, as far as you may see them.");
        Many<AgentPerformance>("performance", m => m.AgentId, PerformanceAccess.AgentRows.Everywhere(), "Months of the agent's results you may see.");
    }
}
