namespace Lintel.Domain.Deals;

public sealed record DealOpened(Guid DealId, Guid ListingId, Guid ClientId, long PriceFen)
    : DomainEvent(EventKind.DealOpened, SubjectKind.Deal, DealId);

public sealed record DealStageChanged(Guid DealId, DealStage From, DealStage To) : DomainEvent(EventKind.DealStageChanged, SubjectKind.Deal, DealId);

public sealed record DealTaskCompleted(Guid DealId, Guid TaskId, DealStage Stage, string TaskName)
    : DomainEvent(EventKind.DealTaskCompleted, SubjectKind.Deal, DealId);
