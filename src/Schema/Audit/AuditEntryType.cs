using Lintel.Domain;
using Lintel.Domain.Audit;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Audit;

internal static class AuditAccess
{
    public static AccessRule Rows { get; } = Allow.Compliance(Scope.All) | Allow.PlatformOps(Scope.All);

    /// <summary>Who hears that somebody looked behind a mask at night: the line above, and those who review.</summary>
    public static AccessRule OffHoursReveals { get; } =
        Allow.StoreManager(Scope.Store) | Allow.Director(Scope.Franchise) | Allow.Compliance(Scope.All) | Allow.PlatformOps(Scope.All);
}

internal sealed class AuditEntryType : EntityType<AuditEntry>
{
    public AuditEntryType()
        : base("AuditEntry", "One entry of the brand's audit log: a reveal, a denial, a change of policy. Chained: none can be altered unnoticed.")
    {
        RowsFor(AuditAccess.Rows, all: (entry, viewer) => entry.BrandId == viewer.BrandId);
        Computed(e => e.Sequence);
        OrderedBy(("sequence", true));
        Long("sequence", e => e.Sequence, WithRow, "Place in the log, from 1 without gaps.").Filter().Order();
        Enum<AuditKind>("kind", e => e.Kind, WithRow, "What it is.").Filter();
        Instant("occurredAt", e => e.OccurredAt, WithRow, "When it happened.").Filter().Order();
        Text("account", e => e.AccountName, WithRow, "Who; null: the system itself.").Filter();
        Enum<Role>("role", e => e.Role, WithRow, "In which role; null: the system itself.").Filter();
        Text("element", e => e.Element, WithRow, "The coordinates it is about, e.g. Client.phone.").Filter();
        One("client", e => e.Client, WithRow, "The client it is about; null: none in particular.");
        One("listing", e => e.Listing, WithRow, "The listing it is about; null: none in particular.");
        Text("reason", e => e.Reason, WithRow, "The words of whoever did it; null when none were asked for.");
        Int("times", e => e.Times, WithRow, "How often; more than 1 where denials that came too fast are told as one.").Filter();
        Flag("isOffHours", e => e.IsOffHours, WithRow, "Between 22:00 and 08:00 of the office.").Filter();
        Text("hash", e => e.Hash, WithRow, "The keyed hash over this entry and the one before it.");
    }
}
