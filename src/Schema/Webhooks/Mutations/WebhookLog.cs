using Lintel.Schema.Shared.Mutating;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Webhooks.Mutations;

/// <summary>How far a brand's event log has come.</summary>
internal static class WebhookLog
{
    /// <summary>The sequence of the last event; 0: there is none.</summary>
    public static Task<long> LatestAsync(UseCase use, Guid brandId, CancellationToken cancellationToken) =>
        use.Db.EventCounters.Where(counter => counter.BrandId == brandId).Select(counter => counter.Last).SingleOrDefaultAsync(cancellationToken);
}
