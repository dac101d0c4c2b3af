using Lintel.Client.Generator;
using Lintel.Client.Generator.Commands;
using Lintel.Client.Generator.Reading;

namespace Lintel.ClientSdk.Tests.Generator;

/// <summary>Mistakes are reported where they are, in the form of a compiler error.</summary>
public sealed class MistakeTests
{
    [Fact]
    public Task An_unknown_field_is_reported_at_its_place_with_a_hint() =>
        Expect(
            "listings.graphql(4,13): error LNT0004: Cannot query field 'listPric' on type 'Listing'. Did you mean 'listPrice'? (GraphQL 5.3.1)",
            SourceFile.Of(
                "listings.graphql",
                """
                query L {
                  listings {
                    nodes {
                            listPric
                    }
                  }
                }
                """
            )
        );

    [Fact]
    public Task A_mistake_in_the_second_file_is_reported_in_the_second_file() =>
        Expect(
            "b.graphql(2,3): error LNT0004: Cannot query field 'x' on type 'Agent'. (GraphQL 5.3.1)",
            SourceFile.Of("a.graphql", "query A {\n  everything { int }\n}\n\n"),
            SourceFile.Of("b.graphql", "fragment B on Agent {\n  x\n}")
        );

    [Fact]
    public Task All_mistakes_are_reported_at_once() =>
        Expect(
            """
            a.graphql(1,24): error LNT0004: Cannot query field 'y' on type 'Everything'. (GraphQL 5.3.1)
            b.graphql(1,20): error LNT0004: Argument 'first' has invalid value. Expected type 'Int', found "ten". (GraphQL 5.6.1)
            """,
            SourceFile.Of("b.graphql", "query B { listings(first: \"ten\") { totalCount } }"),
            SourceFile.Of("a.graphql", "query A { everything { y } }")
        );

    [Fact]
    public Task A_file_that_does_not_parse_is_reported_at_its_place() =>
        Expect(
            "a.graphql(2,15): error LNT0003: Expected Name, found EOF; for more information see http://spec.graphql.org/October2021/#Field",
            SourceFile.Of("a.graphql", "query A {\n  everything {")
        );

    [Fact]
    public Task An_operation_without_a_name_is_refused() =>
        Expect(
            "a.graphql(2,1): error LNT0005: An operation needs a name: it becomes the method of the client.",
            SourceFile.Of("a.graphql", "\n{ everything { int } }")
        );

    [Fact]
    public Task Names_that_meet_in_CSharp_are_refused() =>
        Expect(
            "a.graphql(2,1): error LNT0006: 'get_int' is called GetInt in C#, like another of its kind. Rename one of them.",
            SourceFile.Of("a.graphql", "query getInt { everything { int } }\nquery get_int { everything { int } }")
        );

    [Fact]
    public Task Introspection_is_refused() =>
        Expect(
            "a.graphql(1,11): error LNT0008: The schema is not asked for by operations of a client. 'lintel-sdk update' fetches it.",
            SourceFile.Of("a.graphql", "query A { __schema { types { name } } }")
        );

