using System.Text.Json;
using Lintel.Data;
using Lintel.Domain;
using Lintel.MutationHost;
using Lintel.Schema.Tests.Proofs.Killing;
using Lintel.Schema.Tests.Shared.Mutating;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace Lintel.Schema.Tests.Proofs;

/// <summary>
/// A process that is killed at the commit of a mutation: it was done whole or not at all, and whoever sends it again with the same key gets the
/// answer and no second effect. One mutation of each kind, and only one is killed before its commit too, since a process takes seconds to start; with
/// LINTEL_KILL_ALL=1 (<c>bench/kill</c>) every one that introspection lists, both ways.
/// </summary>
public sealed class KilledProcessTests(ITestOutputHelper output)
{
    /// <summary>Changes something, without an event and with one; makes something; looks behind a mask.</summary>
    private static readonly string[] OfEachKind = ["accountClose", "clientPhoneReveal", "listingCreate", "listingReprice"];

    private static bool AreAll => Environment.GetEnvironmentVariable("LINTEL_KILL_ALL") == "1";

    [BothDatabases]
    public async Task A_mutation_whose_process_is_killed_at_its_commit_is_done_once_when_it_is_sent_again(DatabaseProvider provider)
    {
        var (mutations, rows) = await SafeMutations.AllAsync(provider);
        var killed = 0;
        var chosen = mutations.Where(mutation => AreAll || OfEachKind.Contains(mutation.Name)).ToList();
        // The next process starts while this one works.
        var (process, next) = (HostProcess.Start(), HostProcess.Start());
        try
        {
            foreach (var mutation in chosen)
            {
                await using var graph = await SafeMutations.CopyAsync(provider);
                var viewer = mutation.Viewer(graph.Cast);
                var call = mutation.Call(graph, rows, viewer).With("idempotencyKey", "once");
                var (document, variables) = call.Request("id");
                var subject = await SubjectOfAsync(graph, viewer);
                var untouched = await DumpAsync(graph);
                var (eventsBefore, _, _) = await CountAsync(graph);

                if (AreAll || mutation.Name == OfEachKind[^1])
                {
                    await KillAsync(KillAt.BeforeCommit);
                    Assert.Equal(untouched, await DumpAsync(graph));
                }

                await KillAsync(KillAt.AfterCommit);
                var done = await DumpAsync(graph);
                Assert.NotEqual(untouched, done);

                var answer = await process.AnswerAsync(graph.Database.Options, subject, document, variables);
                Assert.Equal(done, await DumpAsync(graph));
                Assert.Equal(answer, (await call.SendAsync(graph, viewer)).Answer.Text);
                Assert.Equal(done, await DumpAsync(graph));
                var payload = JsonDocument.Parse(answer).RootElement.GetProperty("data").GetProperty(mutation.Name);
                Assert.Equal($"{mutation.Name}: []", $"{mutation.Name}: {payload.GetProperty("errors").GetRawText()}");
                var (events, keys, last) = await CountAsync(graph);
                Assert.Equal((eventsBefore + payload.GetProperty("events").GetArrayLength(), 1), (events, keys));
                Assert.Equal(events == eventsBefore ? "null" : $"{last}", payload.GetProperty("sequence").GetRawText());

                async Task KillAsync(KillAt at)
                {
                    Assert.Equal(HostProcess.Killed, await process.DieAsync(graph.Database.Options, subject, document, variables, at));
                    killed++;
                    process.Dispose();
                    (process, next) = (next, HostProcess.Start());
                }
            }
        }
        finally
        {
            process.Dispose();
            next.Dispose();
        }

        output.WriteLine($"{provider}: {chosen.Count} of {mutations.Count} mutations, {killed} processes killed");
        Assert.True(chosen.Count == (AreAll ? mutations.Count : OfEachKind.Length), $"{chosen.Count} mutations");
    }

    private static Task<string> DumpAsync(Graph graph) => DatabaseDump.TakeAsync(graph.Database, withAudit: true);

    private static async Task<string> SubjectOfAsync(Graph graph, Viewer viewer)
    {
        await using var db = graph.Database.Open();
        return await db.Accounts.Where(account => account.Id == viewer.AccountId).Select(account => account.Subject).SingleAsync();
    }

    private static async Task<(int Events, int Keys, long? Last)> CountAsync(Graph graph)
    {
        await using var db = graph.Database.Open();
        return (await db.Events.CountAsync(), await db.IdempotencyRecords.CountAsync(), await db.Events.MaxAsync(logged => (long?)logged.Sequence));
    }
}
