using System.Text.Json.Nodes;
using GraphQL.Transport;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Organisation;
using Lintel.Schema.Tests.Shared.Mutating;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Tests.Documents;

/// <summary>What an account may send by an id: who publishes it, who may send it, until when.</summary>
public sealed class TrustedDocumentTests
{
    private const string Query = "query Listings { listings { totalCount } }";
    private const string Other = "query Deals($first: Int!) { deals(first: $first) { totalCount } }";
    private const string Third = "query Offices { offices { totalCount } }";
    private const string NotFound = "DOCUMENT_NOT_FOUND";
    private const string NotTrusted = "DOCUMENT_NOT_TRUSTED";

    [BothDatabases]
    public async Task A_published_document_runs_by_its_id_for_its_account_alone_and_on_every_server(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider, cast => cast.AddListing("L1", cast.AgentLi));
        var (machine, partner) = (graph.Cast.Integrator, graph.Cast.PartnerEast);
        Assert.Equal(NotFound, (await graph.ByIdAsync(machine, Query)).Codes);

        var published = await Publish(DocumentCalls.Manifest(DocumentCalls.IdOf(machine), Query, Other, Query))
            .SendAsync(graph, graph.Cast.Sun, "documentsAdded documentsRetired account { displayName }");

        Assert.Equal("""{"documentsAdded":2,"documentsRetired":0,"account":{"displayName":"东区机器"}}""", published.Subject);
        await using var elsewhere = graph.OpenElsewhere();
        foreach (var server in new[] { graph, elsewhere })
        {
            Assert.Equal("""{"listings":{"totalCount":1}}""", (await server.ByIdAsync(machine, Query)).Data);
            Assert.Equal("""{"listings":{"totalCount":1}}""", (await server.ByIdAsync(machine, Query, readOnly: true)).Data);
            foreach (var stranger in new[] { partner, graph.Cast.Sun, Viewer.Anonymous })
            {
                Assert.Equal(NotFound, (await server.ByIdAsync(stranger, Query)).Codes);
            }

            foreach (var id in new[] { "", "x", "md5:1", DocumentCalls.HashOf("{ __typename }"), DocumentCalls.HashOf(Query).ToUpperInvariant() })
            {
                var answer = new Answer(graph.Serialize(await server.ExecuteAsync(machine, new GraphQLRequest { DocumentId = id })));
                Assert.Equal($"{id} {NotFound}", $"{id} {answer.Codes}");
            }
        }

