using Lintel.Domain.Clients;
using Lintel.Domain.Listings;
using Lintel.Domain.Organisation;

namespace Lintel.Domain.Deals;

/// <summary>What a deal is opened from.</summary>
public sealed record NewDeal
{
    public const int LowestCommissionBps = 0;
    public const int HighestCommissionBps = 300;
    public const int DefaultCommissionBps = 200;

    public required Guid Id { get; init; }
    public required string DealNumber { get; init; }
    public required Guid AgentId { get; init; }
    public required Placement Placement { get; init; }
    public required long PriceFen { get; init; }
    public PaymentType PaymentType { get; init; }

    /// <summary>The fee in basis points of the price: 200 is 2%. Typical 1–3%, shown to the client (B6b).</summary>
    public int CommissionBps { get; init; } = DefaultCommissionBps;

    public IEnumerable<UserError> Problems()
    {
        if (PriceFen is < NewListing.LowestPriceFen or > NewListing.HighestPriceFen)
        {
            yield return Listing.PriceOutOfRange("price");
        }

        if (CommissionBps is < LowestCommissionBps or > HighestCommissionBps)
        {
            yield return InvalidInput.OutOfRange("between 0 and 300 basis points", "commissionBps");
        }
    }
}

/// <summary>One sale from intent to hand-over 单 (RESO Transaction). Money in fen.</summary>
public sealed class Deal : IPlaced, IVersioned
{
    private Deal() { }

    public Guid Id { get; private set; }

    /// <summary>The number on the paper, unique within the brand.</summary>
    public string DealNumber { get; private set; } = "";
    public Guid BrandId { get; private set; }
    public Guid RegionId { get; private set; }
    public Guid FranchiseId { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid? TeamId { get; private set; }
    public Office Store { get; private set; } = null!; // EF navigation
    public Guid ListingId { get; private set; }
    public Listing Listing { get; private set; } = null!; // EF navigation
    public Guid ClientId { get; private set; }
    public Client Client { get; private set; } = null!; // EF navigation

    /// <summary>The agent of the client's side, who closes (客源成交人).</summary>
    public Guid AgentId { get; private set; }
    public Agent Agent { get; private set; } = null!; // EF navigation

    /// <summary>The list agent at the time the deal was opened (维护人).</summary>
    public Guid ListAgentId { get; private set; }
    public Agent ListAgent { get; private set; } = null!; // EF navigation
    public DealStage Stage { get; private set; }
    public PaymentType PaymentType { get; private set; }
    public long PriceFen { get; private set; }
    public int CommissionBps { get; private set; }
    public long CommissionFen { get; private set; }
    public DateOnly OpenedOn { get; private set; }
    public DateOnly? SignedOn { get; private set; }
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>The first day of the month of <see cref="ClosedOn"/>; what monthly reports group by.</summary>
    public DateOnly? ClosedMonth { get; private set; }

    /// <summary>It has been told that the loan is late.</summary>
    public bool IsLoanDelayTold { get; private set; }
    public DateTimeOffset StageChangedAt { get; private set; }
    public DateTimeOffset ModifiedAt { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public long Version { get; private set; }

    /// <summary>True while the deal binds its listing.</summary>
    public bool IsUnderWay => Stage is not (DealStage.Closed or DealStage.Terminated);

    /// <summary>Opens a deal on an active listing.</summary>
    public static Outcome<Deal> Open(NewDeal input, Listing listing, Client client, DateTimeOffset at)
    {
        var problems = input.Problems().ToList();
        if (listing.Status != ListingStatus.Active)
        {
            problems.Add(WrongState.At(listing.Status, "A deal needs an active listing.", "listingId"));
        }

        if (problems.Count > 0)
        {
            return problems;
        }

        return new Deal
        {
            Id = input.Id,
            DealNumber = input.DealNumber,
            BrandId = input.Placement.BrandId,
            RegionId = input.Placement.RegionId,
            FranchiseId = input.Placement.FranchiseId,
            StoreId = input.Placement.StoreId,
            TeamId = input.Placement.TeamId,
            ListingId = listing.Id,
            ClientId = client.Id,
            AgentId = input.AgentId,
            ListAgentId = listing.ListAgentId,
            Stage = DealStage.Intent,
            PaymentType = input.PaymentType,
            PriceFen = input.PriceFen,
            CommissionBps = input.CommissionBps,
            CommissionFen = CommissionOf(input.PriceFen, input.CommissionBps),
            OpenedOn = OfficeCalendar.DateAt(at),
            StageChangedAt = at,
            ModifiedAt = at,
            CreatedAt = at,
            Version = 1,
        };
    }

    /// <summary>The fee: price × basis points / 10,000, rounded half up to the fen.</summary>
    public static long CommissionOf(long priceFen, int bps) => checked((priceFen * bps + 5_000) / 10_000);

    /// <summary>The tasks of this deal's process, all for its agent, due one stage after the other.</summary>
    public IEnumerable<DealTask> PlanTasks(Func<Guid> newId)
    {
        var due = OpenedOn;
        var order = 0;
        foreach (var template in DealProcess.TasksOf(PaymentType))
        {
            due = OfficeCalendar.AddWorkingDays(due, template.WorkingDays);
            yield return DealTask.Create(newId(), this, order++, template, AgentId, due);
        }
    }

    /// <summary>Moves to the next stage once every task of the present one is done.</summary>
    public Outcome<DealStageChanged> Advance(IReadOnlyCollection<DealTask> tasks, DateTimeOffset at)
    {
        if (DealProcess.Next(Stage, PaymentType) is not { } next)
        {
            return WrongState.At(Stage, "The deal has no next stage.", "dealId");
        }

        var open = tasks.Where(task => task.Stage == Stage && task.Status == DealTaskStatus.Open).Select(task => task.Name).ToList();
        if (open.Count > 0)
        {
            return new DealTasksOpen(open);
        }

        var from = Stage;
        var today = OfficeCalendar.DateAt(at);
        Stage = next;
        SignedOn = next == DealStage.Signed ? today : SignedOn;
        if (next == DealStage.Closed)
        {
            ClosedOn = today;
            ClosedMonth = OfficeCalendar.MonthOf(today);
        }

        StageChangedAt = at;
        ModifiedAt = at;
        Version++;
        return new DealStageChanged(Id, from, next);
    }

    /// <summary>Hands a deal under way to another agent of the brand; it counts for that agent's store from now on.</summary>
    public Outcome<DealReassigned> Reassign(Agent to, DateTimeOffset at)
    {
        if (!IsUnderWay)
        {
            return WrongState.At(Stage, "Only a deal under way changes hands.", "dealId");
        }

        if (to.Id == AgentId)
        {
            return InvalidInput.OutOfRange("another agent than the present one", "agentId");
        }

        if (!to.IsLicensedOn(OfficeCalendar.DateAt(at)))
        {
            return InvalidInput.OutOfRange("an agent who works here and has a valid licence", "agentId");
        }

        var before = DealPlace.Of(this);
        AgentId = to.Id;
        (RegionId, FranchiseId, StoreId, TeamId) = (to.RegionId, to.FranchiseId, to.StoreId, to.TeamId);
        ModifiedAt = at;
        Version++;
        return new DealReassigned(Id, before, DealPlace.Of(this));
    }
}
