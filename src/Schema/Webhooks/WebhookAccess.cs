using Lintel.Domain;
using Lintel.Schema.Organisation;
using Lintel.Schema.Shared.Access;

namespace Lintel.Schema.Webhooks;

internal static class WebhookAccess
{
    /// <summary>Who has endpoints, and what is sent there is what they see: nobody else says what that is, or learns a secret.</summary>
    public static AccessRule Own { get; } = Allow.Partner(Scope.Own) | Allow.Integrator(Scope.Own);

    /// <summary>Who looks at endpoints: those who look at accounts, and each account at its own.</summary>
    public static AccessRule Rows { get; } = AccountAccess.Rows | Own;

    /// <summary>Who stops endpoints and lets them go on: those who give the accounts their roles, and each account its own.</summary>
    public static AccessRule Steer { get; } = AccountAccess.Assign | Own;
}
