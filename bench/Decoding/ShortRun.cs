using System.Diagnostics;
using System.Globalization;

namespace Lintel.Decoding;

/// <summary>The same comparison in seconds, for a look: medians of rounds that take turns.</summary>
internal static class ShortRun
{
    private const int Rounds = 15;
    private const int Each = 400;

    public static int Run()
    {
        foreach (var query in new[] { "Q2", "Q3", "Q4" })
        {
            var bench = new DecodingBenchmarks { Query = query };
            bench.Read();
            List<double> generated = [];
            List<double> dto = [];
            Measure(bench.Generated);
            Measure(bench.SystemTextJson);
            for (var round = 0; round < Rounds; round++)
            {
                generated.Add(Measure(bench.Generated));
                dto.Add(Measure(bench.SystemTextJson));
            }

            var (ours, theirs) = (generated.Order().ElementAt(Rounds / 2), dto.Order().ElementAt(Rounds / 2));
            var (bytes, theirBytes) = (Allocated(bench.Generated), Allocated(bench.SystemTextJson));
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{query}: {ours:F1} µs for {theirs:F1} µs ({theirs / ours:F2} × the speed), {bytes:N0} B for {theirBytes:N0} B ({(double)bytes / theirBytes:F2} ×)"
                )
            );
        }

        return 0;
    }

    private static double Measure(Func<object?> decode)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < Each; i++)
        {
            decode();
        }

        return Stopwatch.GetElapsedTime(started).TotalMicroseconds / Each;
    }

    private static long Allocated(Func<object?> decode)
    {
        decode();
        var before = GC.GetAllocatedBytesForCurrentThread();
        decode();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
