using Lintel.Domain;
using Lintel.Schema.Shared.Access;

namespace Lintel.Schema.Reports;

internal static class PerformanceAccess
{
    /// <summary>Results of a person: the person and the line above.</summary>
    public static AccessRule AgentRows { get; } = Allow.Agent(Scope.Own) | Line;

    /// <summary>Results of a store: everyone who works there, and the line above.</summary>
    public static AccessRule StoreRows { get; } = Allow.Agent(Scope.Store) | Line;

    private static AccessRule Line =>
        Allow.StoreManager(Scope.Store)
        | Allow.Director(Scope.Franchise)
        | Allow.Finance(Scope.Franchise)
        | Allow.PlatformOps(Scope.All)
        | Allow.Partner(Scope.Franchise);
}
