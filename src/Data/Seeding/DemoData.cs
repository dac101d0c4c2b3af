using Lintel.Domain.Clients;
using Lintel.Domain.Communities;
using Lintel.Domain.Deals;
using Lintel.Domain.Listings;
using Lintel.Domain.Organisation;
using Lintel.Domain.Showings;

namespace Lintel.Data.Seeding;

/// <summary>Everything the demo brokerage consists of, before it is written.</summary>
internal sealed class DemoData
{
    public List<Office> Offices { get; } = [];
    public List<DemoAgent> Agents { get; } = [];
    public List<Account> Accounts { get; } = [];
    public List<DemoCommunity> Communities { get; } = [];
    public List<DemoClient> Clients { get; } = [];
    public List<House> Houses { get; } = [];
    public List<Listing> Listings { get; } = [];
    public List<ListingPrice> Prices { get; } = [];
    public List<Showing> Showings { get; } = [];
    public List<Deal> Deals { get; } = [];
    public List<DealTask> Tasks { get; } = [];

    public DemoAgent AgentCalled(string persona) => Agents.Single(agent => agent.Persona == persona);
}

/// <summary>An agent with the clients to show homes to.</summary>
internal sealed record DemoAgent(Agent Agent, Office Store, bool IsManager, string? Persona)
{
    public List<DemoClient> Clients { get; } = [];

    /// <summary>The side of the city the agent works on.</summary>
    public required DemoDistrict[] Districts { get; init; }
}

/// <summary>A community with what its homes have in common.</summary>
internal sealed record DemoCommunity(Community Community, DemoDistrict District)
{
    public required int YuanPerSquareMeter { get; init; }
    public required int StoriesTotal { get; init; }
    public required BuildingType BuildingType { get; init; }
    public required (string Line, string Station, int Meters)? Metro { get; init; }
}

/// <summary>A client, and how far the stories so far have brought the client.</summary>
internal sealed class DemoClient(Client client)
{
    private ClientStage _stage = ClientStage.Lead;
    private DateTimeOffset _lastContactAt = client.CreatedAt;

    public Client Client { get; } = client;

    public List<ClientNeed> Needs { get; } = [];

    public void Came(ClientStage stage, DateTimeOffset at)
    {
        var again = stage == ClientStage.Showing && _stage == ClientStage.Showing;
        var reached = again ? ClientStage.SecondShowing : stage;
        _stage = reached > _stage ? reached : _stage;
        _lastContactAt = at > _lastContactAt ? at : _lastContactAt;
    }

    /// <summary>Tells the client record once all stories are told; they are not told in order of time.</summary>
    public void Settle()
    {
        if (_stage > ClientStage.Lead)
        {
            Client.Reach(_stage, _lastContactAt);
        }
    }
}
