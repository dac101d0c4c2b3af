using System.Globalization;
using Lintel.Domain;
using Lintel.Domain.Clients;
using Lintel.Domain.Deals;
using Lintel.Domain.Listings;

namespace Lintel.Data.Seeding;

/// <summary>How one deal will go: the stage it ends in, and the days each stage takes.</summary>
internal sealed record DemoDealPlan(DealStage Stage, PaymentType PaymentType, int OpenedDaysAgo, IReadOnlyList<int> DaysOfStages);

/// <summary>Tells deals from opening to their stage, task by task.</summary>
internal sealed class DemoDealStory(DemoData data, DemoRandom random, DemoCalendar calendar, int? tasksPerDeal)
{
    /// <summary>Closed deals lie within the months that reports show.</summary>
    private const int OldestClosing = 360;

    public DemoDealPlan Plan(DealStage stage)
    {
        var payment = stage == DealStage.LoanApproved || random.Chance(0.6) ? PaymentType.Loan : PaymentType.Cash;
        var days = new List<int>();
        for (DealStage? at = DealStage.Intent; at is { } passed && passed < stage; at = DealProcess.Next(passed, payment))
        {
            days.Add(passed == DealStage.Funded ? random.Between(5, 25) : random.Between(1, 9));
        }

        // A deal under way entered its stage lately; some are overdue.
        var ended = stage == DealStage.Closed ? random.Between(1, OldestClosing) : random.Between(1, 14);
        return new DemoDealPlan(stage, payment, ended + days.Sum(), days);
    }

    public void Tell(DemoDealPlan plan, Listing listing, DemoClient buyer, DateTimeOffset at)
    {
        var deal = Open(plan, listing, buyer, at);
        var tasks = deal.PlanTasks(() => random.NextId(at)).ToList();
        data.Deals.Add(deal);
        var daysAgo = plan.OpenedDaysAgo;
        foreach (var days in plan.DaysOfStages)
        {
            daysAgo -= days;
            var next = calendar.DaysAgo(daysAgo);
            foreach (var task in tasks.Where(task => task.Stage == deal.Stage))
            {
                _ = task.Complete(calendar.Between(deal.StageChangedAt, next)).Value;
            }

            var moved = deal.Advance(tasks, next).Value;
            Follow(moved.To, deal, listing, buyer, next);
        }

        data.Tasks.AddRange(Kept(tasks, deal.Stage));
    }

    /// <summary>The tasks around the present stage, as many as the size keeps.</summary>
    private IEnumerable<DealTask> Kept(List<DealTask> tasks, DealStage stage)
    {
        var count = Math.Min(tasksPerDeal ?? tasks.Count, tasks.Count);
        var first = Math.Clamp(tasks.FindIndex(task => task.Stage >= stage) - (count / 2), 0, tasks.Count - count);
        return tasks.Skip(stage == DealStage.Closed ? tasks.Count - count : first).Take(count);
    }

    private Deal Open(DemoDealPlan plan, Listing listing, DemoClient buyer, DateTimeOffset at)
    {
        var tenThousands = Math.Floor(listing.ListPriceFen / 10_000_00 * random.Between(0.96, 1.0));
        var input = new NewDeal
        {
            Id = random.NextId(at),
            DealNumber = string.Create(CultureInfo.InvariantCulture, $"QMD{data.Deals.Count + 1:D6}"),
            AgentId = buyer.Client.AgentId,
            Placement = Placement.Of(buyer.Client),
            PriceFen = (long)tenThousands * 10_000_00,
            PaymentType = plan.PaymentType,
            CommissionBps = random.Pick([150, 180, 200, 220, 250]),
        };
        return Deal.Open(input, listing, buyer.Client, at).Value;
    }

    /// <summary>What the stage means for the listing and the client.</summary>
    private static void Follow(DealStage stage, Deal deal, Listing listing, DemoClient buyer, DateTimeOffset at)
    {
        if (stage == DealStage.Deposited)
        {
            _ = listing.TakeDeposit(at).Value;
            buyer.Came(ClientStage.Deposit, at);
        }
        else if (stage == DealStage.Signed)
        {
            buyer.Came(ClientStage.Deal, at);
        }
        else if (stage == DealStage.Closed)
        {
            _ = listing.Close(deal.PriceFen, at).Value;
        }
    }
}
