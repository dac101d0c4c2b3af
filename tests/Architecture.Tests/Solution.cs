using System.Reflection;
using System.Runtime.CompilerServices;

namespace Lintel.Architecture.Tests;

/// <summary>The assemblies of the product and the files of its repository.</summary>
internal static class Solution
{
    public static Assembly Domain { get; } = Assembly.Load("Lintel.Domain");
    public static Assembly Data { get; } = Assembly.Load("Lintel.Data");
    public static Assembly Schema { get; } = Assembly.Load("Lintel.Schema");
    public static Assembly Server { get; } = Assembly.Load("Lintel.Server");
    public static Assembly Client { get; } = Assembly.Load("Lintel.Client");

    public static IReadOnlyList<Assembly> All { get; } = [Domain, Data, Schema, Server, Client];

    /// <summary>The types people wrote: neither generated nor the compiler's.</summary>
    public static IEnumerable<Type> TypesOf(Assembly assembly) =>
        assembly
            .GetTypes()
            .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) && !type.Name.Contains('<', StringComparison.Ordinal));

    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Self())!, "..", "..")); // a file has a folder

    /// <summary>Every file that people write, by its path from the root: no build output, no packages, no local state.</summary>
    public static IEnumerable<string> Files() => Files(Root).Select(file => Path.GetRelativePath(Root, file));

    private static IEnumerable<string> Files(string folder) =>
        Directory
            .EnumerateFiles(folder)
            .Where(file => Path.GetFileName(file) != ".git")
            .Concat(Directory.EnumerateDirectories(folder).Where(inner => !IsOutput(Path.GetFileName(inner))).SelectMany(Files));

    private static bool IsOutput(string folder) =>
        folder is ".git" or "artifacts" or "bin" or "obj" or "node_modules" or ".lintel" or ".vs" or ".idea" or "TestResults";

    private static string Self([CallerFilePath] string file = "") => file;
}
