using Lintel.Domain.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data;

/// <summary>
/// Ends each brand's event log behind: first the counter says up to which number nothing is kept, then that is deleted, whole months where months have their
/// own tables. So whoever reads meanwhile is told, and misses nothing unknowingly.
/// </summary>
internal sealed class EventSweep(IDbContextFactory<LintelDbContext> contexts, RetentionOptions options, TimeProvider clock)
{
    /// <summary>How many events it deleted one by one.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.MakeEventMonthsAsync(now, cancellationToken);
        if (options.Events == TimeSpan.Zero)
        {
            return 0;
        }

        var before = now - options.Events;
        var counters = await db.EventCounters.AsNoTracking().ToListAsync(cancellationToken);
        foreach (var counter in counters)
        {
            await RaiseAsync(db, counter, before, cancellationToken);
        }

        await db.DropEventMonthsAsync(before, cancellationToken);
        var deleted = 0;
        foreach (var counter in await db.EventCounters.AsNoTracking().Where(one => one.Swept > 0).ToListAsync(cancellationToken))
        {
            deleted += await DeleteAsync(db, counter, cancellationToken);
        }

        return deleted;
    }

    /// <summary>
    /// Says what of a brand is not kept any more: the events before the first one that is young enough. Of those behind an endpoint's position only what is
    /// older still.
    /// </summary>
    private async Task RaiseAsync(LintelDbContext db, EventCounter counter, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var old = await LastBeforeAsync(db, counter, before, cancellationToken);
        if (old == counter.Swept)
        {
            return;
        }

        var needed = await db
            .WebhookEndpoints.Where(endpoint => endpoint.BrandId == counter.BrandId && endpoint.State != WebhookState.Deleted)
            .MinAsync(endpoint => (long?)endpoint.Position, cancellationToken);
        if (needed < old)
        {
            old = Math.Max(needed.Value, await LastBeforeAsync(db, counter, before - options.WebhookBacklog, cancellationToken));
        }

        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        await db
            .EventCounters.Where(one => one.BrandId == counter.BrandId && one.Swept < old)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.Swept, old), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The last number before the first event that is not older.</summary>
    private static async Task<long> LastBeforeAsync(
        LintelDbContext db,
        EventCounter counter,
        DateTimeOffset before,
        CancellationToken cancellationToken
    )
    {
        var first = await db
            .Events.Where(logged => logged.BrandId == counter.BrandId && logged.Sequence > counter.Swept && logged.OccurredAt >= before)
            .OrderBy(logged => logged.Sequence)
            .Select(logged => (long?)logged.Sequence)
            .FirstOrDefaultAsync(cancellationToken);
        // The counter was read before: what has come since is above it.
        return first - 1 ?? counter.Last;
    }

    private async Task<int> DeleteAsync(LintelDbContext db, EventCounter counter, CancellationToken cancellationToken)
    {
        var deleted = 0;
        while (
            await db
                .Events.Where(logged => logged.BrandId == counter.BrandId && logged.Sequence <= counter.Swept)
                .MinAsync(logged => (long?)logged.Sequence, cancellationToken)
                is { } first
        )
        {
            var last = Math.Min(counter.Swept, first + options.SweepRows - 1);
            await using var transaction = await db.BeginWriteAsync(cancellationToken);
            deleted += await db
                .Events.Where(logged => logged.BrandId == counter.BrandId && logged.Sequence <= last)
                .ExecuteDeleteAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return deleted;
    }
}
