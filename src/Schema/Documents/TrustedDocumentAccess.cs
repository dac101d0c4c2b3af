using Lintel.Domain;
using Lintel.Schema.Organisation;
using Lintel.Schema.Shared.Access;

namespace Lintel.Schema.Documents;

internal static class TrustedDocumentAccess
{
    /// <summary>Who looks at trusted documents: those who look at accounts, and machines at those of their own account.</summary>
    public static AccessRule Rows { get; } = AccountAccess.Rows | Allow.Partner(Scope.Own) | Allow.Integrator(Scope.Own);

    /// <summary>Who publishes and retires them, and sees the changes: those who give accounts their roles, and machines for their own account.</summary>
    public static AccessRule Change { get; } = AccountAccess.Assign | Allow.Partner(Scope.Own) | Allow.Integrator(Scope.Own);
}
