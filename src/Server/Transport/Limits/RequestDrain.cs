using Microsoft.Extensions.Options;

namespace Lintel.Server.Transport.Limits;

/// <summary>
/// The first part of a stop. The server says that it is not ready, keeps its address, and waits for the requests that were under way when it was told to
/// stop; those that come after are the second part's, in which the address is given up and what is still there is waited for.
/// </summary>
internal sealed class RequestDrain(IHostApplicationLifetime lifetime, IOptions<TransportLimits> limits, TimeProvider clock) : IHostedLifecycleService
{
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Requests under way, of those that came before the stop and of those that came after.</summary>
    private readonly int[] _underWay = new int[2];
    private volatile int _generation;

    public bool IsStopping => lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>One request more; what comes back is given to <see cref="Leave"/>.</summary>
    public int Enter()
    {
        var generation = _generation;
        Interlocked.Increment(ref _underWay[generation]);
        return generation;
    }

    public void Leave(int generation)
    {
        if (Interlocked.Decrement(ref _underWay[generation]) == 0 && _generation != generation)
            _empty.TrySetResult();
    }

    /// <summary>Waits as long as the host allows, which is <see cref="TransportLimits.DrainSeconds"/>.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        lifetime.StopApplication();
        Interlocked.Exchange(ref _generation, 1);
        if (Volatile.Read(ref _underWay[0]) == 0)
            _empty.TrySetResult();
        try
        {
            await _empty.Task.WaitAsync(cancellationToken);
            await Task.Delay(TimeSpan.FromSeconds(limits.Value.DrainNoticeSeconds), clock, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Whatever is left is cut off.
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
