using Lintel.Data;
using Lintel.Data.Listings;
using Lintel.Server.Observability;

namespace Lintel.Server.Hosting;

/// <summary>Sweeps at every interval while the server runs, the first time when one is over.</summary>
internal sealed class RetentionSchedule(
    RetentionSweep sweep,
    UploadedMedia uploaded,
    RetentionOptions options,
    TimeProvider clock,
    ILogger<RetentionSchedule> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.SweepInterval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await sweep.RunAsync(stoppingToken);
                    await uploaded.SweepAsync(stoppingToken);
                }
                catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
                {
                    ServerLog.SweepFailed(logger, fault);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }
}
