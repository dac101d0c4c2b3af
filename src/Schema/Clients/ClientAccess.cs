using Lintel.Domain;
using Lintel.Schema.Shared.Access;

namespace Lintel.Schema.Clients;

internal static class ClientAccess
{
    /// <summary>An agent sees the store's clients (masked, see below), the line sees its own reach, a client only itself.</summary>
    public static AccessRule Rows { get; } =
        Allow.Agent(Scope.Store)
        | Allow.StoreManager(Scope.Store)
        | Allow.Director(Scope.Franchise)
        | Allow.Compliance(Scope.All)
        | Allow.Closing(Scope.Franchise)
        | Allow.Finance(Scope.Franchise)
        | Allow.PlatformOps(Scope.All)
        | Allow.Partner(Scope.Franchise)
        | Allow.Integrator(Scope.Franchise)
        | Allow.Client(Scope.Own);

    public static AccessRule Phone { get; } =
        Allow.Agent(Scope.Own)
        | Allow.Agent(Scope.Store, Mask.Phone)
        | Allow.StoreManager(Scope.Store)
        | Allow.Director(Scope.Franchise, Mask.Phone)
        | Allow.Compliance(Scope.All, Mask.Phone)
        | Allow.Closing(Scope.Franchise)
        | Allow.PlatformOps(Scope.All, Mask.Phone)
        | Allow.Partner(Scope.Franchise, Mask.Phone)
        | Allow.Client(Scope.Own);

    public static AccessRule Name { get; } =
        Allow.Agent(Scope.Own)
        | Allow.Agent(Scope.Store, Mask.Name)
        | Allow.StoreManager(Scope.Store)
        | Allow.Director(Scope.Franchise)
        | Allow.Compliance(Scope.All)
        | Allow.Closing(Scope.Franchise)
        | Allow.Finance(Scope.Franchise, Mask.Name)
        | Allow.PlatformOps(Scope.All, Mask.Name)
        | Allow.Partner(Scope.Franchise, Mask.Name)
        | Allow.Client(Scope.Own);

    /// <summary>Needed for contracts and the registry, by nobody else.</summary>
    public static AccessRule IdentityNumber { get; } =
        Allow.Agent(Scope.Own, Mask.Identity)
        | Allow.StoreManager(Scope.Store, Mask.Identity)
        | Allow.Compliance(Scope.All)
        | Allow.Closing(Scope.Franchise)
        | Allow.Client(Scope.Own, Mask.Identity);

    /// <summary>Who may look behind the mask of a phone, for a reason.</summary>
    public static AccessRule RevealPhone { get; } =
        Allow.Agent(Scope.Store) | Allow.StoreManager(Scope.Store) | Allow.Director(Scope.Franchise) | Allow.Compliance(Scope.All);

    /// <summary>Who may look behind the mask of an identity number, for a reason: whoever writes the contract.</summary>
    public static AccessRule RevealIdentityNumber { get; } = Allow.Agent(Scope.Own) | Allow.StoreManager(Scope.Store) | Allow.Compliance(Scope.All);

    public static AccessRule Create { get; } = Allow.Agent(Scope.Own) | Allow.StoreManager(Scope.Store);

    /// <summary>Who works with a client: shows homes, opens deals.</summary>
    public static AccessRule Serve { get; } = Allow.Agent(Scope.Own) | Allow.StoreManager(Scope.Store);
}
