using Microsoft.EntityFrameworkCore;

namespace Lintel.Data;

/// <summary>Reads the event log as it stands in the table.</summary>
internal sealed class EventPages(IDbContextFactory<LintelDbContext> contexts)
{
    /// <summary>Events of the longest page.</summary>
    public const int Longest = 500;

    /// <summary>From where to where a brand's log can be read.</summary>
    public async Task<EventBounds> BoundsAsync(Guid brandId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db
                .EventCounters.Where(counter => counter.BrandId == brandId)
                .Select(counter => new EventBounds(counter.Swept, counter.Last))
                .SingleOrDefaultAsync(cancellationToken)
            ?? EventBounds.Empty;
    }

    /// <summary>
    /// One page of so many of a brand's events after a number; none: there was none when it was read. The counter is read after the page and in the statement of the
    /// epoch: a sweep raises it before it deletes, so a page that misses something is refused. Throws <see cref="EventPositionException"/>.
    /// </summary>
    public async Task<EventBatch> ReadAsync(Guid brandId, long after, int most, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var page = await db
            .Events.AsNoTracking()
            .Where(logged => logged.BrandId == brandId && logged.Sequence > after)
            .OrderBy(logged => logged.Sequence)
            .Take(most)
            .ToListAsync(cancellationToken);
        var marks = await db
            .AccessEpochs.Select(epoch => new
            {
                epoch.Value,
                Swept = db.EventCounters.Where(counter => counter.BrandId == brandId).Select(counter => counter.Swept).FirstOrDefault(),
                Last = db.EventCounters.Where(counter => counter.BrandId == brandId).Select(counter => counter.Last).FirstOrDefault(),
            })
            .SingleAsync(cancellationToken);
        new EventBounds(marks.Swept, marks.Last).Check(after);
        if (page.Count > 0 && page[^1].Sequence != after + page.Count)
        {
            // Nobody goes on behind a gap: what the database did not show is there at the next look, or its loss is told.
            throw new InvalidOperationException($"The events behind {after} have a gap before {page[^1].Sequence}.");
        }

        return new EventBatch(page, marks.Value);
    }
}
