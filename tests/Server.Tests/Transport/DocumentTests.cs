using Lintel.Data;
using Lintel.Domain.Organisation;
using Lintel.Server.Tests.Identity;
using Lintel.Testing;

namespace Lintel.Server.Tests.Transport;

/// <summary>Requests that name their document: over HTTP and sockets, and where nothing else may be sent.</summary>
public sealed class DocumentTests
{
    private const string Query = "{ viewer { name } }";
    private const string Name = """200 {"data":{"viewer":{"name":"李测试"}}}""";
    private static readonly string Hash = TrustedDocument.HashOf(Query);
    private static readonly string ByHash = $$$$"""{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"{{{{Hash}}}}"}}}""";

    [BothDatabases]
    public async Task A_persisted_query_goes_by_POST_GET_and_socket(DatabaseProvider provider)
    {
        await using var server = await ServerUnderTest.StartAsync(provider, _ => { });
        var token = server.TokenOf("test|li");
        const string unknown = """{"errors":[{"message":"PersistedQueryNotFound","extensions":{"code":"PERSISTED_QUERY_NOT_FOUND"}}]}""";
        Assert.Equal($"200 {unknown}", await PostAsync(server, ByHash, token, "application/json"));
        Assert.Equal($"400 {unknown}", await PostAsync(server, ByHash, token));

        var withQuery = ByHash[..^1] + $$""","query":"{{Query}}"}""";
        Assert.Equal(Name, await PostAsync(server, withQuery, token));

        Assert.Equal(Name, await PostAsync(server, ByHash, token));
        var extensions = Uri.EscapeDataString($$$"""{"persistedQuery":{"version":1,"sha256Hash":"{{{Hash}}}"}}""");
        Assert.Equal(Name, await GetAsync(server, $"extensions={extensions}", token));
        using var socket = await ProtocolSocket.ReadyAsync(server, token);
        await socket.SendAsync($$$"""{"type":"subscribe","id":"1","payload":{{{ByHash}}}}""");
        Assert.Equal("""{"type":"next","id":"1","payload":{"data":{"viewer":{"name":"李测试"}}}}""", await socket.ReceiveAsync());
    }

    [BothDatabases]
    public async Task A_trusted_document_goes_by_POST_GET_and_socket_and_is_felt_gone_with_the_next_request(DatabaseProvider provider)
    {
        await using var server = await ServerUnderTest.StartAsync(provider, _ => { });
        var machine = await Machine.AtAsync(server);
        var (key, _) = await machine.KeyAsync(ApiKeyScopes.Read | ApiKeyScopes.Mutate);
        var byId = $$"""{"documentId":"sha256:{{Hash}}"}""";
        const string name = """200 {"data":{"viewer":{"name":"机器"}}}""";
        const string unknown =
            """400 {"errors":[{"message":"There is no document of this documentId that you may send; it is sha256: and the SHA-256 of its text in hex.","extensions":{"code":"DOCUMENT_NOT_FOUND"}}]}""";
        Assert.Equal(unknown, await PostAsync(server, byId, key));
        var published = await PostAsync(
            server,
            $$"""{"query":"mutation { trustedDocumentsPublish(input: {manifest: [{id: \"{{Hash}}\", document: \"{{Query}}\"}]}) { errors { ... on UserError { code message } } trustedDocumentChange { documentsAdded } } }"}""",
            key
        );
        Assert.Equal("""200 {"data":{"trustedDocumentsPublish":{"errors":[],"trustedDocumentChange":{"documentsAdded":1}}}}""", published);

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(name, await PostAsync(server, byId, key));
            Assert.Equal(name, await GetAsync(server, $"documentId=sha256:{Hash}", key));
        }

        Assert.Equal(unknown, await PostAsync(server, byId, server.TokenOf("test|li")));
        using (var socket = await ProtocolSocket.ReadyAsync(server, key))
        {
            await socket.SendAsync($$$"""{"type":"subscribe","id":"1","payload":{{{byId}}}}""");
            Assert.Equal("""{"type":"next","id":"1","payload":{"data":{"viewer":{"name":"机器"}}}}""", await socket.ReceiveAsync());
        }

