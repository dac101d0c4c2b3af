namespace Lintel.Domain.Organisation;

/// <summary>An agent works at another store or in another team.</summary>
public sealed record AgentMoved(Guid AgentId, Placement From, Placement To) : DomainEvent(EventKind.AgentMoved, SubjectKind.Agent, AgentId);
