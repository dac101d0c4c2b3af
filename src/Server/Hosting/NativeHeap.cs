using System.Runtime.InteropServices;

namespace Lintel.Server.Hosting;

/// <summary>
/// The memory that the C library hands out, to the runtime's compiler above all. By default each thread that asks for some has an arena of its own, and what is
/// free in one is of no use to the others: 8 MB of a server that has compiled all its code (docs/operations.md).
/// </summary>
internal static class NativeHeap
{
    /// <summary><c>M_ARENA_MAX</c> of glibc's <c>malloc.h</c>.</summary>
    private const int MostArenas = -8;

    /// <summary>Has all threads share one arena. Where the C library is another one, nothing happens; <c>MALLOC_ARENA_MAX</c> has the last word.</summary>
    public static void Share()
    {
        if (Environment.GetEnvironmentVariable("MALLOC_ARENA_MAX") is null)
        {
            Call(() => SetOption(MostArenas, 1));
        }
    }

    /// <summary>Gives the pages back to the system that are free in the midst of it. What a compiler needed for a method is otherwise kept for the next one.</summary>
    public static void Trim() => Call(() => Trim(0));

    private static void Call(Func<int> function)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = function();
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            // Not glibc: it has neither arenas nor this way to give back.
        }
    }

    [DllImport("libc", EntryPoint = "mallopt")]
    private static extern int SetOption(int option, int value);

    [DllImport("libc", EntryPoint = "malloc_trim")]
    private static extern int Trim(nuint pad);
}
