using Lintel.Domain;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data;

public abstract partial class LintelDbContext
{
    /// <summary>
    /// The viewer an account's subject stands for, as things are now; null: there is no such account, or it is closed. One statement: the
    /// version of the franchise's custom fields comes with the account.
    /// </summary>
    public async Task<Viewer?> ViewerOfAsync(string subject, CancellationToken cancellationToken)
    {
        var found = await Accounts
            .AsNoTracking()
            .Where(account => account.Subject == subject && account.ClosedAt == null)
            .Select(account => new
            {
                Account = account,
                CustomFields = Offices
                    .Where(office => office.Id == account.FranchiseId)
                    .Select(office => (long?)office.CustomFieldsVersion)
                    .FirstOrDefault(),
            })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : found.Account.ToViewer() with { CustomFieldsVersion = found.CustomFields ?? 0 };
    }
}
