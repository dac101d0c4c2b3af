namespace Lintel.Domain.Clients;

public sealed record ClientCreated(Guid ClientId) : DomainEvent(EventKind.ClientCreated, SubjectKind.Client, ClientId);
