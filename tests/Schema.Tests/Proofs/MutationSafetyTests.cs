using System.Text.Json;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Listings;
using Lintel.Schema.Tests.Proofs.NonInterference;
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

    /// <summary>It reads a file and commits in steps, so it has proofs of its own (<c>RepeatedRunTests</c>).</summary>
    private const string InSteps = "listingImport";

    [BothDatabases]
    public async Task Every_mutation_can_be_tried_repeated_and_refused_without_a_second_effect(DatabaseProvider provider)
    {
        var (mutations, rows) = await MutationsAsync(provider);
        foreach (var (mutation, viewerOf, hasVersion) in mutations)
        {
            await using var graph = await CopyAsync(provider);
            var viewer = viewerOf(graph.Cast);
            var call = ValidCalls.Of(mutation, IdPathOf(mutation), graph, rows, viewer).Call.With("idempotencyKey", "once");
            var untouched = await DumpAsync(graph);

            var tried = await call.With("dryRun", true).SendAsync(graph, viewer);
            Assert.Equal($"{mutation}: null", $"{mutation}: {tried.Errors}{tried.Subject}");
            Assert.Equal(untouched, await DumpAsync(graph));

            if (hasVersion)
            {
                var stale = await call.With("expectedVersion", 0).SendAsync(graph, viewer);
                Assert.StartsWith($"{mutation}: STALE_VERSION", $"{mutation}: {stale.Errors}", StringComparison.Ordinal);
                Assert.Equal(untouched, await DumpAsync(graph));
            }

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
        Assert.True(mutations.Count > 20, $"{mutations.Count} mutations");
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

    /// <summary>Each mutation with somebody who may run it, and whether it takes a version.</summary>
    private static async Task<(
        IReadOnlyList<(string Mutation, Func<Cast, Viewer> Viewer, bool HasVersion)> Mutations,
        LoadedRows Rows
    )> MutationsAsync(DatabaseProvider provider)
    {
        await using var graph = await CopyAsync(provider);
        await using var db = graph.Database.Open();
        var found = new SortedDictionary<string, (Func<Cast, Viewer>, bool)>(StringComparer.Ordinal);
        foreach (var (viewer, i) in graph.Cast.OneOfEachRole.Select((viewer, i) => (viewer, i)))
        {
            var view = await graph.ViewAsync(viewer);
            foreach (var field in view.Mutation?.Fields ?? [])
            {
                var input = (GraphQL.Types.IInputObjectGraphType)((GraphQL.Types.NonNullGraphType)field.Arguments![0].ResolvedType!).ResolvedType!; // each takes one
                found.TryAdd(field.Name, (cast => cast.OneOfEachRole.ElementAt(i), input.Fields.Any(one => one.Name == "expectedVersion")));
            }
        }

        Assert.True(found.Remove(InSteps));
        return ([.. found.Select(one => (one.Key, one.Value.Item1, one.Value.Item2))], await LoadedRows.LoadAsync(db));
    }

    /// <summary>The id that tells apart two ways of calling it.</summary>
    private static string IdPathOf(string mutation) => mutation == "accountAssign" ? "agentId" : "";

    private static Task<Graph> CopyAsync(DatabaseProvider provider) => Graph.CopyOfAsync(provider, "template_brokerages", Brokerages.ArrangeAsync);

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
