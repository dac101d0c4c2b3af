using System.Text.Json.Nodes;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Organisation;
using Lintel.Schema.Tests.Shared.Mutating;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Tests.Organisation.Mutations;

public sealed class ApiKeyTests
{
    private const string Create =
        "mutation ($input: ApiKeyCreateInput!) { apiKeyCreate(input: $input) { apiKey { id prefix } key sequence events } }";
    private const string Rotate = "mutation ($input: ApiKeyRotateInput!) { apiKeyRotate(input: $input) { apiKey { id } key } }";

    [BothDatabases]
    public async Task A_key_is_shown_by_the_first_answer_alone_and_noted_in_the_audit_log(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var input = Input(graph, ("idempotencyKey", "k1"));

        var dry = await graph.RunAsync(graph.Cast.Sun, Create, new { input = Input(graph, ("dryRun", true)) });
        var first = await graph.RunAsync(graph.Cast.Sun, Create, new { input });
        var again = await graph.RunAsync(graph.Cast.Sun, Create, new { input });

        Assert.Equal("""{"apiKeyCreate":{"apiKey":null,"key":null,"sequence":null,"events":[]}}""", dry.Data);
        var prefix = first["apiKeyCreate.apiKey.prefix"].GetString();
        Assert.StartsWith($"lintel_{prefix}_", first["apiKeyCreate.key"].GetString(), StringComparison.Ordinal);
        Assert.Equal(first.Data.Replace($"\"{first["apiKeyCreate.key"].GetString()}\"", "null", StringComparison.Ordinal), again.Data);
        Assert.Equal(
            $$$"""
            {"apiKeys":{"nodes":[{"name":"导出","prefix":"{{{prefix}}}","scopes":["READ","SUBSCRIBE"],"expiresAt":"2026-06-14T02:00:00Z","overlapUntil":null,
            "revokedAt":null,"lastUsedAt":null,"version":1,"account":{"displayName":"东区机器"}}]}}
            """.OneLine(),
            (
                await graph.RunAsync(
                    graph.Cast.Sun,
                    "{ apiKeys { nodes { name prefix scopes expiresAt overlapUntil revokedAt lastUsedAt version account { displayName } } } }"
                )
            ).Data
        );
        Assert.Equal([$"{prefix} made for {graph.Cast.Integrator.AccountId:N}: Read, Subscribe"], await NotesAsync(graph));
    }

    [BothDatabases]
    public async Task A_key_that_cannot_be_is_refused_and_nothing_is_written(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var call = new MutationCall("apiKeyCreate", "apiKey", Input(graph));

        await call.With("accountId", Ids.Of("Account", graph.Cast.Gao.AccountId!.Value))
            .IsRefusedAsync(graph, graph.Cast.Sun, "OUT_OF_RANGE accountId");
        await call.With("accountId", Ids.Of("Account", graph.Cast.PartnerWest.AccountId!.Value))
            .IsRefusedAsync(graph, graph.Cast.Sun, "NOT_FOUND accountId");
        await call.With("accountId", graph.Cast.AgentLi.GlobalId()).IsRefusedAsync(graph, graph.Cast.Sun, "WRONG_ID accountId");
        await call.With("scopes", new JsonArray()).IsRefusedAsync(graph, graph.Cast.Sun, "REQUIRED scopes");
        await call.With("name", "").IsRefusedAsync(graph, graph.Cast.Ma, "OUT_OF_RANGE name");
        await call.With("expiresAt", "2027-03-16T02:00:01Z").IsRefusedAsync(graph, graph.Cast.Ma, "OUT_OF_RANGE expiresAt");
        Assert.Empty(await NotesAsync(graph));
    }

