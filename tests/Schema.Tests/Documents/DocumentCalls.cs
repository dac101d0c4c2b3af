using System.Text.Json.Nodes;
using GraphQL;
using GraphQL.Transport;
using Lintel.Domain;
using Lintel.Domain.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Tests.Documents;

/// <summary>Requests that name their document instead of sending it.</summary>
internal static class DocumentCalls
{
    public static string HashOf(string document) => TrustedDocument.HashOf(document);

    public static JsonObject Manifest(string? account, params IEnumerable<string> documents)
    {
        var manifest = documents.Select(
            JsonNode? (document) =>
                new JsonObject
                {
                    ["id"] = HashOf(document),
                    ["document"] = document,
                    ["name"] = "D",
                }
        );
        var input = new JsonObject { ["manifest"] = new JsonArray([.. manifest]) };
        if (account is not null)
        {
            input["accountId"] = account;
        }

        return input;
    }

    public static string IdOf(Viewer viewer) => Ids.Of("Account", viewer.AccountId!.Value);

    public static async Task<Answer> ByIdAsync(this Graph graph, Viewer viewer, string document, bool readOnly = false) =>
        new(graph.Serialize(await graph.ExecuteAsync(viewer, new GraphQLRequest { DocumentId = $"sha256:{HashOf(document)}" }, readOnly)));

    public static async Task<Answer> ByHashAsync(this Graph graph, Viewer viewer, string? query, string hash, object? version = null) =>
        new(graph.Serialize(await graph.ExecuteAsync(viewer, new GraphQLRequest { Query = query, Extensions = Extensions(hash, version ?? 1) })));

    public static Inputs Extensions(string hash, object version) =>
        new(
            new Dictionary<string, object?>
            {
                ["persistedQuery"] = new Dictionary<string, object?> { ["version"] = version, ["sha256Hash"] = hash },
            }
        );

    /// <summary>The account's viewer as a request finds it, with the epoch that its reads check.</summary>
    public static async Task<Viewer> RememberedAsync(this Graph graph, Viewer viewer)
    {
        await using var db = graph.Database.Open();
        var subject = await db.Accounts.Where(account => account.Id == viewer.AccountId).Select(account => account.Subject).SingleAsync();
        return (await db.ViewerOfAsync(subject, graph.Database.Clock.GetUtcNow(), CancellationToken.None))!; // there is the account
    }
}
