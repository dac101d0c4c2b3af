namespace Lintel.Data.Imports;

/// <summary>A file to import: its name, for the record, and its bytes.</summary>
/// <param name="Name">The name without folders.</param>
/// <param name="Content">Read from its present position; the caller disposes it.</param>
public sealed record ImportFile(string Name, Stream Content)
{
    /// <summary>The file at <paramref name="path"/>, opened for reading.</summary>
    public static ImportFile Open(string path) => new(Path.GetFileName(path), new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read));
}
