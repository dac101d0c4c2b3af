using Lintel.Domain.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data;

/// <summary>Who somebody has been: the accounts of a subject, with their times.</summary>
public sealed class SubjectHistory(IDbContextFactory<LintelDbContext> contexts, TimeProvider clock)
{
    /// <summary>A mutation says when it happens before it commits: what was told may be this much later than the change of the account it came before.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The accounts in force at any time since an event of the brand's log for the subject that has this one, in the order they began. Since ever, where the log
    /// has no such event.
    /// </summary>
    public async Task<IReadOnlyList<Account>> SinceAsync(Guid? accountId, Guid brandId, long sequence, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var at = await db
            .Events.Where(logged => logged.BrandId == brandId && logged.Sequence == sequence)
            .Select(logged => (DateTimeOffset?)logged.OccurredAt)
            .FirstOrDefaultAsync(cancellationToken);
        var since = (at ?? DateTimeOffset.UnixEpoch + Margin) - Margin;
        var now = clock.GetUtcNow();
        return await db
            .Accounts.AsNoTracking()
            .Where(account => db.Accounts.Any(mine => mine.Id == accountId && mine.Subject == account.Subject))
            .Where(account => account.BrandId == brandId && account.EffectiveFrom <= now)
            .Where(account => account.EffectiveUntil == null || account.EffectiveUntil > since)
            .OrderBy(account => account.EffectiveFrom)
            .ToListAsync(cancellationToken);
    }
}
