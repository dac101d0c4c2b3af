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

    /// <summary>The viewer a subject stands for at an instant; null: there is none.</summary>
    public async Task<Viewer?> ViewerOfAsync(string subject, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await ViewerInForceAsync(subject, now, cancellationToken))?.Viewer;

    /// <summary>
    /// The same for an actor of a brand, on the connection that its transaction has: many who hold one each and ask for a second would wait for each
    /// other.
    /// </summary>
    public async Task<Viewer?> ViewerOfAsync(string subject, Guid brandId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var transaction = Database.CurrentTransaction ?? throw new InvalidOperationException("An actor has a transaction.");
        await WidenAsync(transaction, cancellationToken);
        var viewer = await ViewerOfAsync(subject, now, cancellationToken);
        await NarrowAsync(brandId, transaction, cancellationToken);
        return viewer;
    }

    /// <summary>
    /// The viewer a subject stands for at an instant, and how long: of its accounts in force, the one that began last; null: there is none.
    /// One statement, so one state of the data: the version of the franchise's custom fields and the access epoch come with the account.
    /// </summary>
    public async Task<ViewerInForce?> ViewerInForceAsync(string subject, DateTimeOffset now, CancellationToken cancellationToken)
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
                Epoch = AccessEpochs.Where(epoch => epoch.Id == AccessEpoch.OnlyId).Select(epoch => (long?)epoch.Value).FirstOrDefault(),
                Next = Accounts
                    .Where(later => later.Subject == subject && later.EffectiveFrom > now)
                    .OrderBy(later => later.EffectiveFrom)
                    .Select(later => (DateTimeOffset?)later.EffectiveFrom)
                    .FirstOrDefault(),
            })
            .FirstOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        var viewer = found.Account.ToViewer() with { CustomFieldsVersion = found.CustomFields ?? 0, AccessEpoch = found.Epoch };
        return new ViewerInForce(viewer, Earlier(found.Account.EffectiveUntil, found.Next));
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;
}
