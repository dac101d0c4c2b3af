using Lintel.Data.Webhooks;

namespace Lintel.Server.Webhooks;

/// <summary>
/// Takes endpoints that have something to send, as many at a time as this server may, and lets each run by itself: one that hangs holds up its own place
/// and nobody's line.
/// </summary>
internal sealed class WebhookDispatcher(WebhookLines lines, WebhookLine line, WebhookOptions options) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _running = [];

    /// <summary>Told when a line has ended: there may be room, or more to send.</summary>
    public Action? Freed { get; set; }

    public void Dispose() => _one.Dispose();

    /// <summary>Starts what is due and has room; returns without waiting for it.</summary>
    public async Task DispatchAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (options.Parallel - Running is > 0 and var room)
            {
                foreach (var lease in await lines.TakeAsync(room, cancellationToken))
                {
                    Start(lease, cancellationToken);
                }
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Completes when nothing runs any more.</summary>
    public async Task WhenIdleAsync()
    {
        while (true)
        {
            Task[] running;
            lock (_gate)
            {
                running = [.. _running];
            }

            if (running.Length == 0)
            {
                return;
            }

            await Task.WhenAll(running);
        }
    }

    private int Running
    {
        get
        {
            lock (_gate)
            {
                return _running.Count;
            }
        }
    }

    private void Start(WebhookLease lease, CancellationToken cancellationToken)
    {
        // Not begun before it is noted, so that it cannot end before.
        var noted = new TaskCompletionSource();
        var run = RunAsync(noted.Task, lease, cancellationToken);
        lock (_gate)
        {
            _running.Add(run);
        }

        _ = run.ContinueWith(End, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        noted.SetResult();
    }

    private async Task RunAsync(Task noted, WebhookLease lease, CancellationToken cancellationToken)
    {
        await noted.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await line.RunAsync(lease, cancellationToken);
    }

    private void End(Task run)
    {
        lock (_gate)
        {
            _running.Remove(run);
        }

        Freed?.Invoke();
    }
}
