using System.Text.Json;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Listings;
using Lintel.Schema.Tests.Shared.Mutating;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace Lintel.Schema.Tests.Proofs;

/// <summary>
/// What holds of every mutation that introspection lists: it can be tried without a trace, sent again without a second effect, and is not done to
/// what has changed meanwhile.
/// </summary>
public sealed class MutationSafetyTests(ITestOutputHelper output)
{
    private const int AtOnce = 100;

    [BothDatabases]
    public async Task Every_mutation_can_be_tried_repeated_and_refused_without_a_second_effect(DatabaseProvider provider)
    {
        var (mutations, rows) = await SafeMutations.AllAsync(provider);
        foreach (var safe in mutations)
        {
            await using var graph = await SafeMutations.CopyAsync(provider);
            var (mutation, viewer) = (safe.Name, safe.Viewer(graph.Cast));
            var call = safe.Call(graph, rows, viewer).With("idempotencyKey", "once");
            var untouched = await DumpAsync(graph);

            var tried = await call.With("dryRun", true).SendAsync(graph, viewer);
            Assert.Equal($"{mutation}: null", $"{mutation}: {tried.Errors}{tried.Subject}");
            Assert.Equal(untouched, await DumpAsync(graph));

            var events = await EventsAsync(graph);
            var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => call.SendAsync(graph, viewer)));
            var answer = Assert.Single(answers.Select(one => one.Answer.Text).Distinct(StringComparer.Ordinal));
            Assert.Equal($"{mutation}: ", $"{mutation}: {answers[0].Errors}");
            Assert.Equal(
                $"{mutation}: {events + JsonDocument.Parse(answers[0].Events).RootElement.GetArrayLength()} events, 1 key",
                $"{mutation}: {await EventsAsync(graph)} events, {await KeysAsync(graph)} key"
            );

            var done = await DumpAsync(graph);
            Assert.Equal(answer, (await call.SendAsync(graph, viewer)).Answer.Text);
            var another = await call.With("dryRun", true).SendAsync(graph, viewer);
            Assert.Equal($"{mutation}: IDEMPOTENCY_KEY_REUSED idempotencyKey", $"{mutation}: {another.Errors}");
            Assert.Equal(done, await DumpAsync(graph));
        }

        output.WriteLine($"{provider}: {mutations.Count} mutations, {mutations.Count(mutation => mutation.HasVersion)} of them with a version");
    }

    [BothDatabases]
    public async Task Fifty_writers_of_one_row_come_one_after_the_other(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider, cast => cast.AddListing("L1", cast.AgentLi));
        var start = await ListingAsync();
        MutationCall Reprice(int writer) =>
            new("listingReprice", "listing", new() { ["listingId"] = start.GlobalId(), ["listPrice"] = 4_900_000 + (1_000 * writer) });

        var blind = await Task.WhenAll(Enumerable.Range(1, 50).Select(writer => Reprice(writer).SendAsync(graph, graph.Cast.Li, "version")));
        var middle = await ListingAsync();
        var careful = await Task.WhenAll(
            Enumerable
                .Range(51, 50)
                .Select(writer => Reprice(writer).With("expectedVersion", middle.Version).SendAsync(graph, graph.Cast.Li, "version"))
        );
        var end = await ListingAsync();

        Assert.All(blind, result => Assert.Equal("", result.Errors));
        Assert.Equal(start.Version + 50, middle.Version);
        Assert.Equal(49, careful.Count(result => result.Errors.StartsWith("STALE_VERSION", StringComparison.Ordinal)));
        Assert.Equal($$"""{"version":{{middle.Version + 1}}}""", Assert.Single(careful, result => result.Errors.Length == 0).Subject);
        Assert.Equal(middle.Version + 1, end.Version);

        async Task<Listing> ListingAsync()
        {
            await using var db = graph.Database.Open();
            return await db.Listings.AsNoTracking().SingleAsync();
        }
    }

    private static Task<string> DumpAsync(Graph graph) => DatabaseDump.TakeAsync(graph.Database, withAudit: true);

    private static async Task<int> EventsAsync(Graph graph)
    {
        await using var db = graph.Database.Open();
        return await db.Events.CountAsync();
    }

    private static async Task<int> KeysAsync(Graph graph)
    {
        await using var db = graph.Database.Open();
        return await db.IdempotencyRecords.CountAsync();
    }
}
