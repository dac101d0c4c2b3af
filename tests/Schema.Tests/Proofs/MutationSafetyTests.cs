using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lintel.Data;
using Lintel.Data.Imports;
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

    [BothDatabases]
    public async Task An_import_can_be_tried_and_repeated_without_a_second_effect(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var viewer = graph.Cast.Chen;
        var call = await ImportAsync(graph, viewer, "1000");
        var another = await ImportAsync(graph, viewer, "2000");
        var untouched = await DumpAsync(graph);

        var tried = await call.With("dryRun", true).SendAsync(graph, viewer);
        Assert.Equal("null", tried.Errors + tried.Subject);
        Assert.Equal(untouched, await DumpAsync(graph));

        // Each commits its batches, so of several at once those that find another at the same file say so, and are sent again.
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => call.SendAsync(graph, viewer)));
        var answer = (await call.SendAsync(graph, viewer)).Answer.Text;
        Assert.All(answers, one => Assert.True(one.Answer.Text == answer || one.Errors == "IMPORT_IN_PROGRESS file", one.Answer.Text));
        await using (var db = graph.Database.Open())
        {
            Assert.Equal((1, 1, 1), (await db.Listings.CountAsync(), await EventsAsync(graph), await KeysAsync(graph)));
        }

        var done = await DumpAsync(graph);
        Assert.Equal(answer, (await call.SendAsync(graph, viewer)).Answer.Text);
        Assert.Equal("IDEMPOTENCY_KEY_REUSED idempotencyKey", (await another.SendAsync(graph, viewer)).Errors);
        Assert.Equal(done, await DumpAsync(graph));
    }

    /// <summary>The import of a file with one home.</summary>
    private static async Task<MutationCall> ImportAsync(Graph graph, Viewer viewer, string id)
    {
        var file =
            "Direction,District,Elevator,Floor,Garden,Id,Layout,Price,Region,Renovation,Size,UnitPrice,Year\n"
            + $"南北,望京,板楼,18,云上花园,{id},2室1厅, 450万,朝阳,精装,90.0,\"50,000元/平\",2006\n";
        var uploads = (StagedFiles)graph.Service(typeof(StagedFiles));
        var upload = await uploads.SaveAsync(viewer.AccountId!.Value, new MemoryStream(Encoding.UTF8.GetBytes(file)), CancellationToken.None);
        return new MutationCall(
            SafeMutations.Import,
            "importRun",
            new JsonObject
            {
                ["uploadId"] = upload,
                ["fileName"] = "home.csv",
                ["format"] = "lianjia-2021",
                ["idempotencyKey"] = "once",
            }
        );
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
