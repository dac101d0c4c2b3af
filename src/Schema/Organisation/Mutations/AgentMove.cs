using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Audit;
using Lintel.Domain.Organisation;
using Lintel.Schema.Shared.Mutating;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Organisation.Mutations;

/// <summary>Moves an agent to another store or team, with the accounts that are the agent's.</summary>
internal sealed class AgentMove()
    : Mutation<AgentMove.AgentMoveInput, Agent>(
        "agentMove",
        "Moves an agent to another store or team. The agent's accounts follow at once; listings, clients and deals stay where they count. Noted in the audit log.",
        AccountAccess.Assign
    )
{
    internal sealed record AgentMoveInput : ChangeInput
    {
        [Description("The agent.")]
        public required Ref<Agent> AgentId { get; init; }

        [Description("The store or team to move to.")]
        public required Ref<Office> OfficeId { get; init; }
    }

    public override IReadOnlyList<Type> Errors => [typeof(StaleVersion)];

    protected override async Task<Outcome<Guid>> RunAsync(AgentMoveInput input, UseCase use, CancellationToken cancellationToken)
    {
        var found = await use.FindAsync(input.AgentId, AccountAccess.Assign, "agentId", input.ExpectedVersion, cancellationToken);
        var to = await use.FindAsync(input.OfficeId, AccountAccess.Assign, "officeId", cancellationToken);
        if (!found.Succeeded || !to.Succeeded)
        {
            return found.Errors.Concat(to.Errors).ToArray();
        }

        var agent = found.Value;
        var moved = agent.Move(to.Value);
        if (!moved.Succeeded)
        {
            return moved.Errors.ToArray();
        }

        foreach (var account in await use.Db.Accounts.Where(account => account.AgentId == agent.Id).ToListAsync(cancellationToken))
        {
            if (account.Id == use.Viewer.AccountId)
            {
                return new InvalidInput(InputCodes.OwnAccount, "Nobody moves the own account.", ["agentId"]);
            }

            if (account.FollowAgent(agent, use.NewId(), use.Now) is { } following)
            {
                use.Db.Accounts.Add(following);
            }
        }

        use.Record(moved.Value, agent, agent.Id);
        await use.AuditAsync(
            agent.BrandId,
            new AuditNote(AuditKind.PolicyChange, "Agent") { Reason = $"{agent.Id:N} moved to {to.Value.Id:N}" },
            cancellationToken
        );
        return agent.Id;
    }
}
