using Lintel.Domain;

namespace Lintel.Data;

/// <summary>An event that waits for its transaction to commit.</summary>
public sealed record RecordedEvent(DomainEvent Event, Placement Placement, Guid? OwnerAgentId, Guid? ActorAccountId);
