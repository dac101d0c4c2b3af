using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Deals;
using Lintel.Schema.Shared.Mutating;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Deals.Mutations;

/// <summary>Ticks off a task of a deal.</summary>
internal sealed class DealTaskComplete()
    : Mutation<DealTaskComplete.DealTaskCompleteInput, DealTask>(
        "dealTaskComplete",
        "Marks a task of a deal as done. When all tasks of the deal's stage are done, dealAdvance can move it on.",
        DealAccess.Advance
    )
{
    internal sealed record DealTaskCompleteInput : ChangeInput
    {
        [Description("The task.")]
        public required Ref<DealTask> TaskId { get; init; }
    }

    public override IReadOnlyList<Type> Errors => [typeof(StaleVersion), typeof(WrongState)];

    protected override async Task<Outcome<Guid>> RunAsync(DealTaskCompleteInput input, UseCase use, CancellationToken cancellationToken)
    {
        var found = await use.FindAsync(input.TaskId, DealAccess.Advance, "taskId", input.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Errors.ToArray();
        }

        var completed = found.Value.Complete(use.Now);
        if (!completed.Succeeded)
        {
            return completed.Errors.ToArray();
        }

        var deal = await use.Db.Deals.SingleAsync(row => row.Id == found.Value.DealId, cancellationToken);
        use.Record(completed.Value, deal, deal.AgentId);
        return found.Value.Id;
    }
}
