namespace Lintel.Domain.Showings;

public sealed record ShowingRecorded(Guid ShowingId, Guid ListingId, Guid ClientId, int? Interest)
    : DomainEvent(EventKind.ShowingRecorded, SubjectKind.Showing, ShowingId);
