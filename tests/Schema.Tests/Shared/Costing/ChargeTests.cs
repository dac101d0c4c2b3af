using System.Text.Json;
using GraphQL;
using GraphQL.Transport;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Schema.Tests.Proofs.NonInterference;
using Lintel.Testing;

namespace Lintel.Schema.Tests.Shared.Costing;

/// <summary>What is taken from a viewer's budget, what is given back, and what happens when it is not enough.</summary>
public sealed class ChargeTests
{
    private const string Page = "{ listings(first: 100) { nodes { id } } }";

    [BothDatabases]
    public async Task What_was_not_used_is_given_back(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider, Three, costs: new CostLimits { Budget = 1_000, RestorePerSecond = 1 });

        // The first is run by the engine, the second by the plan that is known then.
        var first = await CostAsync(graph, Page);
        var second = await CostAsync(graph, Page);

        Assert.Equal((101, 4, 996), first);
        Assert.Equal((101, 4, 992), second);
    }

    [BothDatabases]
    public async Task What_is_too_dear_or_not_left_does_not_run(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(
            provider,
            Three,
            costs: new CostLimits
            {
                Budget = 150,
                RestorePerSecond = 10,
                Operation = 120,
            }
        );
        var tooDear = await graph.RunAsync(graph.Cast.Li, "{ listings(first: 100) { nodes { id listAgent { id } } } }");
        await CostAsync(graph, Page, 13); // 4 points each leave 98
        var exhausted = await graph.RunAsync(graph.Cast.Li, Page);
        var free = await graph.RunAsync(graph.Cast.Li, "{ graphVersion }");

        Assert.Equal(("OPERATION_TOO_COSTLY", true), (tooDear.Codes, tooDear.IsRefusedUnrun));
        Assert.Equal(("BUDGET_EXHAUSTED", true), (exhausted.Codes, exhausted.IsRefusedUnrun));
        Assert.Contains("\"retryAfter\":1", exhausted.Text, StringComparison.Ordinal);
        Assert.Equal("", free.Codes);

        // Another viewer has a budget of its own; time restores this one's.
        Assert.Equal("", (await graph.RunAsync(graph.Cast.Wang, Page)).Codes);
        graph.Database.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("", (await graph.RunAsync(graph.Cast.Li, Page)).Codes);
    }

    [BothDatabases]
    public async Task A_mutation_that_is_only_priced_or_cannot_be_paid_writes_nothing_and_tells_nobody(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider, Three, costs: new CostLimits { Operation = 9 });
        const string Create =
            """mutation { clientCreate(input: { fullName: "周一", phone: "13900000001", consentOn: "2026-03-16", idempotencyKey: "k" }) { client { id } errors { __typename } } }""";
        var before = await graph.DumpAsync();

        var priced = await graph.PriceAsync(graph.Cast.Li, new GraphQLRequest { Query = Create });
        var refused = await graph.RunAsync(graph.Cast.Li, Create);

        Assert.Equal("""{"extensions":{"cost":{"requested":11,"budget":50000,"restoreRate":1000}}}""", graph.Serialize(priced));
        Assert.Equal(("OPERATION_TOO_COSTLY", true), (refused.Codes, refused.IsRefusedUnrun));
        Assert.Equal(before, await graph.DumpAsync());
    }

    [BothDatabases]
    public async Task Generated_operations_are_charged_what_they_are_quoted_and_cost_no_more(DatabaseProvider provider)
    {
        var limits = new CostLimits { Budget = CostLimits.MostPoints, Operation = CostLimits.MostPoints };
        await using var graph = await Graph.CopyOfAsync(provider, "template_brokerages", Brokerages.ArrangeAsync, limits);
        var random = new Random(20261128);
        var known = await KnownValues.ReadAsync(graph);
        var inputs = new InputWriter(known, random);
        var viewer = await graph.AgainAsync(graph.Cast.OneOfEachRole.ElementAt(6));
        var writer = new OperationWriter(await graph.ViewAsync(viewer), new Arguments(known, inputs, random), inputs, refused: [], random);
        var below = 0;
        for (var i = 0; i < 150; i++)
        {
            var operation = writer.WriteRead();
            var quote = await PriceTests.PriceAsync(graph, viewer, operation.Document, operation.Variables);
            var planned = CostOf(await graph.RunJsonAsync(viewer, operation.Document, operation.Variables));
            var again = CostOf(await graph.RunJsonAsync(viewer, operation.Document, operation.Variables));

            Assert.Equal(quote, planned.Requested);
            Assert.Equal((quote, planned.Actual), (again.Requested, again.Actual));
            Assert.InRange(planned.Actual, 0, quote);
            below += planned.Actual < quote ? 1 : 0;
        }

        Assert.InRange(below, 50, 149);
    }

    private static void Three(Cast cast)
    {
        for (var i = 0; i < 3; i++)
        {
            cast.AddListing($"L{i}", cast.AgentLi);
        }
    }

    private static async Task<(long Requested, long Actual, long Budget)> CostAsync(Graph graph, string document, int times = 1)
    {
        var cost = default((long, long, long));
        for (var i = 0; i < times; i++)
        {
            cost = CostOf(await graph.RunAsync(graph.Cast.Li, document));
        }

        return cost;
    }

    private static (long Requested, long Actual, long Budget) CostOf(Answer answer)
    {
        using var json = JsonDocument.Parse(answer.Text);
        Assert.True(json.RootElement.TryGetProperty("extensions", out var extensions), answer.Text);
        var cost = extensions.GetProperty("cost");
        return (cost.GetProperty("requested").GetInt64(), cost.GetProperty("actual").GetInt64(), cost.GetProperty("budget").GetInt64());
    }
}
