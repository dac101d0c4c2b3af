using Lintel.Domain.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data;

/// <summary>
/// Deletes what was kept long enough, the oldest first, in transactions of some rows each. Several servers may do it at once: what one finds
/// gone, another has deleted.
/// </summary>
public sealed class RetentionSweep(IDbContextFactory<LintelDbContext> contexts, RetentionOptions options, TimeProvider clock)
{
    private readonly EventSweep _events = new(contexts, options, clock);

    /// <summary>How many rows it deleted; what went with a month of the event log is not counted.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await SweepAsync<IdempotencyRecord>(nameof(IdempotencyRecord.CreatedAt), now - options.IdempotencyKeys, cancellationToken)
            + await SweepAsync<VersionChange>(nameof(VersionChange.ChangedAt), now - options.VersionHistory, cancellationToken)
            + await SweepAsync<WebhookDelivery>(nameof(WebhookDelivery.AttemptedAt), now - options.WebhookDeliveries, cancellationToken)
            + await _events.RunAsync(cancellationToken);
    }

    private async Task<int> SweepAsync<T>(string instant, DateTimeOffset before, CancellationToken cancellationToken)
        where T : class
    {
        var total = 0;
        while (await SweepSomeAsync<T>(instant, before, cancellationToken) is { } deleted)
        {
            total += deleted;
        }

        return total;
    }

    /// <summary>Null: there is nothing to delete any more.</summary>
    private async Task<int?> SweepSomeAsync<T>(string instant, DateTimeOffset before, CancellationToken cancellationToken)
        where T : class
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var oldest = await database
            .Set<T>()
            .Select(row => EF.Property<DateTimeOffset>(row, instant))
            .Where(at => at < before)
            .OrderBy(at => at)
            .Take(options.SweepRows)
            .ToListAsync(cancellationToken);
        if (oldest is not [.., var last])
        {
            return null;
        }

        await using var transaction = await database.BeginWriteAsync(cancellationToken);
        var deleted = await database.Set<T>().Where(row => EF.Property<DateTimeOffset>(row, instant) <= last).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return deleted;
    }
}
