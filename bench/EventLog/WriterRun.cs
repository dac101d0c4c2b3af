using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Lintel.EventLog;

/// <summary>So many writers at once for so long, and a reader of the first brand.</summary>
internal static class WriterRun
{
    public static string Head => "| database | way | brands | commits/s | behind the lock p50 ms | p99 ms | commit p50 ms | p99 ms | reader behind p50 ms | p99 ms | read |\n|---|---|---|---|---|---|---|---|---|---|---|";

    public static async Task<string> RunAsync(string database, IEventWay way, int writers, int brands, TimeSpan length, CancellationToken stop)
    {
        var (committed, seen) = (new ConcurrentDictionary<long, long>(), new ConcurrentDictionary<long, long>());
        var (held, took) = (new ConcurrentBag<double>(), new ConcurrentBag<double>());
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(stop);
        // One commit first: tables, statements and the reader's place are there.
        await way.CommitAsync(0, stop);
        var reader = ReadAsync();
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
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {database} | {way.Name} | {brands} | {total / elapsed.TotalSeconds:0} | {At(held, 0.5)} | {At(held, 0.99)} | {At(took, 0.5)} | {At(took, 0.99)} | {At(behind, 0.5)} | {At(behind, 0.99)} | {behind.Count} of {committed.Count} |"
        );

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

        async Task ReadAsync()
        {
            try
            {
                await foreach (var key in way.FollowAsync(0, reading.Token))
                {
                    seen[key] = Stopwatch.GetTimestamp();
                }
            }
            catch (OperationCanceledException) { }
        }
    }

    private static double Milliseconds(long ticks) => ticks * 1000.0 / Stopwatch.Frequency;

    private static string At(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? "–" : sorted[(int)((sorted.Count - 1) * share)].ToString("0.0", CultureInfo.InvariantCulture);
    }
}
