using Lintel.Domain.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data;

public abstract partial class LintelDbContext
{
    /// <summary>
    /// Gives a worker at most so many endpoints that have something to send and are nobody's, the longest waiting first; returns their ids. Where rows are
    /// locked, those that somebody has locked are passed over: nobody waits.
    /// </summary>
    internal virtual async Task<IReadOnlyList<Guid>> LeaseWebhooksAsync(
        Guid lease,
        DateTimeOffset now,
        DateTimeOffset until,
        int most,
        CancellationToken cancellationToken
    )
    {
        var due = await WebhookEndpoints
            .Where(endpoint => endpoint.State == WebhookState.Active)
            .Where(endpoint => endpoint.NextAttemptAt == null || endpoint.NextAttemptAt <= now)
            .Where(endpoint => endpoint.LeasedUntil == null || endpoint.LeasedUntil <= now)
            .Where(endpoint => EventCounters.Any(counter => counter.BrandId == endpoint.BrandId && counter.Last > endpoint.Position))
            .OrderBy(endpoint => endpoint.LeasedUntil)
            .Select(endpoint => endpoint.Id)
            .Take(most)
            .ToListAsync(cancellationToken);
        var taken = new List<Guid>();
        foreach (var id in due)
        {
            // Whoever comes second changes no row.
            var changed = await WebhookEndpoints
                .Where(endpoint => endpoint.Id == id && (endpoint.LeasedUntil == null || endpoint.LeasedUntil <= now))
                .ExecuteUpdateAsync(
                    set => set.SetProperty(endpoint => endpoint.LeaseId, lease).SetProperty(endpoint => endpoint.LeasedUntil, until),
                    cancellationToken
                );
            if (changed > 0)
            {
                taken.Add(id);
            }
        }

        return taken;
    }
}
