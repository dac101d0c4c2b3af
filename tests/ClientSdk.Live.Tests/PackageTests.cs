using System.IO.Compression;
using System.Xml.Linq;

namespace Lintel.ClientSdk.Live.Tests;

/// <summary>The packages as a partner gets them: packed, fed from a folder, and built against by a project that knows nothing of this repository.</summary>
[Collection(PackedSdkCollection.Name)]
public sealed class PackageTests(PackedSdk packed) : IDisposable
{
    private readonly DirectoryInfo _folder = packed.Workplace();

    private string Project => Path.Combine(_folder.FullName, "partner");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_partner_s_project_is_built_from_the_packages_and_a_bad_operation_fails_it_at_its_place()
    {
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
        Assert.True(File.Exists(Path.Combine(packed.Feed, $"Lintel.Client.{packed.Version}.snupkg")));
        WriteProject();

        // A bad operation.
        await File.WriteAllTextAsync(
            Path.Combine(Project, "Listings.graphql"),
            "query Listings {\n  listings(first: 1) {\n    nodes { titel }\n  }\n}\n"
        );
        var (failed, said) = await PackedSdk.DotnetAsync(Project, "build", "-nologo");
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
        var (built, first) = await PackedSdk.DotnetAsync(Project, "build", "-nologo");
        Assert.True(built == 0, first);
        Assert.Contains("client generated", first, StringComparison.Ordinal);
        await File.AppendAllTextAsync(Path.Combine(Project, "Program.cs"), "// changed\n");
        var (again, second) = await PackedSdk.DotnetAsync(Project, "build", "-nologo", "--no-restore");
        Assert.True(again == 0, second);
        Assert.DoesNotContain("client generated", second, StringComparison.Ordinal);

        // A changed file generates again, and code that somebody took away comes back.
        await File.AppendAllTextAsync(Path.Combine(Project, "Listings.graphql"), "query Homes { listings(first: 1) { totalCount } }\n");
        var (changed, third) = await PackedSdk.DotnetAsync(Project, "build", "-nologo", "--no-restore");
        Assert.True(changed == 0, third);
        Assert.Contains("client generated", third, StringComparison.Ordinal);
        File.Delete(Directory.GetFiles(Project, "PartnerClient.Client.g.cs", SearchOption.AllDirectories).Single());
        var (back, fourth) = await PackedSdk.DotnetAsync(Project, "build", "-nologo", "--no-restore");
        Assert.True(back == 0, fourth);
        Assert.Contains("client generated", fourth, StringComparison.Ordinal);
    }

    private void WriteProject()
    {
        Directory.CreateDirectory(Project);
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
                <PackageReference Include="Lintel.Client.Generator" Version="{packed.Version}" />
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

    private void Inspect(string id, params string[] files)
    {
        using var package = ZipFile.OpenRead(Path.Combine(packed.Feed, $"{id}.{packed.Version}.nupkg"));
        var names = package.Entries.Select(entry => entry.FullName).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(files.Except(names, StringComparer.Ordinal));
        using var nuspec = package.Entries.Single(entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        var metadata = XDocument.Load(nuspec).Root!.Elements().Single();
        foreach (var told in new[] { "description", "readme", "icon", "tags", "authors" })
        {
            Assert.Contains(metadata.Elements(), element => element.Name.LocalName == told && element.Value.Length > 0);
        }
    }
}
