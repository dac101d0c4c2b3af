namespace Lintel.Server.Hosting;

/// <summary>
/// The folder of what this server keeps on its own disk: the embedded database and the development signing key.
/// It is <c>.lintel</c> in the working directory unless <c>Lintel:StateFolder</c> says otherwise.
/// </summary>
internal sealed class StateFolder(string path)
{
    public const string Setting = "Lintel:StateFolder";

    private const UnixFileMode OwnerOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public string Database => System.IO.Path.Combine(Path, "lintel.db");

    public string DevelopmentKey => System.IO.Path.Combine(Path, "dev-signing-key.pem");

    public static StateFolder From(IConfiguration configuration) =>
        new(configuration[Setting] is { Length: > 0 } configured ? configured : ".lintel");

    /// <summary>Creates the folder; where the system knows file modes, only its owner may look in.</summary>
    public void Create()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Path);
        else
            Directory.CreateDirectory(Path, OwnerOnly);
    }
}
