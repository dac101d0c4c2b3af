using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Lintel.ClientSdk.Live.Tests;

/// <summary>The pages that begin with "five minutes" are carried out, block by block, from the packed SDK against a server.</summary>
[Collection(PackedSdkCollection.Name)]
public sealed class WalkTests(PackedSdk packed, LiveServer server) : IDisposable
{
    private readonly DirectoryInfo _folder = packed.Workplace();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_front_end_shows_what_the_server_has()
    {
        const string Persona = "partner-east";
        var walk = new Walk("getting-started/front-end.md", _folder, server.Address, server.TokenOf(Persona));
        await walk.PrepareAsync();

        var said = await walk.StartAsync();

        var data = await server.AskAsync(
            Persona,
            """
            {
              listings(first: 6, where: { status: { eq: ACTIVE }, bedroomsTotal: { gte: 2 } }, order: [{ listPrice: ASC }]) {
                nodes { title listPrice livingArea community { name } listAgent { store { officeName } } media { mediaUrl } }
              }
            }
            """
        );
        var expected = data["listings"]!["nodes"]!
            .AsArray()
            .Select(node =>
                $"{node!["title"]} | {Number(node["listPrice"])} yuan | {Number(node["livingArea"])} ㎡ | {node["community"]!["name"]} | "
                + $"{node["listAgent"]!["store"]!["officeName"]} | {node["media"]!.AsArray().Count} photos"
            );
        Assert.Equal(expected, Lines(said).Where(line => line.EndsWith(" photos", StringComparison.Ordinal)));
        await AssertPiecesAsync(walk, Persona);

        // Misspell a field and build again.
        var operations = walk.Blocks.Single(block => block.File == "Listings.graphql");
        walk.Write(operations.File!, operations.Text.Replace("  livingArea", "  livingAria", StringComparison.Ordinal));
        var (exit, failed) = await PackedSdk.DotnetAsync(walk.Place, "build", "-nologo");
        Assert.NotEqual(0, exit);
        Assert.Contains(
            "Listings.graphql(18,3): error LNT0004: Cannot query field 'livingAria' on type 'Listing'. Did you mean 'livingArea'? (GraphQL 5.3.1)",
            failed,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_dashboard_shows_what_the_server_has()
    {
        const string Persona = "director-sun";
        var walk = new Walk("getting-started/dashboard.md", _folder, server.Address, server.TokenOf(Persona));
        await walk.PrepareAsync();

        var said = await walk.StartAsync();

        var data = await server.AskAsync(
            Persona,
            """
            {
              figures: deals { aggregate { groups { key { stage } count sum { price } } } }
              deals(first: 10, where: { stage: { nin: [CLOSED, TERMINATED] } }, order: [{ createdAt: ASC }]) {
                nodes { dealNumber stage price agent { memberFullName } tasks(first: 3, where: { status: { eq: OPEN } }) { nodes { name dueOn } } }
              }
            }
            """
        );
        var figures = data["figures"]!["aggregate"]!["groups"]!
            .AsArray()
            .Select(group => $"{group!["key"]!["stage"]}: {group["count"]} deals, {Number(group["sum"]!["price"])} yuan");
        var deals = data["deals"]!["nodes"]!
            .AsArray()
            .Select(deal =>
                $"{deal!["dealNumber"]} | {deal["stage"]} | {Number(deal["price"])} yuan | {deal["agent"]?["memberFullName"]} | "
                + string.Join(", ", deal["tasks"]!["nodes"]!.AsArray().Select(task => $"{task!["name"]} {task["dueOn"]}"))
            );
        Assert.Equal(figures.Concat(deals), Lines(said).Where(line => line.Contains(" yuan", StringComparison.Ordinal)));
        await AssertPiecesAsync(walk, Persona);
    }

    [Fact]
    public async Task The_deal_alerts_go_on_behind_the_last_one()
    {
        const string Persona = "integrator-east";
        var walk = new Walk("getting-started/deal-alerts.md", _folder, server.Address, server.TokenOf(Persona));
        await walk.PrepareAsync();
        var tasks = new DealTasks(server);
        var first = await tasks.CompleteOneAsync();
        await tasks.CompleteOneAsync();

        var before = await SaidUntilAsync(walk, await AlertsAsync(Persona, behind: 0));
        // While nobody listens.
        var missed = await tasks.CompleteOneAsync();
        var after = await SaidUntilAsync(walk, await AlertsAsync(Persona, behind: missed - 1));

        Assert.True(before.Count >= 2);
        Assert.True(first < missed);
        Assert.Single(after);
        await AssertPiecesAsync(walk, Persona);
    }

    [Fact]
    public async Task The_page_of_the_SDK_is_carried_out_and_its_pieces_compile()
    {
        const string Persona = "agent-li";
        var walk = new Walk("sdk.md", _folder, server.Address, server.TokenOf(Persona));
        await walk.PrepareAsync();
        var pieces = walk.Blocks.Where(block => block is { Language: "csharp", File: null }).ToList();
        walk.Write(
            "Pieces.cs",
            $$"""
            using Lintel.Client;
            namespace Partner;
            public static class Pieces
            {
                {{string.Join(
                '\n',
                pieces.Select((piece, at) => $"public static async Task Piece{at}(IPartnerClient client, string id)\n{{\n{piece.Text}\n}}")
            )}}
            }

            """
        );

        var said = await walk.StartAsync();

        var data = await server.AskAsync(Persona, "{ listings(first: 20, order: [{ createdAt: ASC }]) { nodes { title listPrice } } }");
        var expected = data["listings"]!["nodes"]!
            .AsArray()
            .Select(node => string.Create(CultureInfo.InvariantCulture, $"{node!["title"]}: {(decimal)node["listPrice"]!:N0}"));
        Assert.Equal(expected, Lines(said).TakeLast(20));
        Assert.Single(pieces);
        await AssertPiecesAsync(walk, Persona);
    }

    /// <summary>Starts the page's program, waits for these lines, in this order and nothing between them, and for the position to be kept; then ends it.</summary>
    private static async Task<IReadOnlyList<string>> SaidUntilAsync(Walk walk, IReadOnlyList<(string Line, string Position)> expected)
    {
        using var program = Process.Start(walk.Program())!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var said = new List<string>();
        try
        {
            foreach (var (line, _) in expected)
            {
                said.Add(await program.StandardOutput.ReadLineAsync(patience.Token) ?? await program.StandardError.ReadToEndAsync(patience.Token));
                Assert.Equal(line, said[^1]);
            }

            await UntilKeptAsync(Path.Combine(walk.Place, "position.txt"), expected[^1].Position, patience.Token);
        }
        finally
        {
            program.Kill(entireProcessTree: true);
            await program.WaitForExitAsync(patience.Token);
        }

        return said;
    }

    private static async Task UntilKeptAsync(string file, string position, CancellationToken cancellationToken)
    {
        using var interval = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!File.Exists(file) || await File.ReadAllTextAsync(file, cancellationToken) != position)
        {
            await interval.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>The alerts of completed tasks that have been committed, as the program should tell them.</summary>
    private async Task<IReadOnlyList<(string Line, string Position)>> AlertsAsync(string persona, long behind)
    {
        var data = await server.AskAsync(
            persona,
            """
            query($after: String) {
              events(after: $after, first: 100) {
                items {
                  __typename
                  ... on StreamItem { position }
                  ... on DealAlert { kind deal { dealNumber } task { name } }
                }
              }
            }
            """,
            new { after = behind.ToString(CultureInfo.InvariantCulture) }
        );
        return
        [
            .. data["events"]!["items"]!
                .AsArray()
                .Select(item => ($"{item!["kind"]} {item["deal"]!["dealNumber"]}: {item["task"]!["name"]}", (string)item["position"]!)),
        ];
    }

    /// <summary>The blocks that are neither run nor files are documents that the server takes from this reader.</summary>
    private async Task AssertPiecesAsync(Walk walk, string persona)
    {
        foreach (var document in walk.Blocks.Where(block => block is { Language: "graphql", File: null }))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, server.Address)
            {
                Content = JsonContent.Create(new { query = document.Text }),
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.TokenOf(persona));
            request.Headers.Add("GraphQL-Validate-Only", "1");
            using var response = await server.Http.SendAsync(request);
            var answer = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
            Assert.True(answer["errors"] is null, answer.ToJsonString());
        }
    }

    private static string Number(JsonNode? value) => ((decimal)value!).ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<string> Lines(string said) => said.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0);
}
