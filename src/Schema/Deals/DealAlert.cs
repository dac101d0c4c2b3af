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
    TaskDue,
    TaskOverdue,
    TaskEscalated,
    LoanDelayed,
}

/// <summary>One event of the log as a subscriber to deals hears it.</summary>
internal sealed record DealAlert(StreamPosition Position, DealAlertKind Kind, DateTimeOffset OccurredAt, Guid DealId)
    : DealStreamItem(Position, DealId)
{
    /// <summary>The events that are alerts, a line each; no other is one.</summary>
    private static readonly Dictionary<EventKind, Func<LoggedEvent, DealAlert>> Alerts = new()
    {
        [EventKind.DealOpened] = Is(DealAlertKind.Opened),
        [EventKind.DealStageChanged] = Is<DealStageChanged>(DealAlertKind.StageChanged, (a, e) => a with { FromStage = e.From, ToStage = e.To }),
        [EventKind.DealTaskCompleted] = Is<DealTaskCompleted>(DealAlertKind.TaskCompleted, (a, e) => a with { TaskId = e.TaskId }),
        [EventKind.DealReassigned] = Is(DealAlertKind.Reassigned),
        [EventKind.CustomValueChanged] = Is(DealAlertKind.CustomValueChanged),
        [EventKind.DealTaskDue] = Is<DealTaskDue>(DealAlertKind.TaskDue, (a, e) => a with { TaskId = e.TaskId }),
        [EventKind.DealTaskOverdue] = Is<DealTaskOverdue>(DealAlertKind.TaskOverdue, (a, e) => a with { TaskId = e.TaskId }),
        [EventKind.DealTaskEscalated] = Is<DealTaskEscalated>(
            DealAlertKind.TaskEscalated,
            (a, e) => a with { TaskId = e.TaskId, EscalatedTo = e.To }
        ),
        [EventKind.DealLoanDelayed] = Is(DealAlertKind.LoanDelayed),
    };

    public DealStage? FromStage { get; init; }
    public DealStage? ToStage { get; init; }
    public Guid? TaskId { get; init; }
    public Role? EscalatedTo { get; init; }

    /// <summary>Whether events of a kind, about a deal, are told.</summary>
    public static bool IsAlert(EventKind kind) => Alerts.ContainsKey(kind);

    /// <summary>The alert an event of the log is; null when it is none.</summary>
    public static DealAlert? Of(LoggedEvent logged) =>
        logged.Subject == SubjectKind.Deal && Alerts.TryGetValue(logged.Kind, out var read) ? read(logged) : null;

    private static Func<LoggedEvent, DealAlert> Is(DealAlertKind kind) =>
        logged => new DealAlert(StreamPosition.At(logged.Sequence), kind, logged.OccurredAt, logged.SubjectId) { At = logged.OccurredAt };

    /// <summary>An alert that shows something of its event.</summary>
    private static Func<LoggedEvent, DealAlert> Is<TEvent>(DealAlertKind kind, Func<DealAlert, TEvent, DealAlert> show)
        where TEvent : DomainEvent
    {
        var plain = Is(kind);
        return logged => show(plain(logged), EventJson.Read<TEvent>(logged.Data));
    }
}
