using Lintel.Data;
using Lintel.Data.Listings;

namespace Lintel.Server.Hosting;

/// <summary>Deletes what was kept long enough.</summary>
internal sealed class RetentionSchedule(
    RetentionSweep sweep,
    UploadedMedia uploaded,
    RetentionOptions options,
    TimeProvider clock,
    ILogger<RetentionSchedule> logger
) : Schedule(options.SweepInterval, clock, logger)
{
    protected override async Task DoAsync(CancellationToken stop)
    {
        await sweep.RunAsync(stop);
        await uploaded.SweepAsync(stop);
    }
}
