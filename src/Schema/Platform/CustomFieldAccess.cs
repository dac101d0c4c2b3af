using Lintel.Domain;
using Lintel.Schema.Shared.Access;

namespace Lintel.Schema.Platform;

internal static class CustomFieldAccess
{
    /// <summary>
    /// Everyone who works in or for the franchise, and on its own rows only. Roles of the whole brand are not named: to them a franchise's
    /// fields do not exist.
    /// </summary>
    public static AccessRule OfFranchise { get; } =
        Allow.Agent(Scope.Franchise)
        | Allow.StoreManager(Scope.Franchise)
        | Allow.Director(Scope.Franchise)
        | Allow.Closing(Scope.Franchise)
        | Allow.Finance(Scope.Franchise)
        | Allow.Partner(Scope.Franchise)
        | Allow.Integrator(Scope.Franchise);

    /// <summary>Who says which fields a franchise has.</summary>
    public static AccessRule Define { get; } = Allow.Partner(Scope.Franchise) | Allow.Director(Scope.Franchise);
}