    [BothDatabases]
    public async Task An_account_sees_rotates_and_revokes_its_own_keys_and_no_others(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var mine = await MadeAsync(graph, graph.Cast.Integrator);
        var partners = await MadeAsync(graph, graph.Cast.PartnerEast);

        foreach (var (viewer, seen) in new[] { (graph.Cast.Integrator, mine), (graph.Cast.PartnerEast, partners) })
        {
            Assert.Equal($$$"""{"apiKeys":{"nodes":[{"id":"{{{seen}}}"}]}}""", (await graph.RunAsync(viewer, "{ apiKeys { nodes { id } } }")).Data);
        }

        Assert.Equal("FORBIDDEN", (await graph.RunAsync(graph.Cast.Integrator, "{ apiKeys { nodes { account { id } } } }")).Codes);
        foreach (var mutation in new[] { "apiKeyRotate", "apiKeyRevoke" })
        {
            var call = new MutationCall(mutation, "apiKey", new JsonObject { ["apiKeyId"] = partners });
            await call.IsRefusedAsync(graph, graph.Cast.Integrator, "NOT_FOUND apiKeyId");
            await call.IsRefusedAsync(graph, graph.Cast.PartnerWest, "NOT_FOUND apiKeyId");
            await call.With("expectedVersion", 7).IsRefusedAsync(graph, graph.Cast.PartnerEast, "STALE_VERSION expectedVersion");
        }

        var rotated = await graph.RunAsync(graph.Cast.Integrator, Rotate, new { input = new { apiKeyId = mine } });
        Assert.Matches("^lintel_[0-9a-f]{16}_[0-9a-f]{72}$", rotated["apiKeyRotate.key"].GetString());
        var revoke = new MutationCall("apiKeyRevoke", "apiKey", new JsonObject { ["apiKeyId"] = mine });
        Assert.Equal(
            """{"overlapUntil":"2026-03-17T02:00:00Z","revokedAt":"2026-03-16T02:00:00Z","version":3}""",
            (await revoke.SendAsync(graph, graph.Cast.Integrator, "overlapUntil revokedAt version")).Subject
        );
        await revoke.IsRefusedAsync(graph, graph.Cast.Integrator, "WRONG_STATE apiKeyId");
        Assert.Equal(
            ["made", "made", "rotated", "revoked"],
            (await NotesAsync(graph)).Select(note => note!.Contains(" made ", StringComparison.Ordinal) ? "made" : note.Split(' ')[^1])
        );
    }

    [BothDatabases]
    public async Task A_key_rotates_itself_only_and_never_learns_another_s_secret(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var (self, other) = (await MadeAsync(graph, graph.Cast.Integrator), await MadeAsync(graph, graph.Cast.Integrator));
        var byKey = graph.Cast.Integrator with { ApiKeyId = Ids.KeyOf(self), KeyScopes = ApiKeyScopes.Mutate };

        await new MutationCall("apiKeyRotate", "apiKey", new JsonObject { ["apiKeyId"] = other }).IsRefusedAsync(
            graph,
            byKey,
            "NOT_THIS_KEY apiKeyId"
        );
        var rotated = await graph.RunAsync(byKey, Rotate, new { input = new { apiKeyId = self } });

        Assert.Equal(self, rotated["apiKeyRotate.apiKey.id"].GetString());
        Assert.NotNull(rotated["apiKeyRotate.key"].GetString());
    }

    [BothDatabases]
    public async Task Without_the_scope_an_operation_is_refused_with_the_scope_that_is_missing(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var key = await MadeAsync(graph, graph.Cast.PartnerEast);
        const string query = "{ listings { totalCount } }";
        const string import = """mutation { listingImport(input: {uploadId: "none", fileName: "a.csv", format: "none"}) { sequence } }""";
        var revoke = $$"""mutation { apiKeyRevoke(input: {apiKeyId: "{{key}}", dryRun: true}) { sequence } }""";
        const string both = """
            mutation { ...F } fragment F on Mutation {
              a: listingImport(input: {uploadId: "none", fileName: "a.csv", format: "none"}) { sequence }
              b: customFieldArchive(input: {customFieldId: "x"}) @skip(if: true) { sequence }
            }
            """;
        const string subscription = "subscription { dealAlerts { ... on StreamItem { sequence } } }";
        (string Document, ApiKeyScopes Needs)[] operations =
        [
            (query, ApiKeyScopes.Read),
            ("{ __typename }", ApiKeyScopes.Read),
            (revoke, ApiKeyScopes.Mutate),
            (import, ApiKeyScopes.Import),
            (both, ApiKeyScopes.Import | ApiKeyScopes.Mutate),
            (subscription, ApiKeyScopes.Subscribe),
        ];
        var before = await graph.DumpAsync();
        await graph.RunAsync(graph.Cast.PartnerEast, query); // known from now on

        foreach (var (document, needs) in operations)
        {
            for (var scopes = ApiKeyScopes.None; scopes <= (ApiKeyScopes)15; scopes++)
            {
                var result = await graph.ExecuteAsync(graph.Cast.PartnerEast with { ApiKeyId = Ids.KeyOf(key), KeyScopes = scopes }, document);
                var text = result.Streams is null ? graph.Serialize(result) : "{}";
                var missing = Enum.GetValues<ApiKeyScopes>()
                    .Where(one => one != ApiKeyScopes.None && needs.HasFlag(one) && !scopes.HasFlag(one))
                    .ToList();

                if (missing.Count == 0)
                {
                    Assert.True(!text.Contains("FORBIDDEN", StringComparison.Ordinal), $"{document} {scopes}: {text}");
                }
                else
                {
                    var named = Enum.GetValues<ApiKeyScopes>().Where(one => missing.Contains(one)).Select(one => one.ToString().ToUpperInvariant());
                    Assert.Contains(
                        text,
                        named.Select(scope =>
                            $$$"""{"errors":[{"message":"This API key has not got the scope {{{scope}}}.","extensions":{"code":"FORBIDDEN","scope":"{{{scope}}}"}}]}"""
                        )
                    );
                }
            }
        }

        Assert.Equal(before, await graph.DumpAsync());
    }

