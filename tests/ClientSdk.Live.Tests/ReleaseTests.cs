using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Lintel.Client;
using Lintel.Client.Generator;
using Lintel.Client.Generator.Reading;
using Lintel.ReleaseClient.Graph;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.DependencyInjection;

namespace Lintel.ClientSdk.Live.Tests;

/// <summary>What was built with a release goes on with the servers of later ones, and builds anew against their schemas as it is.</summary>
[Collection(LiveServerCollection.Name)]
public sealed partial class ReleaseTests(LiveServer server)
{
    private const string Li = "agent-li";

    private static readonly IReadOnlyList<ReleasedCase> Cases =
    [
        new("GetListings", (c, _) => Of(c.GetListings.ExecuteAsync(first: 5))),
        new("GetListing", (c, on) => Of(c.GetListing.ExecuteAsync(on.Listing))),
        new("GetClients", (c, _) => Of(c.GetClients.ExecuteAsync(first: 5))),
        new("GetDeals", (c, _) => Of(c.GetDeals.ExecuteAsync(first: 5))),
        new("GetDeal", (c, on) => Of(c.GetDeal.ExecuteAsync(on.Deal))),
        new("GetViewer", (c, _) => Of(c.GetViewer.ExecuteAsync())),
        new(
            "CreateClient refused",
            (c, _) =>
                Of(
                    c.CreateClient.ExecuteAsync(
                        new ClientCreateInput
                        {
                            FullName = "",
                            Phone = "1",
                            ConsentOn = new DateOnly(2024, 1, 2),
                            DryRun = true,
                        }
                    )
                )
        ),
        new("AdvanceDeal refused", (c, on) => Of(c.AdvanceDeal.ExecuteAsync(new DealAdvanceInput { DealId = on.Listing, DryRun = true }))),
        new(
            "RepriceListing refused",
            (c, on) =>
                Of(
                    c.RepriceListing.ExecuteAsync(
                        new ListingRepriceInput
                        {
                            ListingId = on.Deal,
                            ListPrice = 1,
                            DryRun = true,
                        }
                    )
                )
        ),
        new(
            "CompleteDealTask refused",
            (c, on) => Of(c.CompleteDealTask.ExecuteAsync(new DealTaskCompleteInput { TaskId = on.Deal, DryRun = true }))
        ),
    ];

    private static readonly string Root = RepositoryRoot();

    public static TheoryData<string> Names => [.. Cases.Select(one => one.Name)];

