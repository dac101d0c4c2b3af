namespace Lintel.Domain;

/// <summary>
/// Something that happened to one subject. Recorded in the event log in the transaction of the change;
/// <see cref="Kind"/> is the stable name integrators filter by.
/// </summary>
public abstract record DomainEvent(EventKind Kind, SubjectKind Subject, Guid SubjectId);

/// <summary>What an event is about.</summary>
public enum SubjectKind
{
    Listing,
    Client,
    Showing,
    Deal,
    Cooperation,
    Agent,
    WebhookEndpoint,
}

/// <summary>The stable names of everything the event log can hold.</summary>
public enum EventKind
{
    ListingCreated,
    ListingRepriced,
    ListingPublished,
    ListingStatusChanged,
    ListingImported,
    ClientCreated,
    ShowingRecorded,
    DealOpened,
    DealStageChanged,
    DealTaskCompleted,
    OffHoursReveal,
    CooperationGranted,
    CooperationEnded,
    CustomValueChanged,
    ListingMediaAttached,
    DealReassigned,
    AgentMoved,
    EndpointDegraded,
    DealTaskDue,
    DealTaskOverdue,
    DealTaskEscalated,
    DealLoanDelayed,
}
