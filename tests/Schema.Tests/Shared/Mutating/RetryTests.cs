using System.Text.Json.Nodes;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Listings;
using Lintel.Schema.Tests.Listings.Mutations;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Tests.Shared.Mutating;

/// <summary>What the pipeline promises of every mutation: retries with a key, dry runs.</summary>
public sealed class RetryTests
{
    [BothDatabases]
    public async Task The_same_key_and_input_have_one_effect_and_one_answer(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var call = ListingCreateTests.Call(graph).With("idempotencyKey", "k1");

        var first = await call.SendAsync(graph, graph.Cast.Li, "id listingId version");
        var dump = await graph.DumpAsync();
        var second = await call.SendAsync(graph, graph.Cast.Li, "id listingId version");

        Assert.Equal("""[] 1 ["LISTING_CREATED"]""", $"[{first.Errors}] {first.Sequence} {first.Events}");
        Assert.Equal(first.Answer.Text, second.Answer.Text);
        Assert.Equal(dump, await graph.DumpAsync());
    }

    [BothDatabases]
    public async Task The_same_key_with_another_input_is_refused(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var call = ListingCreateTests.Call(graph).With("idempotencyKey", "k1");
        await call.SendAsync(graph, graph.Cast.Li);

        await call.With("title", "另一套").IsRefusedAsync(graph, graph.Cast.Li, "IDEMPOTENCY_KEY_REUSED idempotencyKey");
        await call.With("listPrice", 5230000.51m).IsRefusedAsync(graph, graph.Cast.Li, "IDEMPOTENCY_KEY_REUSED idempotencyKey");
        await call.With("dryRun", true).IsRefusedAsync(graph, graph.Cast.Li, "IDEMPOTENCY_KEY_REUSED idempotencyKey");
    }

    [BothDatabases]
    public async Task The_same_input_in_other_words_is_the_same_input(DatabaseProvider provider)
    {
        Listing listing = null!;
        await using var graph = await Graph.CreateAsync(provider, cast => listing = cast.AddListing("L1", cast.AgentLi));
        var id = listing.GlobalId();

        var first = await graph.RunAsync(
            graph.Cast.Li,
            $$"""mutation { listingReprice(input: {listingId: "{{id}}", listPrice: 4800000, reason: "x", idempotencyKey: "k1"}) { sequence errors { __typename } } }"""
        );
        var reordered = await graph.RunAsync(
            graph.Cast.Li,
            $$"""mutation { listingReprice(input: {idempotencyKey: "k1", reason: "x", listPrice: 4800000.00, dryRun: false, listingId: "{{id}}"}) { sequence errors { __typename } } }"""
        );
        var variable = await graph.RunAsync(
            graph.Cast.Li,
            "mutation($i: ListingRepriceInput!) { listingReprice(input: $i) { sequence errors { __typename } } }",
            new
            {
                i = new
                {
                    reason = "x",
                    listingId = id,
                    expectedVersion = (long?)null,
                    idempotencyKey = "k1",
                    listPrice = 4800000.0m,
                },
            }
        );

        Assert.Equal("""{"listingReprice":{"sequence":1,"errors":[]}}""", first.Data);
        Assert.Equal(first.Data, reordered.Data);
        Assert.Equal(first.Data, variable.Data);
    }

    [BothDatabases]
    public async Task A_key_is_the_caller_s_and_the_mutation_s_own(DatabaseProvider provider)
    {
        Listing listing = null!;
        await using var graph = await Graph.CreateAsync(provider, cast => listing = cast.AddListing("L1", cast.AgentLi));
        var reprice = new MutationCall(
            "listingReprice",
            "listing",
            new JsonObject
            {
                ["listingId"] = listing.GlobalId(),
                ["listPrice"] = 4800000,
                ["idempotencyKey"] = "k1",
            }
        );

        var created = await ListingCreateTests.Call(graph).With("idempotencyKey", "k1").SendAsync(graph, graph.Cast.Li);
        var repriced = await reprice.SendAsync(graph, graph.Cast.Li);
        var again = await reprice.With("listPrice", 4700000).SendAsync(graph, graph.Cast.Chen);

        Assert.Equal(("", "", ""), (created.Errors, repriced.Errors, again.Errors));
        Assert.Equal("1 2 3", $"{created.Sequence} {repriced.Sequence} {again.Sequence}");
    }