    public static TheoryData<string> Releases =>
        [.. Directory.GetDirectories(Path.Combine(Root, "docs/releases")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_client_of_0_1_0_reads_all_that_a_later_server_says(string name)
    {
        var one = Cases.Single(one => one.Name == name);
        var later = new LaterAnswers(LaterSchema.EnumValues(await ReadAsync("schema.graphql")));
        var client = Released(builder => builder.HttpClientBuilder.AddHttpMessageHandler(() => later));

        var (data, errors) = await one.Run(client, await KnownIds.OfAsync(server, Li));

        Assert.Empty(errors);
        Assert.Empty(AnswerComparison.Differences(data!, Assert.Single(later.Data)));
        Assert.True(later.Changes > 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_client_of_0_1_0_reads_all_that_the_server_of_today_says(string name)
    {
        var one = Cases.Single(one => one.Name == name);
        var answers = new RecordedAnswers();
        var client = Released(builder => builder.HttpClientBuilder.AddHttpMessageHandler(() => answers));

        var (data, errors) = await one.Run(client, await KnownIds.OfAsync(server, Li));

        Assert.Empty(errors);
        Assert.Empty(AnswerComparison.Differences(data!, Assert.Single(answers.All).Answer.GetProperty("data")));
    }

    [Fact]
    public async Task Values_and_refusals_of_later_keep_their_names()
    {
        var later = new LaterAnswers(LaterSchema.EnumValues(await ReadAsync("schema.graphql")));
        var client = Released(builder => builder.HttpClientBuilder.AddHttpMessageHandler(() => later));
        var on = await KnownIds.OfAsync(server, Li);

        var listing = (await client.GetListings.ExecuteAsync(first: 1)).EnsureNoErrors().Listings.Nodes[0];
        var refused = (await client.AdvanceDeal.ExecuteAsync(new DealAdvanceInput { DealId = on.Listing, DryRun = true }))
            .EnsureNoErrors()
            .DealAdvance;

        Assert.Equal(ListingStatus.Unknown, listing.Status.Value);
        Assert.EndsWith(LaterAnswers.Later, listing.Status.Name, StringComparison.Ordinal);
        var unknown = Assert.IsType<AdvanceDeal_DealAdvance_Errors_Unknown>(Assert.Single(refused.Errors));
        Assert.Equal(("InvalidInputOfLater", "WRONG_ID"), (unknown.TypeName, unknown.Code));
        Assert.Null(refused.Deal);
    }

    [Theory]
    [MemberData(nameof(Releases))]
    public async Task The_operations_of_a_release_generate_against_the_schema_of_today_and_are_sent_as_they_were(string release)
    {
        var released = await GenerateAsync(await ReadAsync($"docs/releases/{release}/schema.graphql"), $"docs/releases/{release}/operations");

        var today = await GenerateAsync(await ReadAsync("schema.graphql"), $"docs/releases/{release}/operations");

        Assert.Equal(released.Manifest, today.Manifest);
    }

    [Theory]
    [MemberData(nameof(Releases))]
    public async Task The_operations_of_a_release_generate_against_a_schema_that_has_grown_everywhere(string release)
    {
        var sdl = await ReadAsync($"docs/releases/{release}/schema.graphql");
        var released = await GenerateAsync(sdl, $"docs/releases/{release}/operations");

        var grown = await GenerateAsync(LaterSchema.Of(sdl), $"docs/releases/{release}/operations");

        Assert.Equal(released.Manifest, grown.Manifest);
        Assert.Empty(CompilerMessages(grown.Files.Select(file => file.Text)));
    }

    [Fact]
    public async Task A_program_that_builds_anew_against_a_schema_that_has_grown_stays_as_it_is()
    {
        const string Example = "examples/partner-console";
        var client = await GenerateAsync(
            LaterSchema.Of(await ReadAsync("schema.graphql")),
            $"{Example}/Operations",
            new ClientConfig { Name = "PartnerClient", Namespace = "Lintel.PartnerConsole.Graph" }
        );

        var messages = CompilerMessages([
            .. client.Files.Select(file => file.Text),
            await ReadAsync($"{Example}/DealDesk.cs"),
            await ReadAsync($"{Example}/Walkthrough.cs"),
            await ReadAsync($"{Example}/WalkthroughException.cs"),
        ]);

        Assert.Contains("AddedLater", client.Files[0].Text, StringComparison.Ordinal);
        Assert.Empty(messages);
    }

    [Theory]
    [MemberData(nameof(Releases))]
    public async Task A_schema_that_has_lost_something_is_told_at_the_place_that_needs_it(string release)
    {
        var sdl = (await ReadAsync($"docs/releases/{release}/schema.graphql")).Replace(
            "  unitPrice: Decimal!",
            "  gone: Decimal!",
            StringComparison.Ordinal
        );

        var refused = await Assert.ThrowsAsync<GenerationException>(() => GenerateAsync(sdl, $"docs/releases/{release}/operations"));

        Assert.Contains(
            "Listings.graphql(98,3): error LNT0004: Cannot query field 'unitPrice' on type 'Listing'.",
            refused.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_version_in_work_has_the_operations_of_its_package_in_its_release()
    {
        var version = VersionPrefix().Match(await ReadAsync("src/ClientSdk/Directory.Build.props")).Groups["version"].Value;

        Assert.Equal(Texts("src/ClientSdk/Runtime/Graph"), Texts($"docs/releases/{version}/operations"));
    }

    private IReleasedClient Released(Action<ClientBuilder> configure)
    {
        var services = new ServiceCollection();
        var builder = services.AddReleasedClient().ConfigureHttpClient(http => http.BaseAddress = server.Address).UseToken(server.TokenOf(Li));
        configure(builder);
        return services.BuildServiceProvider().GetRequiredService<IReleasedClient>();
    }

    private static Task<GeneratedClient> GenerateAsync(string sdl, string folder, ClientConfig? config = null) =>
        ClientGenerator.GenerateAsync(
            new ClientInput(
                config ?? new ClientConfig { Name = "ReleasedClient", Namespace = "Released.Graph" },
                SourceFile.Of("schema.graphql", sdl),
                null,
                [.. Texts(folder).Select(file => SourceFile.Of(file.Name, file.Text))]
            ),
            CancellationToken.None
        );

    private static IReadOnlyList<(string Name, string Text)> Texts(string folder) =>
        [
            .. Directory
                .GetFiles(Path.Combine(Root, folder), "*.graphql")
                .Order(StringComparer.Ordinal)
                .Select(file => (Path.GetFileName(file), File.ReadAllText(file))),
        ];

    private static IEnumerable<string> CompilerMessages(IEnumerable<string> code)
    {
        const string Usings = """
            global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
            global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
            """;
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(file => !Path.GetFileName(file).StartsWith("Lintel.ClientSdk.Live", StringComparison.Ordinal))
            .Select(file => MetadataReference.CreateFromFile(file))
            .ToImmutableArray<MetadataReference>();
        return CSharpCompilation
            .Create(
                "partner",
                code.Append(Usings).Select(text => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest))),
                references,
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
            )
            .GetDiagnostics()
            .Where(message => message.Severity >= DiagnosticSeverity.Warning)
            .Select(message => message.ToString());
    }

    private static Task<string> ReadAsync(string file) => File.ReadAllTextAsync(Path.Combine(Root, file));

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Lintel.slnx")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }

    private static async Task<(object? Data, IReadOnlyList<ClientError> Errors)> Of<T>(Task<IOperationResult<T>> running)
        where T : class
    {
        var result = await running;
        return (result.Data, result.Errors);
    }

    [GeneratedRegex("<VersionPrefix>(?<version>[^<]+)<", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex VersionPrefix();
}

/// <summary>One operation of the released client with its arguments.</summary>
internal sealed record ReleasedCase(string Name, Func<IReleasedClient, KnownIds, Task<(object? Data, IReadOnlyList<ClientError> Errors)>> Run);