    [Theory]
    [InlineData(
        "query A { listings { ...Card } }\nfragment Cart on ListingConnection { totalCount }",
        "Unknown fragment 'Card'. Did you mean 'Cart'? (GraphQL 5.5.2.1)"
    )]
    [InlineData("query A { listings }", "Say in braces which of its fields you want")]
    [InlineData("query A { listings(first: $n) { totalCount } }", "Declare it behind the operation's name: query Name($variable: Type).")]
    [InlineData("query A($n: Int) { listings { totalCount } }", "Use it, or take it out of the operation's head.")]
    [InlineData("subscription A { ticks dealAlerts { __typename } }", "Split it into one subscription for each root field.")]
    public async Task A_mistake_comes_with_what_to_do_about_it(string operation, string hint)
    {
        var refused = await Assert.ThrowsAsync<GenerationException>(() => Sample.GenerateAsync(SourceFile.Of("a.graphql", operation)));

        Assert.Contains(hint, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_that_does_not_parse_is_reported_at_its_place()
    {
        var refused = await Assert.ThrowsAsync<GenerationException>(() =>
            Sample.GenerateFromAsync(SourceFile.Of("schema.graphql", "type Query {\n  a: \n}"), null)
        );

        var problem = Assert.Single(refused.Diagnostics);
        Assert.Equal(("LNT0002", "schema.graphql", 3, 1), (problem.Id, problem.File, problem.Line, problem.Column));
    }

    [Fact]
    public async Task A_scalar_without_a_reader_is_refused()
    {
        var refused = await Assert.ThrowsAsync<GenerationException>(() =>
            Sample.GenerateFromAsync(
                SourceFile.Of("schema.graphql", "scalar S type Query { s: S }"),
                SourceFile.Of("ext.graphql", "extend scalar S @runtimeType(name: \"global::My.Type\")"),
                SourceFile.Of("a.graphql", "query A { s }")
            )
        );

        Assert.StartsWith("ext.graphql(1,1): error LNT0007: Scalar S is mapped to global::My.Type", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tool_writes_mistakes_as_compiler_errors_and_fails()
    {
        var directory = Directory.CreateTempSubdirectory("lintel-sdk");
        var config = Path.Combine(directory.FullName, ".graphqlrc.json");
        await File.WriteAllTextAsync(config, "{ \"schema\": \"schema.graphql\", \"documents\": \"**/*.graphql\" }");
        await File.WriteAllTextAsync(Path.Combine(directory.FullName, "schema.graphql"), "type Query { a: Int }");
        await File.WriteAllTextAsync(Path.Combine(directory.FullName, "ops.graphql"), "query A { b }");
        var output = Path.Combine(directory.FullName, "obj", "LintelClient.Client.g.cs");
        using var log = new StringWriter();

        var exitCode = await RunAsync(config, Path.GetDirectoryName(output)!, log);

        Assert.Equal(1, exitCode);
        Assert.Equal(
            $"{Path.Combine(directory.FullName, "ops.graphql")}(1,11): error LNT0004: Cannot query field 'b' on type 'Query'. (GraphQL 5.3.1){Environment.NewLine}",
            log.ToString()
        );
        Assert.False(File.Exists(output));
        directory.Delete(recursive: true);
    }

    [Fact]
    public async Task An_unchanged_client_keeps_its_file_as_it_was()
    {
        var directory = Directory.CreateTempSubdirectory("lintel-sdk");
        var config = Path.Combine(directory.FullName, ".graphqlrc.json");
        await File.WriteAllTextAsync(config, "{ \"schema\": \"schema.graphql\", \"documents\": \"**/*.graphql\" }");
        await File.WriteAllTextAsync(Path.Combine(directory.FullName, "schema.graphql"), "type Query { a: Int }");
        await File.WriteAllTextAsync(Path.Combine(directory.FullName, "ops.graphql"), "query A { a }");
        var output = Path.Combine(directory.FullName, "LintelClient.Client.g.cs");
        await RunAsync(config, Path.GetDirectoryName(output)!, TextWriter.Null);
        File.SetLastWriteTimeUtc(output, DateTime.UnixEpoch);

        var exitCode = await RunAsync(config, Path.GetDirectoryName(output)!, TextWriter.Null);

        Assert.Equal(0, exitCode);
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(output));
        Assert.Contains("namespace Partner", await File.ReadAllTextAsync(output), StringComparison.Ordinal);
        directory.Delete(recursive: true);
    }

    [Theory]
    [InlineData("{ \"schema\": ", 1, 13)]
    [InlineData("{ \"schema\": \"none.graphql\" }", 1, 1)]
    [InlineData("{ \"extensions\": { \"strawberryShake\": { \"name\": \"no name\" } } }", 1, 48)]
    [InlineData("{ \"extensions\": { \"strawberryShake\": { \"namespace\": \"My-App\" } } }", 1, 53)]
    public async Task A_configuration_that_cannot_be_used_is_reported(string json, int line, int column)
    {
        var directory = Directory.CreateTempSubdirectory("lintel-sdk");
        var config = Path.Combine(directory.FullName, ".graphqlrc.json");
        await File.WriteAllTextAsync(config, json);
        using var log = new StringWriter();

        var exitCode = await RunAsync(config, "unused", log);

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"{config}({line},{column}): error LNT0001: ", log.ToString(), StringComparison.Ordinal);
        directory.Delete(recursive: true);
    }

    [Theory]
    [InlineData("Partner", "Partner")]
    [InlineData("my-app.Client", "my_app.Client")]
    [InlineData("3d.Tours", "_3d.Tours")]
    public void The_name_of_a_project_becomes_a_namespace(string project, string @namespace) =>
        Assert.Equal(@namespace, Lintel.Client.Generator.Model.CSharpNames.Namespace(project));

    private static Task<int> RunAsync(string config, string folder, TextWriter log) =>
        GenerateCommand.RunAsync(
            config,
            new ConfigOverrides { DefaultNamespace = "Partner" },
            new GenerateCommand.Destinations(folder),
            log,
            CancellationToken.None
        );

    private static async Task Expect(string problems, params SourceFile[] operations)
    {
        var refused = await Assert.ThrowsAsync<GenerationException>(() => Sample.GenerateAsync(operations));

        Assert.Equal(problems.ReplaceLineEndings("\n"), refused.Message);
    }
}
