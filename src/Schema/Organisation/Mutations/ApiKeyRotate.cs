using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Audit;
using Lintel.Domain.Organisation;
using Lintel.Schema.Shared.Mutating;

namespace Lintel.Schema.Organisation.Mutations;

/// <summary>Gives an API key a new secret; the old one works beside it for a time.</summary>
internal sealed class ApiKeyRotate()
    : Mutation<ApiKeyRotate.ApiKeyRotateInput, ApiKey>(
        "apiKeyRotate",
        "Gives an API key a new secret. The one so far works until overlapUntil; one from an earlier rotation ends at once. A key that is used to call "
            + "this rotates itself only. Noted in the audit log.",
        ApiKeyAccess.Change
    )
{
    internal sealed record ApiKeyRotateInput : ChangeInput
    {
        [Description("The key.")]
        public required Ref<ApiKey> ApiKeyId { get; init; }

        [Description(
            "The first instant at which the secret so far works no more, at most 7 days ahead and never past its own end; absent: in 24 hours."
        )]
        public DateTimeOffset? OverlapUntil { get; init; }

        [Description("The first instant at which the new secret works no more, at most 365 days ahead; absent: in 90 days.")]
        public DateTimeOffset? ExpiresAt { get; init; }
    }

    public override IReadOnlyList<Type> Errors => [typeof(StaleVersion), typeof(WrongState)];

    public override ShownOnceField ShowsOnce { get; } = ApiKeyAnswer.Text;

    protected override async Task<Outcome<Guid>> RunAsync(ApiKeyRotateInput input, UseCase use, CancellationToken cancellationToken)
    {
        var found = await use.FindAsync(input.ApiKeyId, ApiKeyAccess.Change, "apiKeyId", input.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Errors.ToArray();
        }

        var key = found.Value;
        if (use.Viewer.ApiKeyId is { } presented && presented != key.Id)
        {
            // The secret of another one is shown: it may have more scopes.
            return new InvalidInput(InputCodes.NotThisKey, "A key rotates itself only; sign in with a token to rotate another.", ["apiKeyId"]);
        }

        var (text, hash) = ApiKeyText.NewSecret(key.Prefix);
        var rotated = key.Rotate(hash, input.OverlapUntil, input.ExpiresAt, use.Now);
        if (!rotated.Succeeded)
        {
            return rotated.Errors.ToArray();
        }

        await use.AuditAsync(
            key.BrandId,
            new AuditNote(AuditKind.PolicyChange, "ApiKey") { Reason = $"{key.Prefix} of {key.AccountId:N} rotated" },
            cancellationToken
        );
        use.ShowOnce(text);
        return key.Id;
    }
}