        Assert.Contains(
            "\"documentsRetired\":1",
            await PostAsync(
                server,
                $$"""{"query":"mutation { trustedDocumentsRetire(input: {ids: [\"{{Hash}}\"]}) { trustedDocumentChange { documentsRetired } } }"}""",
                key
            ),
            StringComparison.Ordinal
        );
        Assert.Equal(unknown, await PostAsync(server, byId, key));
    }

    [Theory]
    [InlineData("""{"documentId":1}""", "The parameter 'documentId' must be a string or null.")]
    [InlineData("""{"documentId":"x","query":"{ viewer { name } }"}""", "Send either 'query' or 'documentId', not both.")]
    [InlineData("""{"extensions":{}}""", "The parameter 'query' is required and must be a string.")]
    [InlineData("""{"extensions":{"persistedQuery":null}}""", "The parameter 'query' is required and must be a string.")]
    [InlineData("""{"documentId":"x","query":1}""", "The parameter 'query' is required and must be a string.")]
    public async Task A_request_that_names_its_document_wrongly_is_malformed(string body, string message)
    {
        await using var server = await ServerUnderTest.StartAsync();

        Assert.Equal(
            $$$"""400 {"errors":[{"message":"{{{message}}}","extensions":{"code":"REQUEST_MALFORMED"}}]}""",
            await PostAsync(server, body, null)
        );
    }

    [BothDatabases]
    public async Task A_strict_server_takes_trusted_documents_only(DatabaseProvider provider)
    {
        const string refused = "DOCUMENT_NOT_TRUSTED";
        var free = $$"""{"query":"{{Query}}"}""";
        await using (var clients = await ServerUnderTest.StartAsync(provider, _ => { }, ("Lintel:Documents:Strict", "Clients")))
        {
            var machine = await Machine.AtAsync(clients);
            var (key, _) = await machine.KeyAsync();
            Assert.StartsWith("403 ", await PostAsync(clients, free, key), StringComparison.Ordinal);
            Assert.Contains(refused, await PostAsync(clients, free, key), StringComparison.Ordinal);
            Assert.Contains(refused, await PostAsync(clients, free, clients.TokenOf("test|machine")), StringComparison.Ordinal);
            Assert.Equal(Name, await PostAsync(clients, free, clients.TokenOf("test|li")));
        }

        await using var all = await ServerUnderTest.StartAsync(provider, _ => { }, ("Lintel:Documents:Strict", "All"));
        Assert.Contains(refused, await PostAsync(all, free, all.TokenOf("test|li")), StringComparison.Ordinal);
        Assert.Contains(refused, await PostAsync(all, """{"query":"{ __schema { queryType { name } } }"}""", null), StringComparison.Ordinal);
        Assert.Contains(
            refused,
            await PostAsync(all, ByHash[..^1] + $$""","query":"{{Query}}"}""", all.TokenOf("test|li")),
            StringComparison.Ordinal
        );
        await using (var db = all.Database.Open())
        {
            var li = db.Accounts.Single(account => account.Subject == "test|li");
            db.Add(TrustedDocument.Create(Guid.CreateVersion7(all.Clock.GetUtcNow()), li, Query, null, all.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        }

        Assert.Equal(Name, await PostAsync(all, $$"""{"documentId":"{{Hash}}"}""", all.TokenOf("test|li")));
    }

    private static async Task<string> PostAsync(
        ServerUnderTest server,
        string body,
        string? bearer,
        string accept = "application/graphql-response+json"
    )
    {
        using var response = await server.PostAsync(body, bearer, accept);
        return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
    }

    private static async Task<string> GetAsync(ServerUnderTest server, string parameters, string bearer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{server.Address}?{parameters}");
        request.Headers.Authorization = new("Bearer", bearer);
        using var response = await server.Http.SendAsync(request);
        return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
    }
}
