using Lintel.Data;
using Lintel.Schema.Shared.Mutating;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Webhooks.Mutations;

/// <summary>How far a brand's event log has come.</summary>
internal static class WebhookLog
{
    /// <summary>From where to where it can be read.</summary>
    public static async Task<EventBounds> BoundsAsync(UseCase use, Guid brandId, CancellationToken cancellationToken) =>
        await use
            .Db.EventCounters.Where(counter => counter.BrandId == brandId)
            .Select(counter => new EventBounds(counter.Swept, counter.Last))
            .SingleOrDefaultAsync(cancellationToken)
        ?? new EventBounds(0, 0);
}
