using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Audit;
using Lintel.Domain.Webhooks;
using Lintel.Schema.Shared.Mutating;

namespace Lintel.Schema.Webhooks.Mutations;

/// <summary>Signs with a new secret; the old one signs beside it for a time.</summary>
internal sealed class WebhookSecretRotate()
    : Mutation<WebhookSecretRotate.WebhookSecretRotateInput, WebhookEndpoint>(
        "webhookSecretRotate",
        "Gives an endpoint a new secret. Until overlapUntil messages have a signature of each, so that the receiver can change over; a secret from an "
            + "earlier rotation ends at once. Noted in the audit log.",
        WebhookAccess.Own
    )
{
    internal sealed record WebhookSecretRotateInput : ChangeInput
    {
        [Description("The endpoint.")]
        public required Ref<WebhookEndpoint> WebhookEndpointId { get; init; }

        [Description("The first instant at which the secret so far signs no more, at most 7 days ahead; absent: in 24 hours.")]
        public DateTimeOffset? OverlapUntil { get; init; }
    }

    public override IReadOnlyList<Type> Errors => [typeof(StaleVersion), typeof(WrongState)];

    public override ShownOnceField ShowsOnce { get; } = WebhookSecretAnswer.Text;

    protected override async Task<Outcome<Guid>> RunAsync(WebhookSecretRotateInput input, UseCase use, CancellationToken cancellationToken)
    {
        var found = await use.FindAsync(input.WebhookEndpointId, WebhookAccess.Own, "webhookEndpointId", input.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Errors.ToArray();
        }

        var endpoint = found.Value;
        var secret = WebhookSignature.NewSecret();
        var rotated = endpoint.Rotate(secret, input.OverlapUntil, use.Now);
        if (!rotated.Succeeded)
        {
            return rotated.Errors.ToArray();
        }

        await use.AuditAsync(
            endpoint.BrandId,
            new AuditNote(AuditKind.PolicyChange, "WebhookEndpoint") { Reason = $"secret of {endpoint.Id:N} of {endpoint.AccountId:N} rotated" },
            cancellationToken
        );
        use.ShowOnce(secret);
        return endpoint.Id;
    }
}
