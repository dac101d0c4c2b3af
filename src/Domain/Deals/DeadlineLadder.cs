namespace Lintel.Domain.Deals;

/// <summary>What is told of the deadline of a task while it is open, one after the other.</summary>
public enum DeadlineStep
{
    Due,
    Overdue,
    ToManager,
    ToDirector,
}

/// <summary>
/// When an open task is told of (capability 47), in days of the calendar around the last day to do it: the day before, the day after, and then to those above
/// its agent.
/// </summary>
public sealed record DeadlineLadder(int DueBefore = 1, int ManagerAfter = 2, int DirectorAfter = 5)
{
    /// <summary>The latest <c>dueOn</c> of which a step is told on a day.</summary>
    public DateOnly LatestOf(DeadlineStep step, DateOnly today) =>
        step switch
        {
            DeadlineStep.Due => today.AddDays(DueBefore),
            DeadlineStep.Overdue => today.AddDays(-1),
            DeadlineStep.ToManager => today.AddDays(-ManagerAfter),
            DeadlineStep.ToDirector => today.AddDays(-DirectorAfter),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, "There is no such step."),
        };

    /// <summary>
    /// The steps that a task has come to by a day and that were not told, in order. None is left out, however late somebody looks.
    /// </summary>
    public IEnumerable<DeadlineStep> Since(DeadlineStep? told, DateOnly dueOn, DateOnly today) =>
        Enum.GetValues<DeadlineStep>().Where(step => (told is null || step > told) && dueOn <= LatestOf(step, today));

    /// <summary>The event of a step.</summary>
    public static DomainEvent EventOf(DeadlineStep step, Guid dealId, Guid taskId, DateOnly dueOn) =>
        step switch
        {
            DeadlineStep.Due => new DealTaskDue(dealId, taskId, dueOn),
            DeadlineStep.Overdue => new DealTaskOverdue(dealId, taskId, dueOn),
            DeadlineStep.ToManager => new DealTaskEscalated(dealId, taskId, dueOn, Role.StoreManager),
            DeadlineStep.ToDirector => new DealTaskEscalated(dealId, taskId, dueOn, Role.Director),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, "There is no such step."),
        };
}
