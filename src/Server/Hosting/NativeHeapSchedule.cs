namespace Lintel.Server.Hosting;

/// <summary>Trims the native heap every ten seconds, which takes about a millisecond.</summary>
internal sealed class NativeHeapSchedule(TimeProvider clock, ILogger<NativeHeapSchedule> logger) : Schedule(TimeSpan.FromSeconds(10), clock, logger)
{
    protected override Task DoAsync(CancellationToken stop)
    {
        NativeHeap.Trim();
        return Task.CompletedTask;
    }
}
