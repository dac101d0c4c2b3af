namespace Lintel.Domain.Organisation;

public sealed record CooperationGranted(Guid CooperationId, Guid StoreId, Guid PartnerStoreId, DateTimeOffset ValidFrom, DateTimeOffset ValidUntil)
    : DomainEvent(EventKind.CooperationGranted, SubjectKind.Cooperation, CooperationId);

public sealed record CooperationEnded(Guid CooperationId, Guid StoreId, Guid PartnerStoreId)
    : DomainEvent(EventKind.CooperationEnded, SubjectKind.Cooperation, CooperationId);
