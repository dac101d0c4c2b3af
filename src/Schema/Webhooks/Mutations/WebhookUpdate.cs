using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Audit;
using Lintel.Domain.Webhooks;
using Lintel.Schema.Shared.Mutating;

namespace Lintel.Schema.Webhooks.Mutations;

/// <summary>Sends something else, or elsewhere.</summary>
internal sealed class WebhookUpdate(WebhookSelectionCheck check)
    : Mutation<WebhookUpdate.WebhookUpdateInput, WebhookEndpoint>(
        "webhookUpdate",
        "Changes where an endpoint is and what is sent to it, from the next message on, those of its backlog too. Noted in the audit log.",
        WebhookAccess.Own
    )
{
    internal sealed record WebhookUpdateInput : ChangeInput
    {
        [Description("The endpoint.")]
        public required Ref<WebhookEndpoint> WebhookEndpointId { get; init; }

        [Description("Where to, like in webhookCreate; absent: as before.")]
        public string? Url { get; init; }

        [Description("What to send, like in webhookCreate; absent: as before.")]
        public string? Document { get; init; }

        [Description("The document's variables, like in webhookCreate; absent: as before; {}: none.")]
        public string? Variables { get; init; }
    }

    public override IReadOnlyList<Type> Errors => [typeof(StaleVersion), typeof(WrongState)];

    protected override async Task<Outcome<Guid>> RunAsync(WebhookUpdateInput input, UseCase use, CancellationToken cancellationToken)
    {
        var found = await use.FindAsync(input.WebhookEndpointId, WebhookAccess.Own, "webhookEndpointId", input.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Errors.ToArray();
        }

        var endpoint = found.Value;
        var selection = await check.JudgeAsync(
            new WebhookSelection(input.Url ?? endpoint.Url, input.Document ?? endpoint.Document, input.Variables ?? endpoint.Variables),
            use,
            cancellationToken
        );
        if (!selection.Succeeded)
        {
            return selection.Errors.ToArray();
        }

        var changed = endpoint.Change(selection.Value);
        if (!changed.Succeeded)
        {
            return changed.Errors.ToArray();
        }

        await use.AuditAsync(
            endpoint.BrandId,
            new AuditNote(AuditKind.PolicyChange, "WebhookEndpoint") { Reason = $"{endpoint.Id:N} of {endpoint.AccountId:N} changed" },
            cancellationToken
        );
        return endpoint.Id;
    }
}
