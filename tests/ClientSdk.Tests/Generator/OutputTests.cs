using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Lintel.Client.Generator.Reading;

namespace Lintel.ClientSdk.Tests.Generator;

/// <summary>What is written beside, and instead of, the one file.</summary>
public sealed class OutputTests
{
    [Fact]
    public async Task One_file_for_each_type_holds_the_same_code_and_compiles()
    {
        var operations = Sample.Operations("fragments");
        var single = await Sample.GenerateAsync(Sample.Config, operations);

        var many = await Sample.GenerateAsync(Sample.Config with { IsSingleFile = false }, operations);

        Assert.Single(single.Files);
        Assert.True(many.Files.Count > 10);
        Assert.Equal(many.Files.Count, many.Files.Select(file => file.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Empty(Sample.CompilerMessages(many.Files.Select(file => file.Text)));
        foreach (var file in many.Files)
        {
            foreach (var line in file.Text.Split('\n').Where(line => line.StartsWith("    public ", StringComparison.Ordinal)))
            {
                Assert.Contains(line, single.Files[0].Text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_file_that_holds_one_operation_and_its_fragments_is_sent_as_it_is_and_named_by_its_hash()
    {
        const string Text = "# With a comment, \r\nquery   Odd{node(id:\"1\"){...Same}}\n\nfragment Same on Node{id}\n\n";
        var file = SourceFile.Of("odd.graphql", Text);

        var client = await Sample.GenerateAsync(Sample.Config, file);

        var (hash, document) = Assert.Single(Manifest(client.Manifest));
        Assert.Equal(file.Text, document);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file.Text))), hash);
        Assert.Contains($"\"{hash}\"", client.Files[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_manifest_has_every_document_under_the_hash_of_its_text()
    {
        var client = await Sample.GenerateAsync(
            Sample.Config,
            Sample.Operations("fragments"),
            Sample.Operations("inputs"),
            Sample.Operations("interfaces")
        );

        var documents = Manifest(client.Manifest);
        Assert.Equal(5, documents.Count);
        Assert.All(documents, one => Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(one.Value))), one.Key));
        Assert.Equal(documents.Keys.Order(StringComparer.Ordinal), documents.Keys);
    }

    [Fact]
    public async Task Without_a_store_no_query_can_be_watched()
    {
        var with = await Sample.GenerateAsync(Sample.Config, Sample.Operations("scalars"));
        var without = await Sample.GenerateAsync(Sample.Config with { HasStore = false }, Sample.Operations("scalars"));

        Assert.Contains("> Watch(ExecutionStrategy strategy", with.Files[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Watch(", without.Files[0].Text, StringComparison.Ordinal);
        Assert.Empty(Sample.CompilerMessages(without.Files[0].Text));
    }

    [Fact]
    public async Task Names_of_the_partner_s_types_do_not_hide_those_of_the_runtime()
    {
        var schema = SourceFile.Of(
            "schema.graphql",
            """
            type Query { task(jsonValues: JsonValues, cancellationToken: CancellationToken): Task }
            type Task { guid: Guid uri: Uri jsonTokenType: IReadOnlyList dateOnly: Date }
            scalar Date
            type Uri { a: Int }
            enum Guid { A }
            enum IReadOnlyList { JsonElement Document }
            enum CancellationToken { Task }
            input JsonValues { optional: Int document: IReadOnlyList }
            """
        );
        var operation = SourceFile.Of(
            "a.graphql",
            "query Task($v: JsonValues, $c: CancellationToken) { task(jsonValues: $v, cancellationToken: $c) { guid uri { a } jsonTokenType dateOnly } }"
        );

        var code = await Sample.GenerateFromAsync(schema, null, operation);

        Assert.Empty(Sample.CompilerMessages(code));
    }

    private static SortedDictionary<string, string> Manifest(string json) =>
        new(JsonSerializer.Deserialize<Dictionary<string, string>>(json)!, StringComparer.Ordinal);
}
