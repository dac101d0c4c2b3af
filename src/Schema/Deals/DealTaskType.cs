using Lintel.Domain.Deals;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Deals;

internal sealed class DealTaskType : EntityType<DealTask>
{
    public DealTaskType()
        : base(
            "DealTask",
            "One task of a deal 任务; a stage can be left only when all its tasks are done."
        )
    {
        RowsWith<Deal>(task => task.DealId, DealAccess.Rows);
        Node(task => task.Id);
        OrderedBy(("order", false));
        Int("order", task => task.Order, WithRow, "Position within the deal from 0.")
            .Filter()
            .Order();
        Text("name", task => task.Name, WithRow, "What is to be done.").Filter();
        Enum<DealStage>("stage", task => task.Stage, WithRow, "The stage it belongs to.").Filter();
        Enum<DealTaskStatus>("status", task => task.Status, WithRow, "Whether it is done.")
            .Filter();
        Date("dueOn", task => task.DueOn, WithRow, "The last day to do it.").Filter().Order();
        Instant("completedAt", task => task.CompletedAt, WithRow, "When it was done; null before.")
            .Filter();
        Long(
            "version",
            task => task.Version,
            WithRow,
            "Raised by every change; give it back as expectedVersion."
        );
        One("deal", task => task.Deal, WithRow, "The deal it belongs to.");
        One("assignee", task => task.Assignee, WithRow, "Who answers for it.");
    }
}
