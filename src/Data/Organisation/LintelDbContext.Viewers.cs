using Lintel.Domain;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data;

public abstract partial class LintelDbContext
{
    /// <summary>
    /// Whether a subject has an account in a brand that is not this one: subjects are one name space, so this is the one thing that an actor
    /// asks beyond the own brand, and it is answered with yes or no.
    /// </summary>
    public async Task<bool> IsSubjectElsewhereAsync(string subject, Guid brandId, CancellationToken cancellationToken)
    {
        var transaction = Database.CurrentTransaction ?? throw new InvalidOperationException("An actor has a transaction.");
        await WidenAsync(transaction, cancellationToken);
        var isElsewhere = await Accounts.AnyAsync(account => account.Subject == subject && account.BrandId != brandId, cancellationToken);
        await NarrowAsync(brandId, transaction, cancellationToken);
        return isElsewhere;
    }

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
