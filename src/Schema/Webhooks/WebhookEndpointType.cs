using Lintel.Domain.Webhooks;
using Lintel.Schema.Organisation;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Webhooks;

internal sealed class WebhookEndpointType : EntityType<WebhookEndpoint>
{
    public WebhookEndpointType()
        : base(
            "WebhookEndpoint",
            "Where an account has its events sent, signed as Standard Webhooks says (docs/webhooks.md). Its secrets are in no field: the mutations that make "
                + "them show them."
        )
    {
        RowsFor(WebhookAccess.Rows, own: (endpoint, viewer) => endpoint.AccountId == viewer.AccountId);
        Node(e => e.Id);
        OrderedBy(("createdAt", true));
        Text("url", e => e.Url, WithRow, "Where to: an https URL of at most 2,000 characters.");
        Text("document", e => e.Document, WithRow, "The subscription whose result is sent for each event.");
        Text("variables", e => e.Variables, WithRow, "Its variables, a JSON object as text; null: none.");
        Enum<WebhookState>("state", e => e.State, WithRow, "What is done for it.").Filter();
        Enum<WebhookPauseReason>("pauseReason", e => e.PauseReason, WithRow, "Why it is paused; null unless state is PAUSED.");
        Long(
            "position",
            e => e.Position,
            WithRow,
            "The sequence of the last event that was delivered or that it is not about; those behind it are its backlog."
        );
        Int("failedAttempts", e => e.FailedAttempts, WithRow, "Attempts at the event behind position that failed, at most 10.");
        Instant("nextAttemptAt", e => e.NextAttemptAt, WithRow, "When the event behind position is tried again; null: at once, or nothing is sent.");
        Instant(
            "overlapUntil",
            e => e.OverlapUntil,
            WithRow,
            "The first instant at which the secret before the last rotation signs no more; null: it was never rotated."
        );
        Long("version", e => e.Version, WithRow, "Raised by every change, not by deliveries; give it back as expectedVersion.");
        Instant("createdAt", e => e.CreatedAt, WithRow, "When it was made.").Filter().Order();
        One("account", e => e.Account, AccountAccess.Rows.Everywhere(), "Whose it is.");
        Many<WebhookDelivery>(
            "deliveries",
            d => d.EndpointId,
            WithRow,
            "The attempts to send to it, latest first; kept for Lintel:Retention:WebhookDeliveries (30 days)."
        );
    }
}
