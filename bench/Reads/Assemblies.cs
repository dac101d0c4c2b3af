namespace Lintel.Reads;

/// <summary>Where the programs are that were built with this one.</summary>
internal static class Assemblies
{
    private static readonly string Artifacts = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", ".."));
    private static readonly string Configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    /// <summary>A project's assembly, of the configuration that this program was built in.</summary>
    public static string Of(string project) => Path.Combine(Artifacts, project, Configuration, $"Lintel.{project}.dll");
}
