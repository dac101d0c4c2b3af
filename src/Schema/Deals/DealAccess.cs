using Lintel.Domain;
using Lintel.Schema.Shared.Access;

namespace Lintel.Schema.Deals;

internal static class DealAccess
{
    public static AccessRule Rows { get; } = Allow.Line(agents: Scope.Own) | Allow.Client(Scope.Own);

    /// <summary>All who see deals but the client: what is told within the office.</summary>
    public static AccessRule Office { get; } = Allow.Line(agents: Scope.Own);

    /// <summary>What the brokerage earns: never to the client side, the closing desk or machines.</summary>
    public static AccessRule Commission { get; } =
        Allow.Agent(Scope.Own)
        | Allow.StoreManager(Scope.Store)
        | Allow.Director(Scope.Franchise)
        | Allow.Finance(Scope.Franchise)
        | Allow.PlatformOps(Scope.All)
        | Allow.Partner(Scope.Franchise);

    public static AccessRule Open { get; } = Allow.Agent(Scope.Own) | Allow.StoreManager(Scope.Store);

    /// <summary>Who moves a deal on and ticks off its tasks.</summary>
    public static AccessRule Advance { get; } =
        Allow.Agent(Scope.Own) | Allow.StoreManager(Scope.Store) | Allow.Closing(Scope.Franchise) | Allow.Director(Scope.Franchise);

    /// <summary>Who hands deals from one agent to another.</summary>
    public static AccessRule Reassign { get; } = Allow.StoreManager(Scope.Store) | Allow.Director(Scope.Franchise) | Allow.PlatformOps(Scope.All);
}
