using System.Globalization;

namespace Lintel.Reads;

/// <summary>What processes used, from <c>/proc</c>.</summary>
internal static class ProcessUse
{
    /// <summary>USER_HZ, which Linux shows every program as 100.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>Seconds of processor time of a process.</summary>
    public static double Seconds(int process) => Fields(process) is { } fields ? Ticks(fields, children: false) / TicksPerSecond : 0;

    /// <summary>Seconds of a process and all of its children, ended ones included.</summary>
    public static double SecondsWithChildren(int parent)
    {
        var ticks = Fields(parent) is { } own ? Ticks(own, children: true) : 0;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (
                int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var process)
                && Fields(process) is { } fields
                && int.Parse(fields[1], CultureInfo.InvariantCulture) == parent
            )
            {
                ticks += Ticks(fields, children: false);
            }
        }

        return ticks / TicksPerSecond;
    }

    /// <summary>Resident memory in MB.</summary>
    public static double ResidentMegabytes(int process) =>
        double.Parse(
            File.ReadLines($"/proc/{process}/status")
                .First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture
        ) / 1024;

    private static long Ticks(string[] fields, bool children) =>
        fields[11..(children ? 15 : 13)].Sum(field => long.Parse(field, CultureInfo.InvariantCulture));

    /// <summary>The fields of <c>stat</c> from the third, the state, on; null when the process has ended.</summary>
    private static string[]? Fields(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
