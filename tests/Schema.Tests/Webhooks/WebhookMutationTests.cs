using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Organisation;
using Lintel.Domain.Webhooks;
using Lintel.Schema.Tests.Shared.Mutating;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Tests.Webhooks;

public sealed class WebhookMutationTests
{
    private const string Url = "https://hooks.example/lintel";
    private const string Document = "subscription($d: ID) { dealAlerts(where: {dealId: $d}) { ... on StreamItem { sequence } } }";

    [BothDatabases]
    public async Task An_endpoint_shows_its_secret_once_and_begins_behind_the_last_event(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var input = new
        {
            url = Url,
            document = Document,
            variables = """{"d":null}""",
            idempotencyKey = "k1",
        };
        const string create =
            "mutation($input: WebhookCreateInput!) { webhookCreate(input: $input) { webhookEndpoint { url state position variables } secret events } }";

        var first = await graph.RunAsync(graph.Cast.Integrator, create, new { input });
        var again = await graph.RunAsync(graph.Cast.Integrator, create, new { input });

        var secret = first["webhookCreate.secret"].GetString()!;
        Assert.Matches("^whsec_[A-Za-z0-9+/]{43}=$", secret);
        Assert.Equal(
            """{"webhookCreate":{"webhookEndpoint":{"url":"https://hooks.example/lintel","state":"ACTIVE","position":0,"variables":"{\"d\":null}"},"secret":null,"events":[]}}""",
            again.Data
        );
        Assert.Equal(again.Data, first.Data.Replace($"\"{secret}\"", "null", StringComparison.Ordinal));
        await using var db = graph.Database.Open();
        Assert.Equal(secret, (await db.WebhookEndpoints.SingleAsync()).Secret);
        Assert.DoesNotContain(secret["whsec_".Length..], await DatabaseDump.TakeAsync(graph.Database, withAudit: true), StringComparison.Ordinal);
    }

    [BothDatabases]
    public async Task An_endpoint_that_cannot_be_is_refused_and_nothing_is_written(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var call = new MutationCall("webhookCreate", "webhookEndpoint", new() { ["url"] = Url, ["document"] = Document });
        var viewer = graph.Cast.Integrator;

        foreach (var url in new[] { "http://hooks.example/", "http://127.0.0.1/", "https://me@hooks.example/", "hooks", "" })
        {
            await call.With("url", url).IsRefusedAsync(graph, viewer, "MALFORMED url");
        }

        await call.With("url", $"https://hooks.example/{new string('a', 2000)}").IsRefusedAsync(graph, viewer, "TOO_LONG url");
        foreach (
            var document in new[]
            {
                "{ listings { totalCount } }",
                "subscription { nothing }",
                "subscription",
                "subscription { dealAlerts(after: \"0\") { ... on StreamItem { sequence } } }",
                "subscription { dealAlerts(snapshot: true) { ... on StreamItem { sequence } } }",
                "subscription { ...F } fragment F on Subscription { dealAlerts { ... on StreamItem { sequence } } }",
                "subscription A { dealAlerts { __typename } } subscription B { dealAlerts { __typename } }",
                "subscription { dealAlerts { ... on DealAlert { deal { client { agent { licenceNothing } } } } } }",
            }
        )
        {
            await call.With("document", document).IsRefusedAsync(graph, viewer, "DOCUMENT_INVALID document");
        }

        await call.With("variables", "[]").IsRefusedAsync(graph, viewer, "MALFORMED variables");
        await call.With("variables", """{"d":{}}""").IsRefusedAsync(graph, viewer, "DOCUMENT_INVALID document");
        await call.IsRefusedAsync(graph, viewer with { ApiKeyId = Guid.Empty, KeyScopes = ApiKeyScopes.Mutate }, "DOCUMENT_INVALID document");
    }

