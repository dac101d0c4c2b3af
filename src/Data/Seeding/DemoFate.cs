using Lintel.Domain.Deals;

namespace Lintel.Data.Seeding;

/// <summary>What becomes of a listing.</summary>
internal enum DemoEnding
{
    Draft,
    OnMarket,
    OnHold,
    InDeal,
}

/// <summary>The plot of one listing: whose it is, where it ends, and the buyer when that is fixed beforehand.</summary>
internal sealed record DemoFate(DemoEnding Ending, DealStage DealStage = DealStage.Intent)
{
    public DemoAgent? Agent { get; init; }
    public DemoClient? Buyer { get; init; }

    /// <summary>All plots of a plan: first those the personas can count on, then the mixture, shuffled.</summary>
    public static IReadOnlyList<DemoFate> All(DemoData data, DemoPlan plan, DemoRandom random)
    {
        var fixedOnes = Personas(data).ToList();
        var deals = plan.Deals - fixedOnes.Count(fate => fate.Ending == DemoEnding.InDeal);
        var closed = plan.Deals * 6 / 10;
        var drafts = plan.Listings / 20;
        var held = plan.Listings / 33;
        var others = new List<DemoFate>(plan.Listings);
        for (var number = 0; number < plan.Listings - fixedOnes.Count; number++)
        {
            others.Add(
                number < closed ? new(DemoEnding.InDeal, DealStage.Closed)
                : number < deals ? new(DemoEnding.InDeal, (DealStage)(number % (int)DealStage.Closed))
                : number < deals + drafts ? new(DemoEnding.Draft)
                : number < deals + drafts + held ? new(DemoEnding.OnHold)
                : new(DemoEnding.OnMarket)
            );
        }

        random.Shuffle(others);
        return [.. fixedOnes, .. others];
    }

    private static IEnumerable<DemoFate> Personas(DemoData data)
    {
        foreach (var name in new[] { DemoPersonas.AgentLi, DemoPersonas.AgentWang, DemoPersonas.AgentZhao, DemoPersonas.ManagerChen })
        {
            var agent = data.AgentCalled(name);
            DealStage[] stages = [DealStage.Signed, DealStage.Intent, DealStage.Funded, DealStage.Closed];
            for (var i = 0; i < stages.Length; i++)
            {
                // The first client of Li is the one with a portal account.
                yield return new(DemoEnding.InDeal, stages[i]) { Agent = agent, Buyer = agent.Clients[i % agent.Clients.Count] };
            }

            yield return new(DemoEnding.OnMarket) { Agent = agent };
            yield return new(DemoEnding.OnMarket) { Agent = agent };
            yield return new(DemoEnding.Draft) { Agent = agent };
        }
    }
}
