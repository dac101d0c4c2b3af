namespace Lintel.Chaos;

/// <summary>A row of the event log.</summary>
internal sealed record LogEntry(long Sequence, string Kind, Guid SubjectId, Guid FranchiseId, string Data)
{
    private static readonly HashSet<string> Steps = new(StringComparer.Ordinal)
    {
        DealStep.Opened,
        DealStep.Advanced,
        DealStep.TaskCompleted,
        DealStep.Reassigned,
    };

    private static readonly HashSet<string> Deadlines = new(StringComparer.Ordinal)
    {
        "DEAL_TASK_DUE",
        "DEAL_TASK_OVERDUE",
        "DEAL_TASK_ESCALATED",
        "DEAL_LOAN_DELAYED",
    };

    /// <summary>Somebody did it, and was answered.</summary>
    public bool IsStep => Steps.Contains(Kind);

    /// <summary>A server found it due.</summary>
    public bool IsDeadline => Deadlines.Contains(Kind);

    /// <summary>Followers of deals are told of it.</summary>
    public bool IsAlert => IsStep || IsDeadline;
}
