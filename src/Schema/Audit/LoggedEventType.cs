using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Clients;
using Lintel.Domain.Deals;
using Lintel.Domain.Listings;
using Lintel.Domain.Organisation;
using Lintel.Domain.Showings;
using Lintel.Domain.Webhooks;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Audit;

/// <summary>The event log as it is audited: every event, and nothing of what it says of its subject but who and when.</summary>
internal sealed class LoggedEventType : EntityType<LoggedEvent>
{
    public LoggedEventType()
        : base("LoggedEvent", "One event of the brand's log, whatever it is about. Kept for a time (Lintel:Retention:Events).")
    {
        RowsFor(AuditAccess.Rows, all: (logged, viewer) => logged.BrandId == viewer.BrandId);
        Computed(e => e.Sequence);
        OrderedBy(("sequence", true));
        Long("sequence", e => e.Sequence, WithRow, "Place in the log, from 1 without gaps, in the order of commits; what dealAlerts calls sequence.")
            .Filter()
            .Order();
        Enum<EventKind>("kind", e => e.Kind, WithRow, "What happened.").Filter();
        Instant("occurredAt", e => e.OccurredAt, WithRow, "When it happened.").Filter();
        IdOf("Account", "actorId", e => e.ActorAccountId, WithRow, "The account whose call it was; null: the system's own work.").Filter();
        One<Account>("actor", e => e.ActorAccountId, WithRow, "The account whose call it was; null: the system's own work.");
        Enum<SubjectKind>("subject", e => e.Subject, WithRow, "What kind of object it is about.").Filter();
        IdOfSubject(
                "subjectId",
                e => e.SubjectId,
                WithRow,
                "The id of the object it is about, without the type and the _ that an id begins with; a filter takes ids with them as well."
            )
            .Filter();
        One<Listing>("listing", e => e.SubjectId, WithRow, "The listing it is about; null: it is about something else, or out of your sight.");
        One<Client>("client", e => e.SubjectId, WithRow, "The client it is about; null: it is about something else, or out of your sight.");
        One<Showing>("showing", e => e.SubjectId, WithRow, "The showing it is about; null: it is about something else, or out of your sight.");
        One<Deal>("deal", e => e.SubjectId, WithRow, "The deal it is about; null: it is about something else, or out of your sight.");
        One<Cooperation>("cooperation", e => e.SubjectId, WithRow, "The cooperation it is about; null: it is about something else.");
        One<Agent>("agent", e => e.SubjectId, WithRow, "The agent it is about; null: it is about something else.");
        One<WebhookEndpoint>(
            "webhookEndpoint",
            e => e.SubjectId,
            WithRow,
            "The webhook endpoint it is about; null: it is about something else, or out of your sight."
        );
    }
}
