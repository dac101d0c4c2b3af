using System.Text.Json;
using Lintel.Client;
using Lintel.ClientSdk.Tests.Graph;

namespace Lintel.ClientSdk.Tests.Runtime;

/// <summary>Documents that go by their names, and as text where the server does not know them (trap 3).</summary>
public sealed class PersistedDocumentTests
{
    private const string Nothing = """{"data":{"node":null}}""";

    [Fact]
    public async Task A_published_document_goes_by_its_id()
    {
        await using var server = (await ScriptedServer.StartAsync()).Answer(Nothing);

        await server.Client(By(RequestStrategy.PersistedDocument)).GetNode.ExecuteAsync("1");

        var request = Assert.Single(server.Requests);
        Assert.Matches("^sha256:[0-9a-f]{64}$", request.GetProperty("documentId").GetString()!);
        Assert.False(request.TryGetProperty("query", out _));
        Assert.Equal("""{"id":"1"}""", request.GetProperty("variables").GetRawText());
    }

    [Fact]
    public async Task One_that_the_server_does_not_know_goes_as_text_and_stays_so_for_a_while()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Answer(Refusal("DOCUMENT_NOT_FOUND"), 400).Answer(Nothing).Answer(Nothing).Answer(Nothing);
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var client = server.Client(By(RequestStrategy.PersistedDocument), clock);

        Assert.Empty((await client.GetNode.ExecuteAsync("1")).Errors);
        Assert.Empty((await client.GetNode.ExecuteAsync("2")).Errors);
        clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Empty((await client.GetNode.ExecuteAsync("3")).Errors);

        Assert.Equal(["documentId 1", "query 1", "query 2", "documentId 3"], server.Requests.Select(Told));
    }

    [Fact]
    public async Task A_server_that_takes_no_text_has_the_last_word()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Answer(Refusal("DOCUMENT_NOT_FOUND"), 400).Answer(Refusal("DOCUMENT_NOT_TRUSTED"), 403);

        var result = await server.Client(By(RequestStrategy.PersistedDocument)).GetNode.ExecuteAsync("1");

        Assert.Equal("DOCUMENT_NOT_TRUSTED", Assert.Single(result.Errors).Code);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task An_automatic_persisted_query_is_known_once_its_text_has_come()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Answer(Refusal("PERSISTED_QUERY_NOT_FOUND"), 400).Answer(Nothing).Answer(Nothing);
        var client = server.Client(By(RequestStrategy.AutomaticPersistedQuery));

        await client.GetNode.ExecuteAsync("1");
        await client.GetNode.ExecuteAsync("2");

        Assert.Equal([" 1", "query 1", " 2"], server.Requests.Select(Told));
        Assert.All(
            server.Requests,
            request => Assert.Equal(64, request.GetProperty("extensions").GetProperty("persistedQuery").GetProperty("sha256Hash").GetString()!.Length)
        );
    }

    [Fact]
    public async Task A_subscription_whose_document_is_not_known_starts_with_its_text()
    {
        await using var server = await ScriptedServer.StartAsync();
        List<string> asked = [];
        server
            .OnSocket(async socket =>
            {
                var (_, subscribe) = await socket.GreetAsync();
                asked.Add(Told(subscribe.GetProperty("payload")));
                await socket.SendAsync("""{"id":"1","type":"error","payload":[{"message":"?","extensions":{"code":"DOCUMENT_NOT_FOUND"}}]}""");
                await socket.ReceiveAsync();
            })
            .OnSocket(async socket =>
            {
                var (_, subscribe) = await socket.GreetAsync();
                asked.Add(Told(subscribe.GetProperty("payload")));
                await socket.NextAsync("""{"ticks":5}""");
                await socket.CompleteAsync();
            });

        List<int> ticks = [];
        await foreach (var result in server.Client(By(RequestStrategy.PersistedDocument)).OnTick.SubscribeAsync())
        {
            ticks.Add(result.EnsureNoErrors().Ticks);
        }

        Assert.Equal([5], ticks);
        Assert.Equal(["documentId ", "query "], asked);
    }

    private static Action<ClientBuilder> By(RequestStrategy strategy) => builder => builder.UseRequestStrategy(strategy);

    private static string Refusal(string code) => $$$"""{"errors":[{"message":"?","extensions":{"code":"{{{code}}}"}}]}""";

    private static string Told(JsonElement request) =>
        $"{(request.TryGetProperty("documentId", out _) ? "documentId" : request.TryGetProperty("query", out _) ? "query" : "")} "
        + (request.TryGetProperty("variables", out var variables) && variables.TryGetProperty("id", out var id) ? id.GetString() : "");
}
