using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Deals;
using Lintel.Schema.Shared.Streaming;

namespace Lintel.Schema.Deals;

/// <summary>What a deal alert tells.</summary>
internal enum DealAlertKind
{
    Opened,
    StageChanged,
    TaskCompleted,
    Reassigned,
    CustomValueChanged,
}

/// <summary>One event of the log as a subscriber to deals hears it.</summary>
internal sealed record DealAlert(StreamPosition Position, DealAlertKind Kind, DateTimeOffset OccurredAt, Guid DealId)
    : DealStreamItem(Position, DealId)
{
    public DealStage? FromStage { get; init; }
    public DealStage? ToStage { get; init; }
    public Guid? TaskId { get; init; }

    /// <summary>The alert an event of the log is; null when it is none.</summary>
    public static DealAlert? Of(LoggedEvent logged)
    {
        switch (logged.Kind)
        {
            case EventKind.DealOpened:
                return At(DealAlertKind.Opened);
            case EventKind.DealStageChanged:
                var change = EventJson.Read<DealStageChanged>(logged.Data);
                return At(DealAlertKind.StageChanged) with { FromStage = change.From, ToStage = change.To };
            case EventKind.DealTaskCompleted:
                return At(DealAlertKind.TaskCompleted) with { TaskId = EventJson.Read<DealTaskCompleted>(logged.Data).TaskId };
            case EventKind.DealReassigned:
                return At(DealAlertKind.Reassigned);
            case EventKind.CustomValueChanged:
                return logged.Subject == SubjectKind.Deal ? At(DealAlertKind.CustomValueChanged) : null;
            case EventKind.ListingCreated:
            case EventKind.ListingRepriced:
            case EventKind.ListingPublished:
            case EventKind.ListingStatusChanged:
            case EventKind.ListingImported:
            case EventKind.ListingMediaAttached:
            case EventKind.ClientCreated:
            case EventKind.ShowingRecorded:
            case EventKind.AgentMoved:
            default:
                return null;
        }

        DealAlert At(DealAlertKind kind) =>
            new(StreamPosition.At(logged.Sequence), kind, logged.OccurredAt, logged.SubjectId) { At = logged.OccurredAt };
    }
}
