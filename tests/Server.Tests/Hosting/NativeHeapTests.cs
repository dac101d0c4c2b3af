using System.Diagnostics;
using System.Runtime.InteropServices;
using Lintel.Server.Hosting;
using Lintel.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Lintel.Server.Tests.Hosting;

[Collection(nameof(MemoryOfTheProcess))]
public sealed class NativeHeapTests
{
    private const int Blocks = 500;
    private const int Block = 32 * 1024;
    private const int Page = 4 * 1024;

    [OnLinux]
    public async Task What_is_free_in_the_midst_of_the_native_heap_is_given_back_every_ten_seconds()
    {
        var clock = new FakeTimeProvider();
        using var schedule = new NativeHeapSchedule(clock, NullLogger<NativeHeapSchedule>.Instance);
        await schedule.StartAsync(CancellationToken.None);
        var (freed, between) = Fragment();
        Assert.InRange(freed.Count(IsResident), Blocks * 9 / 10, Blocks);

        // It may not have begun when it was started.
        var patience = Stopwatch.StartNew();
        while (freed.Count(IsResident) > Blocks / 10)
        {
            Assert.True(patience.Elapsed < ServerUnderTest.Patience, $"{freed.Count(IsResident)} of {Blocks} blocks are resident still.");
            clock.Advance(TimeSpan.FromSeconds(10));
        }

        await schedule.StopAsync(CancellationToken.None);
        Array.ForEach(between, Marshal.FreeHGlobal);
    }

    /// <summary>Takes blocks, and gives every other one back.</summary>
    private static (nint[] Freed, nint[] Between) Fragment()
    {
        var content = Enumerable.Repeat((byte)1, Block).ToArray();
        var (blocks, between) = (new nint[Blocks], new nint[Blocks]);
        for (var i = 0; i < Blocks; i++)
        {
            blocks[i] = Marshal.AllocHGlobal(Block);
            Marshal.Copy(content, 0, blocks[i], Block);
            between[i] = Marshal.AllocHGlobal(Block);
        }

        Array.ForEach(blocks, Marshal.FreeHGlobal);
        return (blocks, between);
    }

    /// <summary>A page in the midst of a block is in memory; it is not where it is not mapped any more.</summary>
    private static bool IsResident(nint block)
    {
        var page = (block + (Block / 2)) & ~(nint)(Page - 1);
        return MinCore(page, Page, out var state) == 0 && (state & 1) == 1;
    }

    [DllImport("libc", EntryPoint = "mincore")]
    private static extern int MinCore(nint address, nuint length, out byte state);

    /// <summary>Where the C library is glibc; elsewhere the runtime and the system have ways of their own.</summary>
    private sealed class OnLinuxAttribute : FactAttribute
    {
        public OnLinuxAttribute() => Skip = OperatingSystem.IsLinux() ? null : "Only glibc, on Linux, is told to give free memory back.";
    }
}
