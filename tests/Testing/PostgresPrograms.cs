namespace Lintel.Testing;

/// <summary>Where this machine keeps PostgreSQL's server programs.</summary>
internal static class PostgresPrograms
{
    /// <summary>The folder that holds <c>initdb</c> and <c>postgres</c>; null when there is none.</summary>
    public static string? Folder { get; } = Candidates().FirstOrDefault(folder => Has(folder, "initdb") && Has(folder, "postgres"));

    /// <summary>PostgreSQL refuses to run as root, so root hands over to another account.</summary>
    public static string? OtherUser { get; } =
        Environment.UserName != "root" ? null
        : File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres"
        : "nobody";

    private static IEnumerable<string> Candidates()
    {
        // Debian keeps the programs of each version in a folder of their own, off the path.
        const string debian = "/usr/lib/postgresql";
        if (OperatingSystem.IsLinux() && Directory.Exists(debian))
        {
            foreach (var version in Directory.GetDirectories(debian).OrderByDescending(version => version, StringComparer.Ordinal))
            {
                yield return Path.Combine(version, "bin");
            }
        }

        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        foreach (var folder in path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            yield return folder;
        }
    }

    private static bool Has(string folder, string program) => File.Exists(Path.Combine(folder, program));
}
