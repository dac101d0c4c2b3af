using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Deals;
using Lintel.Domain.Organisation;
using Lintel.Schema.Shared.Mutating;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Deals.Mutations;

/// <summary>Hands a deal to another agent, with its open tasks.</summary>
internal sealed class DealReassign()
    : Mutation<DealReassign.DealReassignInput, Deal>(
        "dealReassign",
        "Hands a deal under way to another agent, with its open tasks. It counts for that agent's store from now on; who saw it as the former agent or store no longer does.",
        DealAccess.Reassign
    )
{
    internal sealed record DealReassignInput : ChangeInput
    {
        [Description("The deal.")]
        public required Ref<Deal> DealId { get; init; }

        [Description("Who takes it over: an active agent with a valid licence, within your reach.")]
        public required Ref<Agent> AgentId { get; init; }
    }

    public override IReadOnlyList<Type> Errors => [typeof(StaleVersion), typeof(WrongState)];

    protected override async Task<Outcome<Guid>> RunAsync(DealReassignInput input, UseCase use, CancellationToken cancellationToken)
    {
        var found = await use.FindAsync(input.DealId, DealAccess.Reassign, "dealId", input.ExpectedVersion, cancellationToken);
        var to = await use.FindAsync(input.AgentId, DealAccess.Reassign, "agentId", cancellationToken);
        if (!found.Succeeded || !to.Succeeded)
        {
            return found.Errors.Concat(to.Errors).ToArray();
        }

        var deal = found.Value;
        var former = deal.AgentId;
        var reassigned = deal.Reassign(to.Value, use.Now);
        if (!reassigned.Succeeded)
        {
            return reassigned.Errors.ToArray();
        }

        foreach (var task in await use.Db.DealTasks.Where(task => task.DealId == deal.Id && task.AssigneeId == former).ToListAsync(cancellationToken))
        {
            task.Reassign(deal.AgentId);
        }

        use.Record(reassigned.Value, deal, deal.AgentId);
        return deal.Id;
    }
}
