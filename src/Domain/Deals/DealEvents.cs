namespace Lintel.Domain.Deals;

public sealed record DealOpened(Guid DealId, Guid ListingId, Guid ClientId, long PriceFen)
    : DomainEvent(EventKind.DealOpened, SubjectKind.Deal, DealId);

public sealed record DealStageChanged(Guid DealId, DealStage From, DealStage To) : DomainEvent(EventKind.DealStageChanged, SubjectKind.Deal, DealId);

public sealed record DealTaskCompleted(Guid DealId, Guid TaskId, DealStage Stage, string TaskName)
    : DomainEvent(EventKind.DealTaskCompleted, SubjectKind.Deal, DealId);

/// <summary>A deal has another agent, and counts for that agent's store. <paramref name="Before"/> is where it was.</summary>
public sealed record DealReassigned(Guid DealId, DealPlace Before, DealPlace After) : DomainEvent(EventKind.DealReassigned, SubjectKind.Deal, DealId);

/// <summary>An open task is due soon.</summary>
public sealed record DealTaskDue(Guid DealId, Guid TaskId, DateOnly DueOn) : DomainEvent(EventKind.DealTaskDue, SubjectKind.Deal, DealId);

/// <summary>The last day to do an open task is over.</summary>
public sealed record DealTaskOverdue(Guid DealId, Guid TaskId, DateOnly DueOn) : DomainEvent(EventKind.DealTaskOverdue, SubjectKind.Deal, DealId);

/// <summary>A task has been overdue for so long that somebody above its agent is to know.</summary>
public sealed record DealTaskEscalated(Guid DealId, Guid TaskId, DateOnly DueOn, Role To)
    : DomainEvent(EventKind.DealTaskEscalated, SubjectKind.Deal, DealId);

/// <summary>The loan was not approved by the day that its stage should have been over.</summary>
public sealed record DealLoanDelayed(Guid DealId, DateOnly DueOn) : DomainEvent(EventKind.DealLoanDelayed, SubjectKind.Deal, DealId);

/// <summary>Whose a deal is and where it counts: what decides who sees it.</summary>
public sealed record DealPlace(Guid AgentId, Guid ListAgentId, Guid ClientId, Placement Placement)
{
    public static DealPlace Of(Deal deal) => new(deal.AgentId, deal.ListAgentId, deal.ClientId, Placement.Of(deal));
}
