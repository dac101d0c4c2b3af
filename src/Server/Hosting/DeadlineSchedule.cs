using Lintel.Data.Deals;

namespace Lintel.Server.Hosting;

/// <summary>Looks for deadlines of deals, where this server is to.</summary>
internal sealed class DeadlineSchedule(DeadlineWatch watch, DeadlineOptions options, TimeProvider clock, ILogger<DeadlineSchedule> logger)
    : Schedule(options.Watch ? options.Interval : null, clock, logger)
{
    protected override Task DoAsync(CancellationToken stop) => watch.LookAsync(stop);
}
