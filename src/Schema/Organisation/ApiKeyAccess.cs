using Lintel.Domain;
using Lintel.Schema.Shared.Access;

namespace Lintel.Schema.Organisation;

internal static class ApiKeyAccess
{
    /// <summary>Who makes keys: those who give the accounts their roles.</summary>
    public static AccessRule Create => AccountAccess.Assign;

    /// <summary>Who looks at keys: those who look at accounts, and each account at its own.</summary>
    public static AccessRule Rows { get; } = AccountAccess.Rows | Allow.Partner(Scope.Own) | Allow.Integrator(Scope.Own);

    /// <summary>Who rotates and revokes keys: those who make them, and each account its own.</summary>
    public static AccessRule Change { get; } = AccountAccess.Assign | Allow.Partner(Scope.Own) | Allow.Integrator(Scope.Own);
}
