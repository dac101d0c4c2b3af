using Lintel.Server.Observability;

namespace Lintel.Server.Hosting;

/// <summary>Something that is done at every interval while the server runs, the first time when one is over. Where it fails, it is done at the next again.</summary>
/// <param name="interval">From one time to the next; null: never.</param>
/// <param name="clock">Counts it.</param>
/// <param name="logger">Is told of what fails.</param>
internal abstract class Schedule(TimeSpan? interval, TimeProvider clock, ILogger logger) : BackgroundService
{
    protected abstract Task DoAsync(CancellationToken stop);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (interval is not { } period)
        {
            return;
        }

        using var timer = new PeriodicTimer(period, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await DoAsync(stoppingToken);
                }
                catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
                {
                    ServerLog.ScheduleFailed(logger, GetType().Name, fault);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }
}
