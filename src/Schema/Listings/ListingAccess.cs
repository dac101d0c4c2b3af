using Lintel.Domain;
using Lintel.Schema.Shared.Access;

namespace Lintel.Schema.Listings;

internal static class ListingAccess
{
    /// <summary>The line of the listing; published ones also to whom their visibility or a cooperation opens them, clients among these.</summary>
    public static AccessRule Rows { get; } =
        Allow.Line(agents: Scope.Own) | Allow.Agent(Scope.Cooperation) | Allow.StoreManager(Scope.Cooperation) | Allow.Client(Scope.Own);

    /// <summary>The owner's name and number: clear to the holder and the line, masked to colleagues.</summary>
    public static AccessRule OwnerPhone { get; } =
        Allow.Agent(Scope.Own)
        | Allow.Agent(Scope.All, Mask.Phone)
        | Allow.StoreManager(Scope.Store)
        | Allow.StoreManager(Scope.All, Mask.Phone)
        | Allow.Director(Scope.Franchise)
        | Allow.Compliance(Scope.All)
        | Allow.Closing(Scope.Franchise, Mask.Phone)
        | Allow.PlatformOps(Scope.All, Mask.Phone);

    /// <summary>Who may look behind the mask of an owner's number, for a reason.</summary>
    public static AccessRule RevealOwnerPhone { get; } =
        Allow.Agent(Scope.Store)
        | Allow.Agent(Scope.Cooperation)
        | Allow.StoreManager(Scope.Store)
        | Allow.StoreManager(Scope.Cooperation)
        | Allow.Compliance(Scope.All)
        | Allow.Closing(Scope.Franchise);

    public static AccessRule OwnerName { get; } =
        Allow.Agent(Scope.Own)
        | Allow.Agent(Scope.All, Mask.Name)
        | Allow.StoreManager(Scope.Store)
        | Allow.StoreManager(Scope.All, Mask.Name)
        | Allow.Director(Scope.Franchise)
        | Allow.Compliance(Scope.All)
        | Allow.Closing(Scope.Franchise)
        | Allow.PlatformOps(Scope.All, Mask.Name);

    /// <summary>What the owner would take: never to the other side.</summary>
    public static AccessRule FloorPrice { get; } =
        Allow.Agent(Scope.Own) | Allow.StoreManager(Scope.Store) | Allow.Director(Scope.Franchise) | Allow.Compliance(Scope.All);

    /// <summary>Who changes a listing.</summary>
    public static AccessRule Maintain { get; } = Allow.Agent(Scope.Own) | Allow.StoreManager(Scope.Store) | Allow.Director(Scope.Franchise);

    /// <summary>Who enters one, and for whom: an agent for the own desk, a manager for an agent of the store.</summary>
    public static AccessRule Create { get; } = Maintain;
}