        Assert.Equal(
            $$$"""{"trustedDocuments":{"nodes":[{"documentHash":"{{{DocumentCalls.HashOf(Query)}}}","documentName":"D","text":"{{{Query}}}","retiredAt":null}]}}""",
            (
                await graph.RunAsync(
                    machine,
                    $$$"""{ trustedDocuments(where: {documentHash: {eq: "{{{DocumentCalls.HashOf(Query)}}}"}}) { nodes { documentHash documentName text retiredAt } } }"""
                )
            ).Data
        );
        Assert.Equal("""{"trustedDocuments":{"totalCount":0}}""", (await graph.RunAsync(partner, "{ trustedDocuments { totalCount } }")).Data);
        Assert.Equal([$"2 added for {machine.AccountId:N}"], await NotesAsync(graph));
    }

    [BothDatabases]
    public async Task A_manifest_with_a_fault_is_refused_as_a_whole_with_the_errors_of_each_document(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var machine = DocumentCalls.IdOf(graph.Cast.Integrator);
        var faulty = DocumentCalls.Manifest(
            machine,
            Query,
            "{ deals { nodes { commission } } }",
            "{ listings {",
            "query A { listings { totalCount } } query B { listings { totalCount } }"
        );
        faulty["manifest"]![0]!["id"] = DocumentCalls.HashOf(Other);
        var call = Publish(faulty);

        await call.IsRefusedAsync(
            graph,
            graph.Cast.Sun,
            "HASH_MISMATCH manifest.0.id",
            "DOCUMENT_INVALID manifest.1.document",
            "DOCUMENT_INVALID manifest.2.document",
            "DOCUMENT_INVALID manifest.3.document"
        );
        Assert.Contains(
            "FORBIDDEN: Cannot query field 'commission' on type 'Deal'.",
            (await call.SendAsync(graph, graph.Cast.Sun)).Messages,
            StringComparison.Ordinal
        );
        await Publish(DocumentCalls.Manifest(machine)).IsRefusedAsync(graph, graph.Cast.Sun, "OUT_OF_RANGE manifest");
        var longest = await Publish(DocumentCalls.Manifest(machine, Enumerable.Repeat(Query, 1_001))).SendAsync(graph, graph.Cast.Sun);
        Assert.Equal("TOO_MANY_ITEMS", longest.Answer.Codes);
        await Publish(DocumentCalls.Manifest(null, Query)).IsRefusedAsync(graph, graph.Cast.Sun, "REQUIRED accountId");
        await Publish(DocumentCalls.Manifest(DocumentCalls.IdOf(graph.Cast.PartnerWest), Query))
            .IsRefusedAsync(graph, graph.Cast.Sun, "NOT_FOUND accountId");
        await Publish(DocumentCalls.Manifest(machine, Query)).IsRefusedAsync(graph, graph.Cast.PartnerEast, "NOT_FOUND accountId");
        Assert.Empty(await NotesAsync(graph));
    }

    [BothDatabases]
    public async Task An_account_has_at_most_ten_thousand_documents(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        await using (var db = graph.Database.Open())
        {
            db.Attach(graph.Cast.IntegratorAccount);
            db.AddRange(
                Enumerable
                    .Range(0, 9_999)
                    .Select(i =>
                        TrustedDocument.Create(
                            Guid.CreateVersion7(TestDatabase.Now),
                            graph.Cast.IntegratorAccount,
                            $"query D{i} {{ __typename }}",
                            null,
                            TestDatabase.Now
                        )
                    )
            );
            await db.SaveChangesAsync();
        }

        var refused = await Publish(DocumentCalls.Manifest(null, Query, Third)).SendAsync(graph, graph.Cast.Integrator);
        var taken = await Publish(DocumentCalls.Manifest(null, Query)).SendAsync(graph, graph.Cast.Integrator, "documentsAdded");

        Assert.Equal("OUT_OF_RANGE manifest", refused.Errors);
        Assert.Equal("""{"documentsAdded":1}""", taken.Subject);
    }

    [BothDatabases]
    public async Task A_retired_document_is_unknown_to_the_next_request_and_comes_back_when_published_again(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        await using var elsewhere = graph.OpenElsewhere();
        await Publish(DocumentCalls.Manifest(null, Query, Other)).SendAsync(graph, graph.Cast.Integrator);
        var remembered = await graph.RememberedAsync(graph.Cast.Integrator);
        Assert.Equal("", (await elsewhere.ByIdAsync(remembered, Query)).Codes);
        var retire = new MutationCall(
            "trustedDocumentsRetire",
            "trustedDocumentChange",
            new JsonObject { ["ids"] = new JsonArray($"sha256:{DocumentCalls.HashOf(Query)}") }
        );
        await retire.With("ids", new JsonArray(DocumentCalls.HashOf(Query), "x")).IsRefusedAsync(graph, graph.Cast.Integrator, "NOT_FOUND ids.1");
        await retire.With("ids", new JsonArray()).IsRefusedAsync(graph, graph.Cast.Integrator, "OUT_OF_RANGE ids");

        Assert.Equal(
            """{"documentsAdded":0,"documentsRetired":1}""",
            (await retire.SendAsync(graph, graph.Cast.Integrator, "documentsAdded documentsRetired")).Subject
        );

        // A server that remembers both finds out with the read, and then looks again.
        await Assert.ThrowsAsync<ViewerChangedException>(() => elsewhere.ByIdAsync(remembered, Query));
        Assert.Equal(NotFound, (await elsewhere.ByIdAsync(await graph.RememberedAsync(graph.Cast.Integrator), Query)).Codes);
        Assert.Equal(NotFound, (await elsewhere.ByIdAsync(graph.Cast.Integrator, Query)).Codes);
        await retire.IsRefusedAsync(graph, graph.Cast.Integrator, "NOT_FOUND ids.0");
        var again = await Publish(DocumentCalls.Manifest(null, Query, Other)).SendAsync(graph, graph.Cast.Integrator, "documentsAdded");
        Assert.Equal("""{"documentsAdded":1}""", again.Subject);
        Assert.Equal("", (await elsewhere.ByIdAsync(await graph.RememberedAsync(graph.Cast.Integrator), Query)).Codes);
    }

    [BothDatabases]
    public async Task A_trusted_document_goes_the_known_way_without_a_statement_of_its_own(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var engine = (GraphQLEngine)graph.Service(typeof(GraphQLEngine));
        await Publish(DocumentCalls.Manifest(null, Query)).SendAsync(graph, graph.Cast.Integrator);
        var viewer = await graph.RememberedAsync(graph.Cast.Integrator);
        var hash = DocumentCalls.HashOf(Query);
        GraphQLRequest[] ways = [new() { Query = Query }, new() { DocumentId = hash }, new() { Extensions = DocumentCalls.Extensions(hash, 1) }];
        // The document, and the count.
        Assert.Equal(2, await QueryBudget.CountAsync(() => engine.ExecuteAsync(ways[1], viewer, readOnly: true, CancellationToken.None)));

        foreach (var request in ways)
        {
            var isKnown = false;
            var statements = await QueryBudget.CountAsync(async () =>
            {
                using var answer = await engine.AnswerKnownAsync(request, viewer, CancellationToken.None);
                isKnown = answer is not null;
            });
            Assert.Equal($"{request.DocumentId} known True 1", $"{request.DocumentId} known {isKnown} {statements}");
        }
    }

    [BothDatabases]
    public async Task A_restricted_account_may_send_its_trusted_documents_only(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        await Publish(DocumentCalls.Manifest(null, Query)).SendAsync(graph, graph.Cast.Integrator);
        var restrict = new MutationCall(
            "accountDocumentsRestrict",
            "account",
            new JsonObject { ["accountId"] = DocumentCalls.IdOf(graph.Cast.Integrator), ["trustedOnly"] = true }
        );
        await restrict.With("expectedVersion", 5).IsRefusedAsync(graph, graph.Cast.Sun, "STALE_VERSION expectedVersion");
        await restrict.With("accountId", DocumentCalls.IdOf(graph.Cast.Sun)).IsRefusedAsync(graph, graph.Cast.Sun, "OWN_ACCOUNT accountId");
        await restrict.With("accountId", DocumentCalls.IdOf(graph.Cast.PartnerWest)).IsRefusedAsync(graph, graph.Cast.Sun, "NOT_FOUND accountId");
        await restrict.With("accountId", DocumentCalls.IdOf(graph.Cast.Ma)).IsRefusedAsync(graph, graph.Cast.Sun, "NOT_FOUND accountId");

        Assert.Equal(
            """{"trustedDocumentsOnly":true,"version":2}""",
            (await restrict.SendAsync(graph, graph.Cast.Sun, "trustedDocumentsOnly version")).Subject
        );

        var strict = await graph.AgainAsync(graph.Cast.Integrator);
        foreach (var document in new[] { Query, "{ __typename }", "{ __schema { queryType { name } } }", "{ listings {", "mutation { nothing }" })
        {
            var answer = await graph.RunAsync(strict, document);
            Assert.True(answer.IsRefusedUnrun, answer.Text);
            Assert.Equal($"{document} {NotTrusted}", $"{document} {answer.Codes}");
            Assert.Equal(NotTrusted, (await graph.ByHashAsync(strict, document, DocumentCalls.HashOf(document))).Codes);
        }

        Assert.Equal("""{"listings":{"totalCount":0}}""", (await graph.ByIdAsync(strict, Query)).Data);
        Assert.Equal("""{"listings":{"totalCount":0}}""", (await graph.ByHashAsync(strict, null, DocumentCalls.HashOf(Query))).Data);
        // What others had kept is not trusted for it.
        Assert.Equal("", (await graph.ByHashAsync(graph.Cast.Sun, Third, DocumentCalls.HashOf(Third))).Codes);
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", (await graph.ByHashAsync(strict, null, DocumentCalls.HashOf(Third))).Codes);
        await restrict.With("trustedOnly", false).SendAsync(graph, graph.Cast.Sun);
        Assert.Equal("""{"listings":{"totalCount":0}}""", (await graph.RunAsync(await graph.AgainAsync(graph.Cast.Integrator), Query)).Data);
    }

    private static MutationCall Publish(JsonObject input) => new("trustedDocumentsPublish", "trustedDocumentChange", input);

    private static async Task<List<string?>> NotesAsync(Graph graph)
    {
        await using var db = graph.Database.Open();
        return await db
            .AuditEntries.Where(entry => entry.Element == "TrustedDocument")
            .OrderBy(entry => entry.Sequence)
            .Select(entry => entry.Reason)
            .ToListAsync();
    }
}
