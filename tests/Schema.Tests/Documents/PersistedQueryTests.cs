using GraphQL.Transport;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Testing;

namespace Lintel.Schema.Tests.Documents;

/// <summary>Automatic persisted queries, by Apollo's protocol.</summary>
public sealed class PersistedQueryTests
{
    private const string Query = "query Mine { listings { totalCount } }";

    [BothDatabases]
    public async Task A_hash_is_asked_for_once_and_known_from_then_on(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider, cast => cast.AddListing("L1", cast.AgentLi));
        var hash = DocumentCalls.HashOf(Query);

        var unknown = await graph.ByHashAsync(graph.Cast.Li, null, hash);
        var sent = await graph.ByHashAsync(graph.Cast.Li, Query, hash);
        var known = await graph.ByHashAsync(graph.Cast.Li, null, hash);
        var upper = await graph.ByHashAsync(graph.Cast.Wang, null, hash.ToUpperInvariant());

        Assert.Equal("""{"errors":[{"message":"PersistedQueryNotFound","extensions":{"code":"PERSISTED_QUERY_NOT_FOUND"}}]}""", unknown.Text);
        Assert.All([sent, known, upper], answer => Assert.Equal("""{"listings":{"totalCount":1}}""", answer.Data));
        // Whoever knows a hash runs the document under the own rules.
        Assert.Equal("UNAUTHENTICATED", (await graph.ByHashAsync(Viewer.Anonymous, null, hash)).Codes);
        await using var elsewhere = graph.OpenElsewhere();
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", (await elsewhere.ByHashAsync(graph.Cast.Li, null, hash)).Codes);
    }

    [BothDatabases]
    public async Task Only_what_passed_the_gate_and_validation_is_kept_and_only_under_its_own_hash(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var hash = DocumentCalls.HashOf(Query);

        Assert.Equal("PERSISTED_QUERY_HASH_MISMATCH", (await graph.ByHashAsync(graph.Cast.Li, "{ deals { totalCount } }", hash)).Codes);
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", (await graph.ByHashAsync(graph.Cast.Li, null, hash)).Codes);
        foreach (var refused in new[] { "{ nothing }", "{ listings {", "{ listings { nodes { floorPrice } } }" + new string(' ', 100_001) })
        {
            Assert.True((await graph.ByHashAsync(graph.Cast.Li, refused, DocumentCalls.HashOf(refused))).IsRefusedUnrun);
            Assert.Equal("PERSISTED_QUERY_NOT_FOUND", (await graph.ByHashAsync(graph.Cast.Li, null, DocumentCalls.HashOf(refused))).Codes);
        }

        // What anybody could send without signing in must not push out what others keep.
        Assert.Equal("", (await graph.ByHashAsync(Viewer.Anonymous, "{ graphVersion }", DocumentCalls.HashOf("{ graphVersion }"))).Codes);
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", (await graph.ByHashAsync(Viewer.Anonymous, null, DocumentCalls.HashOf("{ graphVersion }"))).Codes);
        foreach (var version in new object[] { 2, "1" })
        {
            var answer = await graph.ByHashAsync(graph.Cast.Li, Query, hash, version);
            Assert.Equal(
                """{"errors":[{"message":"PersistedQueryNotSupported","extensions":{"code":"PERSISTED_QUERY_NOT_SUPPORTED"}}]}""",
                answer.Text
            );
        }
    }

    [BothDatabases]
    public async Task A_hash_that_is_known_goes_the_known_way_without_a_statement_of_its_own(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var engine = (GraphQLEngine)graph.Service(typeof(GraphQLEngine));
        await graph.ByHashAsync(graph.Cast.Li, Query, DocumentCalls.HashOf(Query));
        var request = new GraphQLRequest { Extensions = DocumentCalls.Extensions(DocumentCalls.HashOf(Query), 1) };

        var isKnown = false;
        var statements = await QueryBudget.CountAsync(async () =>
        {
            using var answer = await engine.AnswerKnownAsync(request, graph.Cast.Li, CancellationToken.None);
            isKnown = answer is not null;
        });

        Assert.Equal((true, 1), (isKnown, statements));
    }
}
