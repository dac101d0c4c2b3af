namespace Lintel.Reads;

/// <summary>Lintel as it was at an earlier commit, built once in a work tree of its own and kept: what everything since then costs is seen in one run.</summary>
internal sealed class EarlierBuild
{
    private EarlierBuild(string commit, string assembly) => (Commit, Assembly) = (commit, assembly);

    /// <summary>Abbreviated; the name of the peer.</summary>
    public string Commit { get; }

    public string Assembly { get; }

    public static async Task<EarlierBuild> OfAsync(string commit, string data, CancellationToken stop)
    {
        var name = (await Shell.RunAsync("git", ["rev-parse", "--short", "--verify", commit + "^{commit}"], environment: null, stop)).Trim();
        var folder = Path.Combine(data, "builds", name);
        var assembly = Path.Combine(folder, "artifacts", "bin", "Server", "release", "Lintel.Server.dll");
        if (!File.Exists(assembly))
        {
            Console.Error.WriteLine($"building {name}");
            if (!Directory.Exists(folder))
                await Shell.RunAsync("git", ["worktree", "add", "--force", "--detach", folder, name], environment: null, stop);
            await Shell.RunAsync(
                "dotnet",
                ["build", "-c", "Release", "--nologo", "-v", "quiet", Path.Combine(folder, "src", "Server")],
                environment: null,
                stop
            );
        }

        return new EarlierBuild(name, assembly);
    }
}
