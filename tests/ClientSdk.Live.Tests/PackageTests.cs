using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;

namespace Lintel.ClientSdk.Live.Tests;

/// <summary>The packages as a partner gets them: packed, fed from a folder, and built against by a project that knows nothing of this repository.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lintel-packages-");
    private readonly string _version = $"0.1.0-test.{Environment.ProcessId}.{Stopwatch.GetTimestamp()}";

    private string Feed => Path.Combine(_folder.FullName, "feed");

    private string Project => Path.Combine(_folder.FullName, "partner");

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        foreach (var id in new[] { "lintel.client", "lintel.client.generator" })
        {
            var cached = Path.Combine(GlobalPackages, id, _version);
            if (Directory.Exists(cached))
            {
                Directory.Delete(cached, recursive: true);
            }
        }
    }

    [Fact]
    public async Task A_partner_s_project_is_built_from_the_packages_and_a_bad_operation_fails_it_at_its_place()
    {
        await PackAsync("src/ClientSdk/Runtime/Runtime.csproj");
        await PackAsync("src/ClientSdk/Generator/Generator.csproj");
        await PackAsync("src/ClientSdk/Package/Generator/Lintel.Client.Generator.csproj");
        Inspect("Lintel.Client", "lib/net10.0/Lintel.Client.dll", "lib/net10.0/Lintel.Client.xml", "README.md", "icon.png");
        Inspect(
            "Lintel.Client.Generator",
            "buildTransitive/Lintel.Client.Generator.targets",
            "tools/net10.0/any/lintel-sdk.dll",
            "tools/net10.0/any/GraphQL.dll",
            "README.md",
            "icon.png"
        );
        Inspect("Lintel.Client.Tool", "tools/net10.0/any/lintel-sdk.dll", "README.md", "icon.png");
        Assert.True(File.Exists(Path.Combine(Feed, $"Lintel.Client.{_version}.snupkg")));
        WriteProject();

        // A bad operation.
        await File.WriteAllTextAsync(
            Path.Combine(Project, "Listings.graphql"),
            "query Listings {\n  listings(first: 1) {\n    nodes { titel }\n  }\n}\n"
        );
        var (failed, said) = await DotnetAsync(Project, "build", "-nologo");
        Assert.NotEqual(0, failed);
        Assert.Contains(
            $"{Path.Combine(Project, "Listings.graphql")}(3,13): error LNT0004: Cannot query field 'titel' on type 'Listing'. Did you mean 'title'? (GraphQL 5.3.1)",
            said,
            StringComparison.Ordinal
        );

        // A good one: generated once, and compiled without being generated again.
        await File.WriteAllTextAsync(
            Path.Combine(Project, "Listings.graphql"),
            "query Listings {\n  listings(first: 1) {\n    nodes { title }\n  }\n}\n"
        );
        var (built, first) = await DotnetAsync(Project, "build", "-nologo");
        Assert.True(built == 0, first);
        Assert.Contains("client generated", first, StringComparison.Ordinal);
        await File.AppendAllTextAsync(Path.Combine(Project, "Program.cs"), "// changed\n");
        var (again, second) = await DotnetAsync(Project, "build", "-nologo", "--no-restore");
        Assert.True(again == 0, second);
        Assert.DoesNotContain("client generated", second, StringComparison.Ordinal);

        // A changed file generates again, and code that somebody took away comes back.
        await File.AppendAllTextAsync(Path.Combine(Project, "Listings.graphql"), "query Homes { listings(first: 1) { totalCount } }\n");
        var (changed, third) = await DotnetAsync(Project, "build", "-nologo", "--no-restore");
        Assert.True(changed == 0, third);
        Assert.Contains("client generated", third, StringComparison.Ordinal);
        File.Delete(Directory.GetFiles(Project, "PartnerClient.Client.g.cs", SearchOption.AllDirectories).Single());
        var (back, fourth) = await DotnetAsync(Project, "build", "-nologo", "--no-restore");
        Assert.True(back == 0, fourth);
        Assert.Contains("client generated", fourth, StringComparison.Ordinal);
    }

    private void WriteProject()
    {
        Directory.CreateDirectory(Project);
        File.WriteAllText(
            Path.Combine(Project, "NuGet.config"),
            $"<configuration><packageSources><add key=\"packed\" value=\"{Feed}\" /></packageSources></configuration>"
        );
        File.WriteAllText(
            Path.Combine(Project, "Partner.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Lintel.Client.Generator" Version="{_version}" />
              </ItemGroup>
            </Project>
            """
        );
        File.WriteAllText(
            Path.Combine(Project, ".graphqlrc.json"),
            """{ "extensions": { "strawberryShake": { "name": "PartnerClient", "strictSchemaValidation": true } } }"""
        );
        File.WriteAllText(
            Path.Combine(Project, "Program.cs"),
            """
            using Lintel.Client;
            using Microsoft.Extensions.DependencyInjection;
            using Partner;

            var services = new ServiceCollection();
            services.AddPartnerClient().ConfigureHttpClient(http => http.BaseAddress = new Uri("http://127.0.0.1:9/graphql")).UseResilience();
            services.AddLintelClient();
            var client = services.BuildServiceProvider().GetRequiredService<IPartnerClient>();
            Func<Task<string>> ask = async () => (await client.Listings.ExecuteAsync()).EnsureNoErrors().Listings.Nodes[0].Title;
            Console.WriteLine(ask.Method.Name);

            """
        );
        File.Copy(Path.Combine(AppContext.BaseDirectory, "schema.graphql"), Path.Combine(Project, "schema.graphql"));
    }

    private async Task PackAsync(string project)
    {
        var (exit, said) = await DotnetAsync(Repository, "pack", project, "-nologo", "-v", "q", "-o", Feed, $"-p:Version={_version}");
        Assert.True(exit == 0, said);
    }

    private void Inspect(string id, params string[] files)
    {
        using var package = ZipFile.OpenRead(Path.Combine(Feed, $"{id}.{_version}.nupkg"));
        var names = package.Entries.Select(entry => entry.FullName).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(files.Except(names, StringComparer.Ordinal));
        using var nuspec = package.Entries.Single(entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        var metadata = XDocument.Load(nuspec).Root!.Elements().Single();
        foreach (var told in new[] { "description", "readme", "icon", "tags", "authors" })
        {
            Assert.Contains(metadata.Elements(), element => element.Name.LocalName == told && element.Value.Length > 0);
        }
    }

    private static string GlobalPackages =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static string Repository
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

    private static async Task<(int ExitCode, string Said)> DotnetAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
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
}
