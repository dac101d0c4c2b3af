using System.Runtime.CompilerServices;

namespace Lintel.Server.Tests;

/// <summary>The files of the repository that this was built from.</summary>
internal static class RepositoryFiles
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Self())!, "..", "..")); // a file has a folder

    public static string PathOf(string path) => Path.Combine(Root, path);

    public static string Read(string path) => File.ReadAllText(PathOf(path)).ReplaceLineEndings("\n");

    private static string Self([CallerFilePath] string file = "") => file;
}