    [BothDatabases]
    public async Task An_account_has_so_many_endpoints_and_no_more(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var call = new MutationCall("webhookCreate", "webhookEndpoint", new() { ["url"] = Url, ["document"] = Document });
        for (var i = 0; i < WebhookEndpoint.MostOfAccount; i++)
        {
            Assert.Equal("", (await call.SendAsync(graph, graph.Cast.Integrator)).Errors);
        }

        await call.IsRefusedAsync(graph, graph.Cast.Integrator, "TOO_MANY_WEBHOOK_ENDPOINTS");
        Assert.Equal("", (await call.SendAsync(graph, graph.Cast.PartnerEast)).Errors);
    }

    [BothDatabases]
    public async Task It_is_paused_resumed_rotated_and_deleted_by_its_owner_and_steered_by_those_above(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var (owner, director) = (graph.Cast.Integrator, graph.Cast.Sun);
        var made = await new MutationCall("webhookCreate", "webhookEndpoint", new() { ["url"] = Url, ["document"] = Document }).SendAsync(
            graph,
            owner
        );
        var id = made.Answer["webhookCreate.webhookEndpoint.id"].GetString()!;

        await Call("webhookPause").With("expectedVersion", 7).IsRefusedAsync(graph, owner, "STALE_VERSION expectedVersion");
        await Call("webhookPause").IsRefusedAsync(graph, graph.Cast.PartnerEast, "NOT_FOUND webhookEndpointId");
        Assert.Equal("""{"state":"PAUSED","pauseReason":"REQUESTED"}""", await AfterAsync("webhookPause", director));
        await Call("webhookPause").IsRefusedAsync(graph, owner, "WRONG_STATE webhookEndpointId");
        await Call("webhookResume").With("from", 2).IsRefusedAsync(graph, owner, "OUT_OF_RANGE from");
        await Call("webhookResume").With("from", 0).IsRefusedAsync(graph, owner, "OUT_OF_RANGE from");
        Assert.Equal("""{"state":"ACTIVE","pauseReason":null}""", await AfterAsync("webhookResume", director));
        await Call("webhookSecretRotate").With("overlapUntil", "2026-03-23T02:00:01Z").IsRefusedAsync(graph, owner, "OUT_OF_RANGE overlapUntil");
        await Call("webhookUpdate").With("url", "http://hooks.example").IsRefusedAsync(graph, owner, "MALFORMED url");
        Assert.Equal("""{"state":"DELETED","pauseReason":null}""", await AfterAsync("webhookDelete", director));
        foreach (var mutation in new[] { "webhookDelete", "webhookPause", "webhookResume", "webhookSecretRotate", "webhookTest", "webhookUpdate" })
        {
            var call =
                mutation == "webhookTest" ? new MutationCall(mutation, "webhookDelivery", new() { ["webhookEndpointId"] = id }) : Call(mutation);
            await call.IsRefusedAsync(graph, owner, "WRONG_STATE webhookEndpointId");
        }

        await using var db = graph.Database.Open();
        var deleted = await db.WebhookEndpoints.SingleAsync();
        Assert.Null(deleted.Secret);
        Assert.Null(deleted.PreviousSecret);
        Assert.Equal(["made", "deleted"], await WordsAsync(db));

        MutationCall Call(string mutation) => new(mutation, "webhookEndpoint", new() { ["webhookEndpointId"] = id });

        async Task<string> AfterAsync(string mutation, Viewer viewer) => (await Call(mutation).SendAsync(graph, viewer, "state pauseReason")).Subject;
    }

    private static async Task<IEnumerable<string>> WordsAsync(LintelDbContext db) =>
        (
            await db
                .AuditEntries.Where(entry => entry.Element == "WebhookEndpoint")
                .OrderBy(entry => entry.Sequence)
                .Select(entry => entry.Reason!)
                .ToListAsync()
        ).Select(reason => reason.Contains(" made ", StringComparison.Ordinal) ? "made" : reason.Split(' ')[^1]);
}
