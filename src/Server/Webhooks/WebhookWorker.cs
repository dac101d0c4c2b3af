using System.Threading.Channels;
using Lintel.Data;
using Lintel.Data.Webhooks;
using Lintel.Server.Observability;

namespace Lintel.Server.Webhooks;

/// <summary>
/// Sends while the server runs: woken by commits, by the end of a line, and by a timer for what is due without one. Where events of a brand have somewhere
/// to go, its log is followed.
/// </summary>
internal sealed class WebhookWorker(
    WebhookDispatcher dispatcher,
    WebhookLines lines,
    WebhookMetrics metrics,
    EventFeed feed,
    WebhookOptions options,
    TimeProvider clock,
    ILogger<WebhookWorker> logger
) : BackgroundService
{
    /// <summary>How far apart two looks at how all endpoints stand are.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(15);

    private readonly Channel<bool> _wakeUps = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private readonly Dictionary<Guid, Task> _followed = [];
    private int _isPolled;
    private DateTimeOffset _looked;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Deliver)
        {
            return;
        }

        dispatcher.Freed = Wake;
        using var timer = clock.CreateTimer(_ => Poll(), state: null, TimeSpan.Zero, options.PollInterval);
        try
        {
            await foreach (var _ in _wakeUps.Reader.ReadAllAsync(stoppingToken))
            {
                await WorkAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }

        dispatcher.Freed = null;
        await dispatcher.WhenIdleAsync();
        await Task.WhenAll(_followed.Values);
    }

    private void Wake() => _wakeUps.Writer.TryWrite(true);

    private void Poll()
    {
        Interlocked.Exchange(ref _isPolled, 1);
        Wake();
    }

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (Interlocked.Exchange(ref _isPolled, 0) == 1)
            {
                await LookAroundAsync(stoppingToken);
            }

            await dispatcher.DispatchAsync(stoppingToken);
        }
        catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
        {
            ServerLog.WebhookDispatchFailed(logger, fault);
        }
    }

    private async Task LookAroundAsync(CancellationToken stoppingToken)
    {
        foreach (var brand in await lines.BrandsAsync(stoppingToken))
        {
            if (!_followed.TryGetValue(brand, out var following) || following.IsCompleted)
            {
                _followed[brand] = FollowAsync(brand, stoppingToken);
            }
        }

        if (clock.GetUtcNow() is var now && now - _looked >= BetweenLooks)
        {
            _looked = now;
            await metrics.LookAsync(stoppingToken);
        }
    }

    /// <summary>Wakes for each commit of a brand, this server's and others'.</summary>
    private async Task FollowAsync(Guid brand, CancellationToken stoppingToken)
    {
        try
        {
            var latest = await feed.LatestAsync(brand, stoppingToken);
            await foreach (var _ in feed.FollowAsync(brand, latest, patience: null, stoppingToken))
            {
                Wake();
            }
        }
        catch (OperationCanceledException) { }
        catch (Exception fault)
        {
            ServerLog.WebhookFollowingBroke(logger, brand, fault);
        }
    }
}
