using System.Globalization;

namespace Lintel.Reads;

/// <summary>Puts a result on top of the file that keeps them.</summary>
internal static class History
{
    public static async Task KeepAsync(string file, string what, string how, string table, CancellationToken stop)
    {
        var commit = (await Shell.RunAsync("git", ["rev-parse", "--short", "HEAD"], environment: null, stop)).Trim();
        var processor = File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            ?.Split(':')[1]
            .Trim();
        var title = string.Create(
            CultureInfo.InvariantCulture,
            $"## {TimeProvider.System.GetUtcNow():yyyy-MM-dd} · {what} · {commit} · {Environment.ProcessorCount} × {processor}"
        );
        var lines = await File.ReadAllLinesAsync(file, stop);
        var first = Array.FindIndex(lines, line => line.StartsWith("## ", StringComparison.Ordinal));
        await File.WriteAllLinesAsync(file, [.. lines[..first], title, "", how, "", .. table.TrimEnd().Split('\n'), "", .. lines[first..]], stop);
    }
}
