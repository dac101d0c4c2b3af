using Lintel.Domain.Organisation;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Organisation;

internal sealed class ApiKeyType : EntityType<ApiKey>
{
    public ApiKeyType()
        : base("ApiKey", "An API key of an INTEGRATOR's or PARTNER's account. Its secret is shown by the mutation that makes it, and is in no field.")
    {
        RowsFor(ApiKeyAccess.Rows, own: (key, viewer) => key.AccountId == viewer.AccountId, all: (key, viewer) => key.BrandId == viewer.BrandId);
        Node(k => k.Id);
        OrderedBy(("createdAt", true));
        Text("name", k => k.Name, WithRow, "What it is called.").Filter();
        Text("prefix", k => k.Prefix, WithRow, "The public part of its text: lintel_PREFIX_….").Filter();
        Set<ApiKeyScopes>("scopes", k => k.Scopes, WithRow, "What it may be used for.").Filter();
        Instant("expiresAt", k => k.ExpiresAt, WithRow, "The first instant at which its secret works no more.").Filter();
        Instant(
            "overlapUntil",
            k => k.OverlapUntil,
            WithRow,
            "The first instant at which the secret before the last rotation works no more; null: it was never rotated."
        );
        Instant("revokedAt", k => k.RevokedAt, WithRow, "When it was revoked; null: it was not.").Filter();
        Instant("lastUsedAt", k => k.LastUsedAt, WithRow, "When it was last used, to a minute; null: never.").Filter();
        Long("version", k => k.Version, WithRow, "Raised by every change; give it back as expectedVersion.");
        Instant("createdAt", k => k.CreatedAt, WithRow, "When it was made.").Filter().Order();
        One("account", k => k.Account, AccountAccess.Rows.Everywhere(), "Whose it is.");
    }
}
