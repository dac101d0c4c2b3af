using System.Diagnostics;

namespace Lintel.Reads;

/// <summary>Runs a program to its end.</summary>
internal static class Shell
{
    /// <summary>What it printed. A non-zero exit code is thrown with what it said.</summary>
    public static async Task<string> RunAsync(
        string program,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string>? environment,
        CancellationToken stop
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
            start.Environment[name] = value;

        using var process = Process.Start(start)!; // a new process, never an existing one
        var output = process.StandardOutput.ReadToEndAsync(stop);
        var errors = process.StandardError.ReadToEndAsync(stop);
        try
        {
            await process.WaitForExitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }

        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{await output}{await errors}"
            );
    }

    /// <summary>Installs a Debian package if its program is not there.</summary>
    public static async Task InstallAsync(string package, Func<bool> isThere, CancellationToken stop)
    {
        if (isThere())
            return;

        Console.Error.WriteLine($"installing {package}");
        string[] sudo = Environment.UserName == "root" ? [] : ["sudo", "-n"];
        string[] aptGet = [.. sudo, "apt-get"];
        await RunAsync(aptGet[0], [.. aptGet[1..], "update", "-qq"], environment: null, stop);
        await RunAsync(aptGet[0], [.. aptGet[1..], "install", "-y", "-qq", "--no-install-recommends", package], environment: null, stop);
    }
}
