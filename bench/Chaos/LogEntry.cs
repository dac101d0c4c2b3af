namespace Lintel.Chaos;

/// <summary>A row of the event log.</summary>
internal sealed record LogEntry(long Sequence, string Kind, Guid SubjectId)
{
    private static readonly HashSet<string> Alerts = new(StringComparer.Ordinal)
    {
        DealStep.Opened,
        DealStep.Advanced,
        DealStep.TaskCompleted,
        DealStep.Reassigned,
    };

    /// <summary>Followers of deals are told of it.</summary>
    public bool IsAlert => Alerts.Contains(Kind);
}
