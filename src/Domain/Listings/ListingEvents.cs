namespace Lintel.Domain.Listings;

public sealed record ListingCreated(Guid ListingId, string ListingNumber, long ListPriceFen)
    : DomainEvent(EventKind.ListingCreated, SubjectKind.Listing, ListingId);

public sealed record ListingRepriced(Guid ListingId, long PreviousPriceFen, long ListPriceFen)
    : DomainEvent(EventKind.ListingRepriced, SubjectKind.Listing, ListingId);

public sealed record ListingPublished(Guid ListingId, ListingVisibility Visibility)
    : DomainEvent(EventKind.ListingPublished, SubjectKind.Listing, ListingId);

public sealed record ListingStatusChanged(Guid ListingId, ListingStatus From, ListingStatus To)
    : DomainEvent(EventKind.ListingStatusChanged, SubjectKind.Listing, ListingId);

public sealed record ListingMediaAttached(Guid ListingId, Guid MediaId, MediaCategory MediaCategory)
    : DomainEvent(EventKind.ListingMediaAttached, SubjectKind.Listing, ListingId);

public sealed record ListingImported(Guid ListingId, string SourceKey) : DomainEvent(EventKind.ListingImported, SubjectKind.Listing, ListingId);
