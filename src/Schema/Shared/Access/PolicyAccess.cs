using Lintel.Domain;

namespace Lintel.Schema.Shared.Access;

/// <summary>Who looks into the rules themselves.</summary>
internal static class PolicyAccess
{
    /// <summary>Who may see the graph and its rules as another role has them: those who answer for the roles.</summary>
    public static AccessRule OfAnyRole { get; } = Allow.Director(Scope.All) | Allow.PlatformOps(Scope.All);
}
