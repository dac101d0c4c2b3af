using Lintel.Domain;
using Lintel.Schema.Shared.Access;

namespace Lintel.Schema.Showings;

internal static class ShowingAccess
{
    public static AccessRule Rows { get; } =
        Allow.Agent(Scope.Own)
        | Allow.StoreManager(Scope.Store)
        | Allow.Director(Scope.Franchise)
        | Allow.Compliance(Scope.All)
        | Allow.PlatformOps(Scope.All)
        | Allow.Partner(Scope.Franchise)
        | Allow.Integrator(Scope.Franchise)
        | Allow.Client(Scope.Own);

    public static AccessRule Record { get; } = Allow.Agent(Scope.Own) | Allow.StoreManager(Scope.Store);
}
