using System.ComponentModel;
using System.Text.Json;
using Lintel.Domain;
using Lintel.Domain.Webhooks;
using Lintel.Schema.Shared.Mutating;

namespace Lintel.Schema.Webhooks.Mutations;

/// <summary>Sends an endpoint a message without an event.</summary>
internal sealed class WebhookTest(WebhookRequest request)
    : Mutation<WebhookTest.WebhookTestInput, WebhookDelivery>(
        "webhookTest",
        """Sends {"type":"webhook.test"} to an endpoint, whatever its state, waits for the answer and says how it ended. The backlog is not touched.""",
        WebhookAccess.Own
    )
{
    internal sealed record WebhookTestInput : MutationInput
    {
        [Description("The endpoint.")]
        public required Ref<WebhookEndpoint> WebhookEndpointId { get; init; }
    }

    public override IReadOnlyList<Type> Errors => [typeof(WrongState)];

    /// <summary>Nobody waits for a transaction while the other side thinks.</summary>
    public override bool OwnsTransactions => true;

    protected override async Task<Outcome<Guid>> RunAsync(WebhookTestInput input, UseCase use, CancellationToken cancellationToken)
    {
        var found = await use.FindAsync(input.WebhookEndpointId, WebhookAccess.Own, "webhookEndpointId", cancellationToken);
        if (!found.Succeeded)
        {
            return found.Errors.ToArray();
        }

        var endpoint = found.Value;
        if (endpoint.State == WebhookState.Deleted)
        {
            return WrongState.At(endpoint.State, "The endpoint is deleted.", "webhookEndpointId");
        }

        if (input.DryRun)
        {
            return endpoint.Id;
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(new { type = "webhook.test", timestamp = use.Now });
        var id = WebhookMessage.IdOfTest(use.NewId());
        return await request.SendAsync(endpoint, WebhookDeliveryKind.Test, sequence: null, id, body, use, cancellationToken);
    }
}
