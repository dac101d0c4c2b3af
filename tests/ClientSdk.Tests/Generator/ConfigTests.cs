using Lintel.Client.Generator;
using Lintel.Client.Generator.Reading;

namespace Lintel.ClientSdk.Tests.Generator;

/// <summary>Each key of the configuration is honoured or refused; what the command line says beats it.</summary>
public sealed class ConfigTests
{
    [Fact]
    public void A_whole_configuration_of_Strawberry_Shake_is_taken()
    {
        var config = Read(
            """
            {
              // as it was
              "schema": "graph/schema.graphql",
              "documents": ["a/**/*.graphql", "b/*.graphql"],
              "extensions": {
                "strawberryShake": {
                  "name": "PartnerClient",
                  "namespace": "Partner.Graph",
                  "url": "https://graph.example/graphql",
                  "accessModifier": "internal",
                  "dependencyInjection": true,
                  "strictSchemaValidation": false,
                  "hashAlgorithm": "sha256",
                  "useSingleFile": false,
                  "requestStrategy": "PersistedOperation",
                  "outputDirectoryName": "Generated",
                  "noStore": true,
                  "emitGeneratedCode": true,
                  "razorComponents": false,
                  "records": { "inputs": false, "entities": true },
                  "transportProfiles": [{ "name": "Default", "default": "Http", "subscription": "WebSocket" }],
                }
              }
            }
            """
        );

        Assert.Equal(("PartnerClient", "Partner.Graph", "internal"), (config.Name, config.Namespace, config.Accessibility));
        Assert.Equal(("graph/schema.graphql", "https://graph.example/graphql"), (config.SchemaFile, config.Url?.ToString()));
        Assert.Equal(["a/**/*.graphql", "b/*.graphql"], config.Documents);
        Assert.Equal((false, false, false), (config.IsSchemaStrict, config.IsSingleFile, config.HasStore));
        Assert.Equal(("PersistedDocument", "WebSocket", "Generated"), (config.RequestStrategy, config.SubscriptionTransport, config.OutputDirectory));
        Assert.Empty(config.Warnings);
    }

    [Fact]
    public void The_command_line_beats_the_file()
    {
        var config = Read(
            """{ "schema": "a.graphql", "documents": "a/*", "extensions": { "strawberryShake": { "name": "A", "namespace": "A", "noStore": true, "useSingleFile": true, "outputDirectoryName": "A" } } }""",
            new ConfigOverrides
            {
                Name = "B",
                Namespace = "B.B",
                Schema = "b.graphql",
                Documents = ["b/*"],
                NoStore = false,
                UseSingleFile = false,
                OutputDirectory = "B",
                AccessModifier = "internal",
                RequestStrategy = "AutomaticPersistedQuery",
                DefaultNamespace = "Never",
            }
        );

        Assert.Equal(("B", "B.B", "b.graphql", "internal"), (config.Name, config.Namespace, config.SchemaFile, config.Accessibility));
        Assert.Equal(
            (true, false, "B", "AutomaticPersistedQuery"),
            (config.HasStore, config.IsSingleFile, config.OutputDirectory, config.RequestStrategy)
        );
        Assert.Equal(["b/*"], config.Documents);
    }

    [Fact]
    public void The_project_s_namespace_stands_in_where_none_is_named() =>
        Assert.Equal("my_app.Client", Read("{}", new ConfigOverrides { DefaultNamespace = "my-app.Client" }).Namespace);

    [Theory]
    [InlineData(
        "\"hashAlgorithm\": \"md5\"",
        "'hashAlgorithm': md5 is refused: the platform names documents by SHA-256: write sha256, or leave it out."
    )]
    [InlineData(
        "\"razorComponents\": true",
        "'razorComponents': true is refused: no Razor components are generated: observe Watch in yours, and render when it tells."
    )]
    [InlineData("\"emitGeneratedCode\": false", "'emitGeneratedCode': false is refused: a client that is not written cannot be compiled.")]
    [InlineData("\"accessModifier\": \"private\"", "'accessModifier': 'private' is none of public, internal.")]
    [InlineData("\"noStore\": \"perhaps\"", "'noStore': perhaps is neither true nor false.")]
    [InlineData("\"url\": \"ftp://x\"", "'url': ftp://x is no address that starts with http:// or https://.")]
    [InlineData(
        "\"transportProfiles\": [{ \"default\": \"InMemory\" }]",
        "'transportProfiles[0].default': InMemory is refused: a client of this platform is not in the server's process."
    )]
    [InlineData("\"transportProfiles\": [{ \"query\": \"WebSocket\" }]", "'query' over WebSocket is refused: queries and mutations go over Http.")]
    public void What_is_not_done_here_is_refused_with_the_reason(string key, string message)
    {
        var refused = Assert.Throws<GenerationException>(() => Read($$"""{ "extensions": { "strawberryShake": { {{key}} } } }"""));

        Assert.Equal(message, Assert.Single(refused.Diagnostics).Message);
    }

    [Theory]
    [InlineData("""{ "projects": { "a": { "schema": "x" } } }""", "'projects' is refused")]
    [InlineData("""{ "schema": "https://graph.example" }""", "'schema' is a file: run 'lintel-sdk update'")]
    [InlineData("""{ "schema": ["a.graphql", "b.graphql"] }""", "'schema' is one file")]
    public void A_configuration_for_more_than_one_client_is_refused(string json, string message) =>
        Assert.StartsWith(message, Assert.Throws<GenerationException>(() => Read(json)).Diagnostics[0].Message, StringComparison.Ordinal);

    [Fact]
    public void A_key_that_says_nothing_is_warned_of_at_its_place_with_the_one_that_was_meant()
    {
        var config = Read("{ \"extensions\": { \"strawberryShake\": {\n  \"nostor\": true } } }");

        Assert.Equal(
            "rc.json(2,13): warning LNT0001: 'nostor' is no key of this configuration and says nothing. Did you mean 'noStore'?",
            Assert.Single(config.Warnings).ToString()
        );
        Assert.True(config.HasStore);
    }

    private static ClientConfig Read(string json, ConfigOverrides? overrides = null) =>
        ConfigReader.Read(ConfigFile.Parse("rc.json", json), overrides ?? new ConfigOverrides());
}
