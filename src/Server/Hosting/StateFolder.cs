namespace Lintel.Server.Hosting;

/// <summary>
/// The folder of what this server keeps on its own disk: the embedded database and the secrets it makes for itself.
/// It is <c>.lintel</c> in the working directory unless <c>Lintel:StateFolder</c> says otherwise.
/// </summary>
internal sealed class StateFolder(string path)
{
    public const string Setting = "Lintel:StateFolder";

    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public string Database => System.IO.Path.Combine(Path, "lintel.db");

    public static StateFolder From(IConfiguration configuration) =>
        new(configuration[Setting] is { Length: > 0 } configured ? configured : ".lintel");

    /// <summary>Creates the folder; where the system knows file modes, only its owner may look in.</summary>
    public void Create()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Path);
        else
            Directory.CreateDirectory(Path, Owner | UnixFileMode.UserExecute);
    }

    /// <summary>
    /// A secret, made at the first need and readable by the owner only. It is written aside and moved into place, so that two
    /// servers that start at once agree on one.
    /// </summary>
    public string Secret(string name, Func<string> make)
    {
        var place = System.IO.Path.Combine(Path, name);
        if (!File.Exists(place))
        {
            Create();
            var aside = $"{place}.{Environment.ProcessId}";
            Write(aside, make());
            try
            {
                File.Move(aside, place, overwrite: false);
            }
            catch (IOException) when (File.Exists(place))
            {
                File.Delete(aside);
            }
        }

        return File.ReadAllText(place);
    }

    private static void Write(string place, string secret)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Owner;
        using var file = new StreamWriter(place, options);
        file.Write(secret);
    }
}
