using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Audit;
using Lintel.Domain.Organisation;
using Lintel.Schema.Shared.Mutating;

namespace Lintel.Schema.Organisation.Mutations;

/// <summary>Ends an API key; felt with its next request.</summary>
internal sealed class ApiKeyRevoke()
    : Mutation<ApiKeyRevoke.ApiKeyRevokeInput, ApiKey>(
        "apiKeyRevoke",
        "Ends an API key at once, with all its secrets: it is worth nothing from the next request on. Noted in the audit log.",
        ApiKeyAccess.Change
    )
{
    internal sealed record ApiKeyRevokeInput : ChangeInput
    {
        [Description("The key.")]
        public required Ref<ApiKey> ApiKeyId { get; init; }
    }

    public override IReadOnlyList<Type> Errors => [typeof(StaleVersion), typeof(WrongState)];

    protected override async Task<Outcome<Guid>> RunAsync(ApiKeyRevokeInput input, UseCase use, CancellationToken cancellationToken)
    {
        var found = await use.FindAsync(input.ApiKeyId, ApiKeyAccess.Change, "apiKeyId", input.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Errors.ToArray();
        }

        var key = found.Value;
        var revoked = key.Revoke(use.Now);
        if (!revoked.Succeeded)
        {
            return revoked.Errors.ToArray();
        }

        await use.AuditAsync(
            key.BrandId,
            new AuditNote(AuditKind.PolicyChange, "ApiKey") { Reason = $"{key.Prefix} of {key.AccountId:N} revoked" },
            cancellationToken
        );
        return key.Id;
    }
}
