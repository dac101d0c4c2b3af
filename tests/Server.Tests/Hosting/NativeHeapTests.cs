using System.Diagnostics;
using System.Runtime.InteropServices;
using Lintel.Data;

namespace Lintel.Server.Tests.Hosting;

[Collection(nameof(MemoryOfTheProcess))]
public sealed class NativeHeapTests
{
    private const int Blocks = 2_000;
    private const int Block = 32 * 1024;

    [OnLinux]
    public async Task What_is_free_in_the_midst_of_the_native_heap_is_given_back_while_a_server_runs()
    {
        await using var server = await ServerUnderTest.StartAsync(DatabaseProvider.Sqlite, _ => { });
        var between = new nint[Blocks];
        var full = Fragment(between);
        Assert.True(Environment.WorkingSet > full - (Blocks * Block / 4), "It was given back at once: this is no test.");

        // The schedule may not have begun when the server had.
        var patience = Stopwatch.StartNew();
        while (Environment.WorkingSet > full - (Blocks * Block / 2))
        {
            Assert.True(patience.Elapsed < ServerUnderTest.Patience, $"{Environment.WorkingSet} of {full} bytes are resident still.");
            server.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        Array.ForEach(between, Marshal.FreeHGlobal);
    }

    /// <summary>Takes blocks with small ones between them, and gives the blocks back; how many bytes were resident while all were taken.</summary>
    private static long Fragment(nint[] between)
    {
        var content = Enumerable.Repeat((byte)1, Block).ToArray();
        var blocks = new nint[Blocks];
        for (var i = 0; i < Blocks; i++)
        {
            blocks[i] = Marshal.AllocHGlobal(Block);
            Marshal.Copy(content, 0, blocks[i], Block);
            between[i] = Marshal.AllocHGlobal(64);
        }

        var full = Environment.WorkingSet;
        Array.ForEach(blocks, Marshal.FreeHGlobal);
        return full;
    }

    /// <summary>Where the C library is glibc; elsewhere the runtime and the system have ways of their own.</summary>
    private sealed class OnLinuxAttribute : FactAttribute
    {
        public OnLinuxAttribute() => Skip = OperatingSystem.IsLinux() ? null : "Only glibc, on Linux, is told to give free memory back.";
    }
}
