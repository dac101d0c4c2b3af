using Lintel.Domain;
using Lintel.Domain.Organisation;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Organisation;

internal sealed class AccountType : EntityType<Account>
{
    public AccountType()
        : base("Account", "Who may sign in, in which role and place, from when until when. A subject whose role changes has several.")
    {
        RowsFor(AccountAccess.Rows, all: (account, viewer) => account.BrandId == viewer.BrandId);
        Node(a => a.Id);
        OrderedBy(("createdAt", true));
        Text("subject", a => a.Subject, AccountAccess.Assign, "The sub of its tokens.").Filter();
        Text("displayName", a => a.DisplayName, WithRow, "What the account is called.").Filter().Order();
        Enum<Role>("role", a => a.Role, WithRow, "Its role.").Filter();
        Instant("effectiveFrom", a => a.EffectiveFrom, WithRow, "When the role begins.").Filter().Order();
        Instant("effectiveUntil", a => a.EffectiveUntil, WithRow, "The first instant at which it holds no more; null: until further notice.")
            .Filter()
            .Order();
        Flag(
            "trustedDocumentsOnly",
            a => a.TrustedDocumentsOnly,
            WithRow,
            "It may send its trusted documents only, by their documentId; no others, introspection included."
        );
        Long("version", a => a.Version, WithRow, "Raised by every change; give it back as expectedVersion.");
        Instant("createdAt", a => a.CreatedAt, WithRow, "When it was given.").Filter().Order();
        One("franchise", a => a.Franchise, WithRow, "The franchise partner it belongs to; null above it.");
        One("store", a => a.Store, WithRow, "The store it belongs to; null above it.");
        One("agent", a => a.Agent, WithRow, "The agent who uses it; null when it is none's.");
    }
}
