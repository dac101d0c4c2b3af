using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Lintel.EventLog;

/// <summary>So many writers at once for so long, and a reader of the first brand.</summary>
internal static class WriterRun
{
    public static string Head =>
        "| database | way | brands | commits/s | behind the lock p50 ms | p99 ms | commit p50 ms | p99 ms | reader behind p50 ms | p99 ms | read |\n|---|---|---|---|---|---|---|---|---|---|---|";

    public static async Task<string> RunAsync(string database, IEventWay way, int writers, int brands, TimeSpan length, CancellationToken stop)
    {
        var (committed, seen) = (new ConcurrentDictionary<long, long>(), new ConcurrentDictionary<long, long>());
        var (held, took) = (new ConcurrentBag<double>(), new ConcurrentBag<double>());
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(stop);
        // One commit first: tables, statements and the reader's place are there.
        await way.CommitAsync(0, stop);
        var reader = ReadAsync(way, seen, reading.Token);
        await Task.Delay(TimeSpan.FromSeconds(1), stop);
        var (total, counting, started) = (0, false, 0L);
        using var writing = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var all = Enumerable.Range(0, writers).Select(writer => Task.Run(() => WriteAsync(writer % brands), stop)).ToList();
        await Task.Delay(TimeSpan.FromSeconds(3), stop); // to warm up
        (counting, started) = (true, Stopwatch.GetTimestamp());
        await Task.Delay(length, stop);
        counting = false;
        var elapsed = Stopwatch.GetElapsedTime(started);
        await writing.CancelAsync();
        await Task.WhenAll(all);
        await Task.Delay(TimeSpan.FromSeconds(2), stop);
        await reading.CancelAsync();
        await reader;
        var behind = committed.Where(one => seen.ContainsKey(one.Key)).Select(one => Math.Max(0, Milliseconds(seen[one.Key] - one.Value))).ToList();
        return $"| {database} | {way.Name} | {brands} | {Text(total / elapsed.TotalSeconds, "0")} | {At(held)} | {At(took)} | {At(behind)} | {behind.Count} of {committed.Count} |";

        async Task WriteAsync(int brand)
        {
            while (!writing.IsCancellationRequested)
            {
                var begun = Stopwatch.GetTimestamp();
                var (key, lockHeld) = await way.CommitAsync(brand, stop);
                var done = Stopwatch.GetTimestamp();
                if (!counting)
                {
                    continue;
                }

                Interlocked.Increment(ref total);
                took.Add(Milliseconds(done - begun));
                if (lockHeld is { } time)
                {
                    held.Add(time.TotalMilliseconds);
                }

                if (brand == 0)
                {
                    committed[key] = done;
                }
            }
        }
    }

    private static async Task ReadAsync(IEventWay way, ConcurrentDictionary<long, long> seen, CancellationToken stop)
    {
        try
        {
            await foreach (var key in way.FollowAsync(0, stop))
            {
                seen[key] = Stopwatch.GetTimestamp();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
    }

    private static double Milliseconds(long ticks) => ticks * 1000.0 / Stopwatch.Frequency;

    /// <summary>The middle one and the one that 99 % are not above, for two columns.</summary>
    private static string At(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0
            ? "– | –"
            : $"{Text(sorted[(sorted.Count - 1) / 2], "0.0")} | {Text(sorted[(int)((sorted.Count - 1) * 0.99)], "0.0")}";
    }

    private static string Text(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
