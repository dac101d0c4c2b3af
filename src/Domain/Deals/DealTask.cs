using Lintel.Domain.Organisation;

namespace Lintel.Domain.Deals;

/// <summary>Whether a task is done.</summary>
public enum DealTaskStatus
{
    Open,
    Done,
}

/// <summary>One task of a deal 任务 with its assignee and deadline (capabilities 44 and 45).</summary>
public sealed class DealTask : IVersioned, IPart
{
    private DealTask() { }

    public Guid Id { get; private set; }
    public Guid BrandId { get; private set; }
    public Guid DealId { get; private set; }
    public Deal Deal { get; private set; } = null!; // EF navigation

    /// <summary>Position within the deal from 0.</summary>
    public int Order { get; private set; }
    public DealStage Stage { get; private set; }
    public string Name { get; private set; } = "";
    public Guid AssigneeId { get; private set; }
    public Agent Assignee { get; private set; } = null!; // EF navigation
    public DateOnly DueOn { get; private set; }
    public DealTaskStatus Status { get; private set; }

    /// <summary>What of its deadline was told last; null: nothing. It is no part of what a version is of: nobody's change is stale by it.</summary>
    public DeadlineStep? Told { get; private set; }
    public DateTimeOffset? CompletedAt { get; private set; }
    public long Version { get; private set; }

    public static DealTask Create(Guid id, Deal deal, int order, TaskTemplate template, Guid assigneeId, DateOnly dueOn) =>
        new()
        {
            Id = id,
            BrandId = deal.BrandId,
            DealId = deal.Id,
            Order = order,
            Stage = template.Stage,
            Name = template.Name,
            AssigneeId = assigneeId,
            DueOn = dueOn,
            Status = DealTaskStatus.Open,
            Version = 1,
        };

    public Outcome<DealTaskCompleted> Complete(DateTimeOffset at)
    {
        if (Status == DealTaskStatus.Done)
        {
            return WrongState.At(Status, "The task is done already.", "taskId");
        }

        Status = DealTaskStatus.Done;
        CompletedAt = at;
        Version++;
        return new DealTaskCompleted(DealId, Id, Stage, Name);
    }

    /// <summary>Gives an open task to another agent. False: it is done, or is that agent's.</summary>
    public bool Reassign(Guid assigneeId)
    {
        if (Status == DealTaskStatus.Done || AssigneeId == assigneeId)
        {
            return false;
        }

        AssigneeId = assigneeId;
        Version++;
        return true;
    }
}
