using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Audit;
using Lintel.Domain.Organisation;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Mutating;

namespace Lintel.Schema.Organisation.Mutations;

/// <summary>Opens a store's listings to another store for a time (capability 14).</summary>
internal sealed class CooperationGrant()
    : Mutation<CooperationGrant.CooperationGrantInput, Cooperation>(
        "cooperationGrant",
        "Opens a store's listings on the market to another store's agents, for a time. Noted in the audit log.",
        CooperationAccess.Grant
    )
{
    internal sealed record CooperationGrantInput : MutationInput
    {
        [Description("The store that opens its listings; absent: your own.")]
        public Ref<Office>? StoreId { get; init; }

        [Description("The store of the brand whose agents will see them.")]
        public required Ref<Office> PartnerStoreId { get; init; }

        [Description("When it begins; absent: now.")]
        public DateTimeOffset? ValidFrom { get; init; }

        [Description("The first instant at which it holds no more, at most 366 days after it begins.")]
        public required DateTimeOffset ValidUntil { get; init; }
    }

    protected override async Task<Outcome<Guid>> RunAsync(CooperationGrantInput input, UseCase use, CancellationToken cancellationToken)
    {
        if ((input.StoreId ?? Ref<Office>.To(use.Viewer.StoreId)) is not { } opening)
        {
            return InvalidInput.Required("storeId");
        }

        var store = await use.FindAsync(opening, CooperationAccess.Grant, "storeId", cancellationToken);
        var partner = await use.FindAsync(input.PartnerStoreId, AccessRule.WithRow, "partnerStoreId", cancellationToken);
        if (!store.Succeeded || !partner.Succeeded)
        {
            return (UserError[])[.. store.Errors, .. partner.Errors];
        }

        var granted = Cooperation.Grant(use.NewId(), store.Value, partner.Value, input.ValidFrom ?? use.Now, input.ValidUntil, use.Now);
        if (!granted.Succeeded)
        {
            return granted.Errors.ToArray();
        }

        var cooperation = granted.Value;
        use.Db.Cooperations.Add(cooperation);
        await use.AuditAsync(
            cooperation.BrandId,
            new AuditNote(AuditKind.PolicyChange, "Cooperation") { Reason = $"{store.Value.Code} opens its listings to {partner.Value.Code}" },
            cancellationToken
        );
        use.Record(
            new CooperationGranted(cooperation.Id, cooperation.StoreId, cooperation.PartnerStoreId, cooperation.ValidFrom, cooperation.ValidUntil),
            cooperation,
            ownerAgentId: null
        );
        return cooperation.Id;
    }
}
