using Lintel.Domain.Webhooks;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Webhooks;

internal sealed class WebhookDeliveryType : EntityType<WebhookDelivery>
{
    public WebhookDeliveryType()
        : base("WebhookDelivery", "One attempt to send a message to a webhook endpoint.")
    {
        RowsWith<WebhookEndpoint>(delivery => delivery.EndpointId, WebhookAccess.Rows);
        Node(d => d.Id);
        OrderedBy(("attemptedAt", true));
        Enum<WebhookDeliveryKind>("kind", d => d.Kind, WithRow, "Why the message was sent.");
        Long("sequence", d => d.Sequence, WithRow, "The event; null for a TEST.");
        Int("attempt", d => d.Attempt, WithRow, "Which attempt at the event it was, 1 to 10; 1 for what somebody asked for.");
        Instant("attemptedAt", d => d.AttemptedAt, WithRow, "When it began; the webhook-timestamp of the message.").Order();
        Flag("delivered", d => d.Delivered, WithRow, "It was answered 2xx.");
        Int("statusCode", d => d.StatusCode, WithRow, "The HTTP status of the answer; null: there was none.");
        Enum<WebhookFailure>("failure", d => d.Failure, WithRow, "What went wrong; null: it was delivered.");
        Long("durationMs", d => d.DurationMs, WithRow, "How long it took, in milliseconds.");
        Instant(
            "nextAttemptAt",
            d => d.NextAttemptAt,
            WithRow,
            "When the event was to be tried again after it; null: it was delivered, was the last attempt, or somebody asked for it."
        );
        One("endpoint", d => d.Endpoint, WithRow, "Where it went.");
    }
}
