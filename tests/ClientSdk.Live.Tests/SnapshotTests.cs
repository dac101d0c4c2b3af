using Lintel.Client.Generator;
using Lintel.Client.Generator.Reading;
using Snapshooter;
using Snapshooter.Xunit;

namespace Lintel.ClientSdk.Live.Tests;

/// <summary>What is generated for each operation file from the real schema. That it compiles, strictly, is said by this assembly: it is in it.</summary>
public sealed class SnapshotTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Operations");

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Folder, "*.graphql").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_code_for_an_operation_file_is_the_one_reviewed(string file)
    {
        var config = new ClientConfig { Name = "LiveClient", Namespace = "Live.Graph" };
        var schema = SourceFile.Of("schema.graphql", await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "schema.graphql")));
        var operations = SourceFile.Of($"{file}.graphql", await File.ReadAllTextAsync(Path.Combine(Folder, $"{file}.graphql")));

        var client = await ClientGenerator.GenerateAsync(new ClientInput(config, schema, null, [operations]), CancellationToken.None);

        Snapshot.Match(Assert.Single(client.Files).Text, SnapshotNameExtension.Create(file));
    }

    [Fact]
    public void There_are_as_many_files_as_were_promised() => Assert.True(Files.Count >= 40);
}
