using System.Text.Json;
using Lintel.Client.Generator.Commands;
using Lintel.ClientSdk.Tests.Runtime;

namespace Lintel.ClientSdk.Tests.Generator;

/// <summary><c>lintel-sdk init</c> and <c>update</c> as they are typed.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lintel-sdk-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Init_writes_what_generate_reads()
    {
        await using var server = (await ScriptedServer.StartAsync()).Answer(Sdl("type Query {\n  a: Int\n}"));

        var exit = await InitCommand
            .Create()
            .Parse([server.Address.ToString(), "--name", "FirstClient", "--path", _folder.FullName, "--token", "abc"])
            .InvokeAsync();

        Assert.Equal(0, exit);
        Assert.Equal("Bearer abc", Assert.Single(server.Authorizations));
        // Only keys that Strawberry Shake has too: its tools take the file as it is.
        var written = JsonDocument.Parse(await File.ReadAllTextAsync(Path(".graphqlrc.json"))).RootElement;
        Assert.Equal(["schema", "documents", "extensions"], written.EnumerateObject().Select(key => key.Name));
        var shake = Assert.Single(written.GetProperty("extensions").EnumerateObject());
        Assert.Equal("strawberryShake", shake.Name);
        Assert.Equal(["name", "url"], shake.Value.EnumerateObject().Select(key => key.Name));
        await File.WriteAllTextAsync(Path("a.graphql"), "query A { a }");
        var generated = await GenerateCommand
            .Create()
            .Parse(["--config", Path(".graphqlrc.json"), "--manifest", Path("manifest.json")])
            .InvokeAsync();
        Assert.Equal(0, generated);
        Assert.Contains("AddFirstClient", await File.ReadAllTextAsync(Path("Generated/FirstClient.Client.g.cs")), StringComparison.Ordinal);
        Assert.Single(JsonDocument.Parse(await File.ReadAllTextAsync(Path("manifest.json"))).RootElement.EnumerateObject());
    }

    [Fact]
    public async Task Update_fetches_the_schema_anew_and_keeps_the_old_one_when_nothing_comes()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Answer(Sdl("type Query { b: Int }")).Answer("""{"errors":[{"message":"No."}]}""", 401).Answer(Sdl("type Query {"));
        await File.WriteAllTextAsync(
            Path(".graphqlrc.json"),
            JsonSerializer.Serialize(new { schema = "graph.graphql", extensions = new { strawberryShake = new { url = server.Address } } })
        );
        await File.WriteAllTextAsync(Path("graph.graphql"), "type Query { a: Int }\n");

        var exits = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            exits.Add(await UpdateCommand.Create().Parse(["--config", Path(".graphqlrc.json")]).InvokeAsync());
        }

        Assert.Equal([0, 1, 1], exits);
        Assert.Equal("type Query { b: Int }\n", await File.ReadAllTextAsync(Path("graph.graphql")));
    }

    [Fact]
    public async Task Files_of_an_earlier_run_go_and_those_of_others_stay()
    {
        await File.WriteAllTextAsync(Path(".graphqlrc.json"), """{ "extensions": { "strawberryShake": { "useSingleFile": false } } }""");
        await File.WriteAllTextAsync(Path("schema.graphql"), "type Query { a: Int b: Int }");
        await File.WriteAllTextAsync(Path("a.graphql"), "query A { a }\nquery B { b }");
        Directory.CreateDirectory(Path("Generated"));
        await File.WriteAllTextAsync(Path("Generated/Mine.g.cs"), "// mine");
        await GenerateCommand.Create().Parse(["--config", Path(".graphqlrc.json")]).InvokeAsync();
        Assert.True(File.Exists(Path("Generated/BQuery.g.cs")));

        await File.WriteAllTextAsync(Path("a.graphql"), "query A { a }");
        await GenerateCommand.Create().Parse(["--config", Path(".graphqlrc.json")]).InvokeAsync();

        Assert.True(File.Exists(Path("Generated/AQuery.g.cs")));
        Assert.False(File.Exists(Path("Generated/BQuery.g.cs")));
        Assert.True(File.Exists(Path("Generated/Mine.g.cs")));
    }

    private string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    private static string Sdl(string sdl) => JsonSerializer.Serialize(new { data = new { schema = sdl } });
}
