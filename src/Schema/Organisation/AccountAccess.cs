using Lintel.Domain;
using Lintel.Schema.Shared.Access;

namespace Lintel.Schema.Organisation;

internal static class AccountAccess
{
    /// <summary>Who looks at accounts: those who give roles, and those who review that.</summary>
    public static AccessRule Rows { get; } = Allow.Director(Scope.Franchise) | Allow.Compliance(Scope.All) | Allow.PlatformOps(Scope.All);

    /// <summary>Who gives roles and takes them: a director within the franchise, operations within the brand.</summary>
    public static AccessRule Assign { get; } = Allow.Director(Scope.Franchise) | Allow.PlatformOps(Scope.All);
}
