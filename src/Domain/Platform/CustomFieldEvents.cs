namespace Lintel.Domain.Platform;

/// <summary>A custom field of a record was given a value, or cleared. The value is not in the log: who may see it reads it.</summary>
public sealed record CustomValueChanged(SubjectKind RecordKind, Guid RecordId, Guid FieldId, string FieldName, bool IsCleared)
    : DomainEvent(EventKind.CustomValueChanged, RecordKind, RecordId);
