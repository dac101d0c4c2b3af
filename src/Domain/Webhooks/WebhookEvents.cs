namespace Lintel.Domain.Webhooks;

/// <summary>An endpoint was paused because the event with a sequence was refused at every attempt of the schedule.</summary>
public sealed record EndpointDegraded(Guid EndpointId, long Sequence)
    : DomainEvent(EventKind.EndpointDegraded, SubjectKind.WebhookEndpoint, EndpointId);
