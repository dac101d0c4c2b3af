using Lintel.Domain;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data;

public abstract partial class LintelDbContext
{
    /// <summary>
    /// The viewer a subject stands for at an instant: of its accounts in force, the one that began last; null: there is none. One statement:
    /// the version of the franchise's custom fields comes with the account.
    /// </summary>
    public async Task<Viewer?> ViewerOfAsync(string subject, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = await Accounts
            .AsNoTracking()
            .Where(account => account.Subject == subject && account.EffectiveFrom <= now)
            .Where(account => account.EffectiveUntil == null || account.EffectiveUntil > now)
            .OrderByDescending(account => account.EffectiveFrom)
            .Select(account => new
            {
                Account = account,
                CustomFields = Offices
                    .Where(office => office.Id == account.FranchiseId)
                    .Select(office => (long?)office.CustomFieldsVersion)
                    .FirstOrDefault(),
            })
            .FirstOrDefaultAsync(cancellationToken);
        return found is null ? null : found.Account.ToViewer() with { CustomFieldsVersion = found.CustomFields ?? 0 };
    }
}
