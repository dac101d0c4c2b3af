using Lintel.Domain;
using Lintel.Domain.Audit;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Tests.Audit;

public sealed class AuditChainTests
{
    [BothDatabases]
    public async Task A_log_as_it_was_written_is_whole(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brand = await FillAsync(database, 5);

        var report = Assert.Single(await new AuditVerification(database.Contexts).RunAsync(CancellationToken.None));

        Assert.Equal((brand, 5, null, null), (report.BrandId, report.Last, report.BrokenAt, report.Fault));
        Assert.Equal(report.Hash, await new AuditVerification(database.Contexts).HashOfAsync(brand, 5, CancellationToken.None));
    }

    [BothDatabases]
    public async Task One_changed_entry_is_found(DatabaseProvider provider)
    {
        foreach (
            var change in new[]
            {
                "UPDATE audit_entries SET reason = 'other' WHERE sequence = 3",
                "UPDATE audit_entries SET account_name = NULL WHERE sequence = 3",
                "UPDATE audit_entries SET kind = 'DENIAL' WHERE sequence = 3",
                "UPDATE audit_entries SET times = 2 WHERE sequence = 3",
                "UPDATE audit_entries SET element = element || '.' WHERE sequence = 3",
                "UPDATE audit_entries SET hash = previous_hash WHERE sequence = 3",
                "DELETE FROM audit_entries WHERE sequence = 3",
            }
        )
        {
            var report = await AfterAsync(provider, change);

            Assert.Equal($"{change}: 3", $"{change}: {report.BrokenAt}");
        }
    }

    [BothDatabases]
    public async Task Missing_entries_at_the_end_are_found_by_the_head(DatabaseProvider provider)
    {
        var report = await AfterAsync(provider, "DELETE FROM audit_entries WHERE sequence >= 4");

        Assert.Equal((4L, "the log ends before entry 5, which its head names"), (report.BrokenAt, report.Fault));
    }

    [BothDatabases]
    public async Task Entries_of_many_at_once_are_one_chain(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => AppendAsync(database, brokerage.Brand.Id, i))));

        var report = Assert.Single(await new AuditVerification(database.Contexts).RunAsync(CancellationToken.None));
        Assert.Equal((20L, null), (report.Last, report.Fault));
    }

    [BothDatabases]
    public async Task A_change_of_policy_is_noted_once(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        await using var db = database.Open();
        await brokerage.SaveAsync(db);

        foreach (var policy in new[] { "one", "one", "two", "two", "one" })
        {
            await db.AuditPolicyAsync(policy, TestDatabase.Now, CancellationToken.None);
        }

        var noted = await db.AuditEntries.AsNoTracking().OrderBy(entry => entry.Sequence).ToListAsync();
        Assert.Equal(
            ["1 PolicyChange one", "2 PolicyChange two", "3 PolicyChange one"],
            noted.Select(entry => $"{entry.Sequence} {entry.Kind} {entry.Reason}")
        );
    }

    [BothDatabases]
    public async Task Denials_beyond_what_a_minute_takes_are_counted_into_the_next_entry(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        await using var db = database.Open();
        await brokerage.SaveAsync(db);
        await using var log = new DenialLog(
            database.Contexts,
            database.Clock,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<DenialLog>.Instance
        );
        var viewer = brokerage.AccountOfLi.ToViewer();

        for (var i = 0; i < DenialLog.EntriesPerMinute + 40; i++)
        {
            log.Note(viewer, ["Deal.commission"]);
        }

        database.Clock.Advance(TimeSpan.FromMinutes(1));
        log.Note(viewer, ["Deal.commission", "Query.clients"]);
        log.Note(Viewer.Anonymous, ["Query.clients"]);
        await log.FlushAsync();

        var entries = await db.AuditEntries.AsNoTracking().OrderBy(entry => entry.Sequence).ToListAsync();
        Assert.Equal((61, 60), (entries.Count, entries.Count(entry => entry is { Times: 1, Element: "Deal.commission", Role: Role.Agent })));
        Assert.Equal(
            (41, "Deal.commission, Query.clients", brokerage.AccountOfLi.Id),
            (entries[^1].Times, entries[^1].Element, entries[^1].AccountId)
        );
    }

    private static async Task<AuditChainReport> AfterAsync(DatabaseProvider provider, string change)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await FillAsync(database, 5);
        await using (var db = database.Open())
        {
            Assert.NotEqual(0, await db.Database.ExecuteSqlRawAsync(change));
        }

        return Assert.Single(await new AuditVerification(database.Contexts).RunAsync(CancellationToken.None));
    }

    private static async Task<Guid> FillAsync(TestDatabase database, int entries)
    {
        var brand = new TestBrokerage(database.Clock).Brand.Id;
        for (var i = 0; i < entries; i++)
        {
            await AppendAsync(database, brand, i);
        }

        return brand;
    }

    private static async Task AppendAsync(TestDatabase database, Guid brand, int number)
    {
        await using var db = database.Open();
        await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
        var note = new AuditNote(AuditKind.Reveal, "Client.phone") { Reason = $"reason {number}" };
        var actor = new Viewer { Name = "李", Role = Role.Agent };
        await db.AuditAsync(brand, note, actor, database.Clock.GetUtcNow().AddTicks(number), CancellationToken.None);
        await transaction.CommitAsync();
    }
}
