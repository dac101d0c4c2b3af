using System.Diagnostics;

namespace Lintel.Server.Tests;

/// <summary>The managed heap is the process's, so tests that look at it run alone.</summary>
[CollectionDefinition(nameof(MemoryOfTheProcess), DisableParallelization = true)]
public sealed class MemoryOfTheProcess
{
    private const double Megabyte = 1024 * 1024;

    /// <summary>Megabytes of the managed heap that are in use, after a full collection.</summary>
    public static double Megabytes()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true) / Megabyte;
    }

    /// <summary>The same, once it is no more than so much: what was closed is let go of a little later. What it is if it stays above.</summary>
    public static async Task<double> MegabytesOnceAtMostAsync(double most)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            var now = Megabytes();
            if (now <= most || patience.Elapsed > ServerUnderTest.Patience)
                return now;
            await Task.Yield();
        }
    }
}