    [BothDatabases]
    public async Task No_clear_secret_is_left_in_the_database(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var canaries = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            var made = await graph.RunAsync(
                graph.Cast.Sun,
                Create,
                new { input = Input(graph, ("idempotencyKey", $"made-{i}"), ("name", $"canary-{i}")) }
            );
            var rotated = await graph.RunAsync(
                graph.Cast.Integrator,
                Rotate,
                new { input = new { apiKeyId = made["apiKeyCreate.apiKey.id"].GetString(), idempotencyKey = $"rotated-{i}" } }
            );
            foreach (var text in new[] { made["apiKeyCreate.key"].GetString()!, rotated["apiKeyRotate.key"].GetString()! })
            {
                var secret = Convert.FromHexString(text.AsSpan(24, 64));
                canaries.AddRange([text, text[24..88], text[24..], Convert.ToBase64String(secret), Convert.ToHexString(secret)]);
            }
        }

        var dump = await DatabaseDump.TakeAsync(graph.Database, withAudit: true);

        Assert.Equal(50, canaries.Distinct().Count());
        Assert.All(["canary-4", "made-4", "rotated-4", " rotated", "secret_hash="], trace => Assert.Contains(trace, dump, StringComparison.Ordinal));
        Assert.Equal([], canaries.Where(canary => dump.Contains(canary, StringComparison.OrdinalIgnoreCase)));
        // Nor is what is kept of it in the graph.
        var sdl = SchemaExport.Sdl(graph.Schema);
        Assert.Contains("type ApiKey ", sdl, StringComparison.Ordinal);
        Assert.DoesNotContain("hash", sdl[sdl.IndexOf("type ApiKey ", StringComparison.Ordinal)..].Split('}')[0], StringComparison.OrdinalIgnoreCase);
    }

    private static JsonObject Input(Graph graph, params (string Name, JsonNode Value)[] more)
    {
        var input = new JsonObject
        {
            ["accountId"] = Ids.Of("Account", graph.Cast.Integrator.AccountId!.Value),
            ["name"] = "导出",
            ["scopes"] = new JsonArray("READ", "SUBSCRIBE"),
        };
        foreach (var (name, value) in more)
        {
            input[name] = value;
        }

        return input;
    }

    private static async Task<string> MadeAsync(Graph graph, Viewer account)
    {
        var input = Input(graph, ("accountId", Ids.Of("Account", account.AccountId!.Value)));
        return (await graph.RunAsync(graph.Cast.Sun, Create, new { input }))["apiKeyCreate.apiKey.id"].GetString()!;
    }

    private static async Task<List<string?>> NotesAsync(Graph graph)
    {
        await using var db = graph.Database.Open();
        return await db
            .AuditEntries.Where(entry => entry.Element == "ApiKey")
            .OrderBy(entry => entry.Sequence)
            .Select(entry => entry.Reason)
            .ToListAsync();
    }
}
