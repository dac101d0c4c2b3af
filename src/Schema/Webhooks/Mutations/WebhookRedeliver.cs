using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Webhooks;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Mutating;

namespace Lintel.Schema.Webhooks.Mutations;

/// <summary>Sends an event again that an endpoint was sent before.</summary>
internal sealed class WebhookRedeliver(WebhookPayloads payloads, WebhookRequest request)
    : Mutation<WebhookRedeliver.WebhookRedeliverInput, WebhookDelivery>(
        "webhookRedeliver",
        "Sends the event of an attempt to its endpoint again, out of line and with the same webhook-id, waits for the answer and says how it ended. What is "
            + "sent is what you see of the event now.",
        WebhookAccess.Own
    )
{
    internal sealed record WebhookRedeliverInput : MutationInput
    {
        [Description("An attempt at the event; not a TEST.")]
        public required Ref<WebhookDelivery> WebhookDeliveryId { get; init; }
    }

    public override IReadOnlyList<Type> Errors => [typeof(WrongState)];

    /// <summary>Nobody waits for a transaction while the other side thinks.</summary>
    public override bool OwnsTransactions => true;

    protected override async Task<Outcome<Guid>> RunAsync(WebhookRedeliverInput input, UseCase use, CancellationToken cancellationToken)
    {
        const string path = "webhookDeliveryId";
        var found = await use.FindAsync(input.WebhookDeliveryId, AccessRule.WithRow, path, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Errors.ToArray();
        }

        if (await use.ReachedAsync<WebhookEndpoint>(found.Value.EndpointId, WebhookAccess.Own, cancellationToken) is not { } endpoint)
        {
            return NotFound.At(path);
        }

        if (endpoint.State == WebhookState.Deleted)
        {
            return WrongState.At(endpoint.State, "The endpoint is deleted.", path);
        }

        if (found.Value.Sequence is not { } sequence)
        {
            return WrongState.At(found.Value.Kind, "A test has no event.", path);
        }

        if (input.DryRun)
        {
            return found.Value.Id;
        }

        var reading = (await payloads.ReadAsync(endpoint, use.Viewer, sequence - 1, most: 1, cancellationToken))[0];
        return reading.Kind == WebhookReadingKind.Payload && reading.Sequence == sequence
            ? await request.SendAsync(
                endpoint,
                WebhookDeliveryKind.Redelivery,
                sequence,
                WebhookMessage.IdOf(endpoint.Id, sequence),
                reading.Body,
                use,
                cancellationToken
            )
            : new WrongState("NOT_SENT", "The endpoint's document has nothing for the event as you see it now.", [path]);
    }
}
