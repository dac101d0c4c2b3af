using Lintel.Domain;
using Lintel.Schema.Shared.Access;

namespace Lintel.Schema.Communities;

internal static class HouseAccess
{
    /// <summary>Door numbers are for staff; clients, partners' sites and machines get the community.</summary>
    public static AccessRule Door { get; } =
        Allow.Agent(Scope.All)
        | Allow.StoreManager(Scope.All)
        | Allow.Director(Scope.All)
        | Allow.Compliance(Scope.All)
        | Allow.Closing(Scope.All)
        | Allow.PlatformOps(Scope.All);
}
