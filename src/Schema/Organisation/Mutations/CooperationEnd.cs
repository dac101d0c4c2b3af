using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Audit;
using Lintel.Domain.Organisation;
using Lintel.Schema.Shared.Mutating;

namespace Lintel.Schema.Organisation.Mutations;

/// <summary>Closes a store to another before its time.</summary>
internal sealed class CooperationEnd()
    : Mutation<CooperationEnd.CooperationEndInput, Cooperation>(
        "cooperationEnd",
        "Ends a cooperation at once: the other store's agents see the listings no more. Noted in the audit log.",
        CooperationAccess.Grant
    )
{
    internal sealed record CooperationEndInput : ChangeInput
    {
        [Description("The cooperation.")]
        public required Ref<Cooperation> CooperationId { get; init; }
    }

    public override IReadOnlyList<Type> Errors => [typeof(StaleVersion), typeof(WrongState)];

    protected override async Task<Outcome<Guid>> RunAsync(CooperationEndInput input, UseCase use, CancellationToken cancellationToken)
    {
        var found = await use.FindAsync(input.CooperationId, CooperationAccess.Grant, "cooperationId", input.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Errors.ToArray();
        }

        var cooperation = found.Value;
        var ended = cooperation.End(use.Now);
        if (!ended.Succeeded)
        {
            return ended.Errors.ToArray();
        }

        await use.AuditAsync(cooperation.BrandId, new AuditNote(AuditKind.PolicyChange, "Cooperation") { Reason = "ended" }, cancellationToken);
        use.Record(ended.Value, cooperation, ownerAgentId: null);
        return cooperation.Id;
    }
}
