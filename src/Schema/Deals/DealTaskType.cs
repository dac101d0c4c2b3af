using Lintel.Domain.Deals;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Deals;

internal sealed class DealTaskType : EntityType<DealTask>
{
    public DealTaskType()
        : base("DealTask", "One task of a deal 任务; a stage can be left only when all its tasks are done.")
    {
        RowsWith<Deal>(t => t.DealId, DealAccess.Rows);
        Node(t => t.Id);
        OrderedBy(("order", false));
        Int("order", t => t.Order, WithRow, "Position within the deal from 0.").Filter().Order();
        Text("name", t => t.Name, WithRow, "What is to be done.").Filter();
        Enum<DealStage>("stage", t => t.Stage, WithRow, "The stage it belongs to.").Filter();
        Enum<DealTaskStatus>("status", t => t.Status, WithRow, "Whether it is done.").Filter();
        Date("dueOn", t => t.DueOn, WithRow, "The last day to do it.").Filter().Order();
        Instant("completedAt", t => t.CompletedAt, WithRow, "When it was done; null before.").Filter();
        Long("version", t => t.Version, WithRow, "Raised by every change; give it back as expectedVersion.");
        One("deal", t => t.Deal, WithRow, "The deal it belongs to.");
        One("assignee", t => t.Assignee, WithRow, "Who answers for it.");
    }
}
