using Lintel.Data.Deals;
using Lintel.Server.Observability;

namespace Lintel.Server.Hosting;

/// <summary>Looks for deadlines at every interval while the server runs, the first time when one is over.</summary>
internal sealed class DeadlineSchedule(DeadlineWatch watch, DeadlineOptions options, TimeProvider clock, ILogger<DeadlineSchedule> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Watch)
        {
            return;
        }

        using var timer = new PeriodicTimer(options.Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await watch.LookAsync(stoppingToken);
                }
                catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
                {
                    ServerLog.DeadlinesFailed(logger, fault);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }
}
