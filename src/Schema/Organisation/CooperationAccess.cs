using Lintel.Domain;
using Lintel.Schema.Shared.Access;

namespace Lintel.Schema.Organisation;

internal static class CooperationAccess
{
    /// <summary>Who works in either store, and the lines above the one that opens.</summary>
    public static AccessRule Rows { get; } =
        Allow.Agent(Scope.Store)
        | Allow.StoreManager(Scope.Store)
        | Allow.Director(Scope.Franchise)
        | Allow.Compliance(Scope.All)
        | Allow.PlatformOps(Scope.All)
        | Allow.Partner(Scope.Franchise);

    /// <summary>Who opens a store to another, and closes it again.</summary>
    public static AccessRule Grant { get; } = Allow.StoreManager(Scope.Store) | Allow.Director(Scope.Franchise);
}
