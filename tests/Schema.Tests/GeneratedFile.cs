using System.Runtime.CompilerServices;

namespace Lintel.Schema.Tests;

/// <summary>
/// A file of the repository that is generated from the schema and committed, so that a reviewer sees what a change does.
/// With UPDATE_GENERATED=1 the test writes it instead of comparing.
/// </summary>
internal static class GeneratedFile
{
    public static void Equals(string path, string generated, string command)
    {
        var file = Path.Combine(Repository(), path);
        if (Environment.GetEnvironmentVariable("UPDATE_GENERATED") == "1")
        {
            File.WriteAllText(file, generated);
            return;
        }

        var committed = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        Assert.True(
            string.Equals(committed, generated, StringComparison.Ordinal),
            $"{path} is not what the declarations say. If the change is meant, run: {command}\n{FirstDifference(committed, generated)}"
        );
    }

    /// <summary>The text of a file of the repository.</summary>
    public static string Read(string path) => File.ReadAllText(PathOf(path));

    /// <summary>Where a file or folder of the repository lies.</summary>
    public static string PathOf(string path) => Path.Combine(Repository(), path);

    private static string FirstDifference(string committed, string generated)
    {
        var (old, now) = (committed.Split('\n'), generated.Split('\n'));
        var line = Enumerable.Range(0, Math.Min(old.Length, now.Length)).FirstOrDefault(i => old[i] != now[i], Math.Min(old.Length, now.Length));
        return $"Line {line + 1}\n  committed: {old.ElementAtOrDefault(line)}\n  generated: {now.ElementAtOrDefault(line)}";
    }

    private static string Repository([CallerFilePath] string self = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(self)!, "..", "..")); // a file has a folder
}
