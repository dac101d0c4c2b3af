using Lintel.Client.Generator.Reading;
using Snapshooter;
using Snapshooter.Xunit;

namespace Lintel.ClientSdk.Tests.Generator;

public sealed class GeneratedCodeTests
{
    public static TheoryData<string> Samples => Sample.Names;

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task The_client_of_a_sample_is_the_one_reviewed(string sample)
    {
        var code = await Sample.GenerateAsync(Sample.Operations(sample));

        Snapshot.Match(code, SnapshotNameExtension.Create(sample));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task The_client_of_a_sample_compiles_without_a_warning(string sample)
    {
        var code = await Sample.GenerateAsync(Sample.Operations(sample));

        Assert.Empty(Sample.CompilerMessages(code));
    }

    [Fact]
    public async Task The_same_operations_in_another_order_of_files_give_the_same_types()
    {
        var fragments = Sample.Operations("fragments");
        var scalars = Sample.Operations("scalars");

        var one = await Sample.GenerateAsync(fragments, scalars);
        var other = await Sample.GenerateAsync(scalars, fragments);

        Assert.Equal(one, other);
        Assert.DoesNotContain('\r', one);
    }

    [Fact]
    public async Task Windows_line_ends_change_nothing()
    {
        var unix = Sample.Operations("fragments");
        var windows = SourceFile.Of(unix.Path, unix.Text.Replace("\n", "\r\n", StringComparison.Ordinal));

        Assert.Equal(await Sample.GenerateAsync(unix), await Sample.GenerateAsync(windows));
    }

    [Fact]
    public async Task A_document_that_asks_for_type_names_itself_is_sent_as_it_was_written()
    {
        const string Document = """
            query Told($id: ID!) {
              node(id: $id) {
                __typename # asked for
                ... on Agent { name }
              }
            }
            """;

        var client = await Sample.GenerateAsync(Sample.Config, SourceFile.Of("told.graphql", "\n" + Document + "\n"));

        var document = Assert.Single(System.Text.Json.JsonDocument.Parse(client.Manifest).RootElement.EnumerateObject());
        Assert.Equal($"\n{Document.ReplaceLineEndings("\n")}\n", document.Value.GetString());
    }

    [Fact]
    public async Task Documentation_says_who_may_see_a_field()
    {
        var code = await Sample.GenerateAsync(SourceFile.Of("price.graphql", "query Price { listings { nodes { listPrice } } }"));

        Assert.Contains("/// <summary>Asking price in yuan; null when you may not see it.</summary>", code, StringComparison.Ordinal);
        Assert.Contains("/// <remarks>Access: AGENT (OWN), DIRECTOR masked as PHONE.</remarks>", code, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_without_operations_gets_an_empty_client()
    {
        var code = await Sample.GenerateAsync(SourceFile.Of("notes.graphql", "# nothing yet\n"));

        Assert.Contains("public interface ISampleClient", code, StringComparison.Ordinal);
        Assert.Empty(Sample.CompilerMessages(code));
    }
}
