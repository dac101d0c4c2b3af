using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Audit;
using Lintel.Domain.Webhooks;
using Lintel.Schema.Shared.Mutating;

namespace Lintel.Schema.Webhooks.Mutations;

/// <summary>Ends an endpoint for good.</summary>
internal sealed class WebhookDelete()
    : Mutation<WebhookDelete.WebhookDeleteInput, WebhookEndpoint>(
        "webhookDelete",
        "Sends nothing to an endpoint any more and forgets its secrets. It stays listed, in the state DELETED. Noted in the audit log.",
        WebhookAccess.Steer
    )
{
    internal sealed record WebhookDeleteInput : ChangeInput
    {
        [Description("The endpoint.")]
        public required Ref<WebhookEndpoint> WebhookEndpointId { get; init; }
    }

    public override IReadOnlyList<Type> Errors => [typeof(StaleVersion), typeof(WrongState)];

    protected override async Task<Outcome<Guid>> RunAsync(WebhookDeleteInput input, UseCase use, CancellationToken cancellationToken)
    {
        var found = await use.FindAsync(input.WebhookEndpointId, WebhookAccess.Steer, "webhookEndpointId", input.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Errors.ToArray();
        }

        var endpoint = found.Value;
        var deleted = endpoint.Delete();
        if (!deleted.Succeeded)
        {
            return deleted.Errors.ToArray();
        }

        await use.AuditAsync(
            endpoint.BrandId,
            new AuditNote(AuditKind.PolicyChange, "WebhookEndpoint") { Reason = $"{endpoint.Id:N} of {endpoint.AccountId:N} deleted" },
            cancellationToken
        );
        return endpoint.Id;
    }
}