    [BothDatabases]
    public async Task A_refusal_uses_up_no_key(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var call = ListingCreateTests.Call(graph).With("idempotencyKey", "k1");

        await call.With("title", "").IsRefusedAsync(graph, graph.Cast.Li, "REQUIRED title");
        var result = await call.SendAsync(graph, graph.Cast.Li);

        Assert.Equal("", result.Errors);
    }

    [BothDatabases]
    public async Task Twenty_at_once_with_one_key_have_one_effect_and_one_answer(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var call = ListingCreateTests.Call(graph).With("idempotencyKey", "k1");

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => call.SendAsync(graph, graph.Cast.Li, "id version")));

        Assert.Single(results.Select(result => result.Answer.Text).Distinct());
        Assert.Equal("", results[0].Errors);
        await using var db = graph.Database.Open();
        Assert.Equal((1, 1, 1), (await db.Listings.CountAsync(), await db.Events.CountAsync(), await db.IdempotencyRecords.CountAsync()));
    }

    [BothDatabases]
    public async Task A_dry_run_tells_the_events_and_changes_nothing(DatabaseProvider provider)
    {
        Listing listing = null!;
        await using var graph = await Graph.CreateAsync(provider, cast => listing = cast.AddListing("L1", cast.AgentLi));
        var before = await graph.DumpAsync();
        var deal = new JsonObject
        {
            ["listingId"] = listing.GlobalId(),
            ["clientId"] = graph.Cast.ClientZhou.GlobalId(),
            ["price"] = 5000000,
            ["paymentType"] = "CASH",
            ["dryRun"] = true,
        };

        var open = await new MutationCall("dealOpen", "deal", deal).SendAsync(graph, graph.Cast.Li);
        var create = await ListingCreateTests.Call(graph).With("dryRun", true).With("idempotencyKey", "k1").SendAsync(graph, graph.Cast.Li);
        var refused = await ListingCreateTests.Call(graph).With("dryRun", true).With("title", "").SendAsync(graph, graph.Cast.Li);

        Assert.Equal("""[] null null ["DEAL_OPENED"]""", $"[{open.Errors}] {open.Subject} {open.Sequence} {open.Events}");
        Assert.Equal("""[] null null ["LISTING_CREATED"]""", $"[{create.Errors}] {create.Subject} {create.Sequence} {create.Events}");
        Assert.Equal("""[REQUIRED title] null null []""", $"[{refused.Errors}] {refused.Subject} {refused.Sequence} {refused.Events}");
        Assert.Equal(before, await graph.DumpAsync());
    }

    [BothDatabases]
    public async Task Mutations_of_one_operation_run_one_after_the_other(DatabaseProvider provider)
    {
        Listing listing = null!;
        await using var graph = await Graph.CreateAsync(provider, cast => listing = cast.AddListing("L1", cast.AgentLi));

        var answer = await graph.RunAsync(
            graph.Cast.Li,
            """
            mutation($id: ID!) {
              a: listingReprice(input: {listingId: $id, listPrice: 4900000, expectedVersion: 2}) { listing { version } sequence }
              b: listingReprice(input: {listingId: $id, listPrice: 4900000, expectedVersion: 3}) { listing { version } errors { ... on InvalidInput { code } } }
              c: listingReprice(input: {listingId: $id, listPrice: 4800000, expectedVersion: 3}) { listing { version } sequence }
            }
            """,
            new { id = listing.GlobalId() }
        );

        Assert.Equal(
            """{"a":{"listing":{"version":3},"sequence":1},"b":{"listing":null,"errors":[{"code":"UNCHANGED"}]},"c":{"listing":{"version":4},"sequence":2}}""",
            answer.Data
        );
    }

    [BothDatabases]
    public async Task What_is_missing_or_of_the_wrong_kind_is_refused_before_anything_runs(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var before = await graph.DumpAsync();
        var call = ListingCreateTests.Call(graph);
        foreach (
            var broken in new[]
            {
                call.Without("title"),
                call.With("title", null),
                call.With("title", 5),
                call.With("listPrice", "5000000"),
                call.With("listPrice", 5000000.001m),
                call.With("listPrice", 1e18),
                call.With("facts.floorNumber", 1.5),
                call.With("facts.orientations", new JsonArray("UP")),
                call.With("mandateOn", "16.3.2026"),
                call.With("mandateOn", "2026-02-30"),
                call.With("color", "red"),
                call.With("house", null),
            }
        )
        {
            var result = await broken.SendAsync(graph, graph.Cast.Li);

            Assert.True(result.Answer.IsRefusedUnrun, result.Answer.Text);
        }

        Assert.Equal(before, await graph.DumpAsync());
    }
}
