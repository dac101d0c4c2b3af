using Lintel.Domain;
using Lintel.Domain.Organisation;
using Lintel.Schema.Organisation;
using Lintel.Schema.Shared.Mutating;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Documents.Mutations;

/// <summary>Whose documents a mutation changes.</summary>
internal static class TrustedDocumentAccount
{
    /// <summary>The account that is named, as far as the caller answers for it; the caller's own, if a machine, where none is.</summary>
    public static async Task<Outcome<Account>> FindAsync(Ref<Account>? named, UseCase use, CancellationToken cancellationToken)
    {
        var own = use.Viewer.AccountId;
        var isMachine = use.Viewer.Role is Role.Partner or Role.Integrator;
        if (isMachine && (named is null || named.Value.Key == own))
        {
            return await use.Db.Accounts.FirstAsync(account => account.Id == own, cancellationToken);
        }

        return named is { } account ? await use.FindAsync(account, AccountAccess.Assign, "accountId", cancellationToken)
            : isMachine ? NotFound.At("accountId")
            : InvalidInput.Required("accountId");
    }
}
