using System.Diagnostics.Metrics;
using Lintel.Data;

namespace Lintel.Testing;

/// <summary>
/// How many SQL commands a piece of work sends, EF's and hand-written ones alike. Counts what runs in the flow of the
/// given function (its awaits and the tasks it starts), so tests beside it do not disturb.
/// </summary>
public static class QueryBudget
{
    private static readonly AsyncLocal<Tally?> Current = new();

    public static async Task<int> CountAsync(Func<Task> work)
    {
        var tally = new Tally();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == DatabaseMetrics.MeterName && instrument.Name == DatabaseMetrics.CommandsName)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(
            (_, count, _, _) =>
            {
                if (ReferenceEquals(Current.Value, tally))
                {
                    tally.Add(count);
                }
            }
        );
        listener.Start();
        await RunAsync(tally, work);
        return (int)tally.Count;
    }

    private static async Task RunAsync(Tally tally, Func<Task> work)
    {
        // Set inside an async method, so that the caller's flow stays as it was.
        Current.Value = tally;
        await work();
    }

    private sealed class Tally
    {
        private long _count;

        public long Count => Interlocked.Read(ref _count);

        public void Add(long count) => Interlocked.Add(ref _count, count);
    }
}
