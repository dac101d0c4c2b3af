using System.Diagnostics;
using System.Text;

namespace Lintel.ClientSdk.Live.Tests;

/// <summary>The packages as a partner gets them, in a folder that NuGet can be fed from, with a version that nobody else has.</summary>
public sealed class PackedSdk : IAsyncLifetime
{
    private static readonly string[] Packages = ["lintel.client", "lintel.client.generator", "lintel.client.tool"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lintel-packages-");

    // Without a suffix, so that `dotnet add package` takes it; no part may be above 65,534.
    public string Version { get; } = $"0.{1 + (Environment.ProcessId % 65_000)}.{Stopwatch.GetTimestamp() / 1_000_000 % 65_000}";

    public string Feed => Path.Combine(_folder.FullName, "feed");

    /// <summary>The root of the repository.</summary>
    public static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder!.FullName, "Lintel.slnx")))
            {
                folder = folder.Parent;
            }

            return folder.FullName;
        }
    }

    public async Task InitializeAsync()
    {
        await PackAsync("src/ClientSdk/Runtime/Runtime.csproj");
        await PackAsync("src/ClientSdk/Generator/Generator.csproj");
        await PackAsync("src/ClientSdk/Package/Generator/Lintel.Client.Generator.csproj");
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        var packages =
            Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        foreach (var cached in Packages.Select(id => Path.Combine(packages, id, Version)).Where(Directory.Exists))
        {
            Directory.Delete(cached, recursive: true);
        }

        return Task.CompletedTask;
    }

    /// <summary>A new folder whose projects find the packages beside those of everybody. The caller deletes it.</summary>
    public DirectoryInfo Workplace()
    {
        var folder = Directory.CreateTempSubdirectory("lintel-partner-");
        File.WriteAllText(
            Path.Combine(folder.FullName, "NuGet.config"),
            $"<configuration><packageSources><add key=\"packed\" value=\"{Feed}\" /></packageSources></configuration>"
        );
        return folder;
    }

    public static Task<(int ExitCode, string Said)> DotnetAsync(string folder, params string[] arguments) =>
        RunAsync(Start(folder, "dotnet", arguments));

    /// <summary>A program that knows nothing of the test run that starts it.</summary>
    public static ProcessStartInfo Start(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
        foreach (var variable in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(variable);
        }

        // Nothing stays behind that would hold files, or this test.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        return start;
    }

    public static async Task<(int ExitCode, string Said)> RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var said = new StringBuilder();
        var both = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        foreach (var text in await both)
        {
            said.Append(text);
        }

        return (process.ExitCode, said.ToString());
    }

    private async Task PackAsync(string project)
    {
        var (exit, said) = await DotnetAsync(Repository, "pack", project, "-nologo", "-v", "q", "-o", Feed, $"-p:Version={Version}");
        Assert.True(exit == 0, said);
    }
}

[CollectionDefinition(Name)]
public sealed class PackedSdkCollection : ICollectionFixture<PackedSdk>, ICollectionFixture<LiveServer>
{
    public const string Name = "packed SDK";
}
