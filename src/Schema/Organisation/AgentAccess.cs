using Lintel.Domain;
using Lintel.Schema.Shared.Access;

namespace Lintel.Schema.Organisation;

internal static class AgentAccess
{
    /// <summary>Colleagues call each other; a client gets the masked number and the portal's callback.</summary>
    public static AccessRule Phone { get; } =
        Enum.GetValues<Role>()
            .Select(role => AccessRule.To(role, Scope.All, role == Role.Client ? Mask.Phone : Mask.None))
            .Aggregate((left, right) => left | right);

    /// <summary>The personnel file: the agent and the agent's line.</summary>
    public static AccessRule Personnel { get; } =
        Allow.Agent(Scope.Own)
        | Allow.StoreManager(Scope.Store)
        | Allow.Director(Scope.Franchise)
        | Allow.Compliance(Scope.All)
        | Allow.PlatformOps(Scope.All)
        | Allow.Partner(Scope.Franchise);
}
