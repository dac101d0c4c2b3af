using System.Collections.Concurrent;
using Lintel.Domain;
using Lintel.Domain.Deals;
using Lintel.Domain.Listings;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Tests.Events;

public sealed class EventLogTests
{
    [BothDatabases]
    public async Task An_event_is_logged_with_its_place_owner_and_actor(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        await using (var setUp = database.Open())
        {
            await brokerage.SaveAsync(setUp);
        }

        long? last;
        var dealId = brokerage.NewId();
        var li = brokerage.Li;
        await using (var db = database.Open())
        {
            await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
            var happened = new DealStageChanged(dealId, DealStage.Intent, DealStage.LoanApproved);
            db.Record(happened, li, li.Id, brokerage.AccountOfLi.ToViewer());
            last = await db.CommitAsync(transaction, TestDatabase.Now, CancellationToken.None);
        }

        await using var reading = database.Open();
        var logged = await reading.Events.SingleAsync();
        Assert.Equal(1, last);
        Assert.Equal((brokerage.Brand.Id, 1L), (logged.BrandId, logged.Sequence));
        Assert.Equal((EventKind.DealStageChanged, SubjectKind.Deal, dealId), (logged.Kind, logged.Subject, logged.SubjectId));
        Assert.Equal(Placement.Of(li), Placement.Of(logged));
        Assert.Equal((Guid?)li.Id, logged.OwnerAgentId);
        Assert.Equal((Guid?)brokerage.AccountOfLi.Id, logged.ActorAccountId);
        Assert.Equal(TestDatabase.Now, logged.OccurredAt);
        Assert.Equal($$"""{"dealId":"{{dealId}}","from":"INTENT","to":"LOAN_APPROVED"}""", logged.Data);
        Assert.Equal(new DealStageChanged(dealId, DealStage.Intent, DealStage.LoanApproved), EventJson.Read<DealStageChanged>(logged.Data));
    }

    [BothDatabases]
    public async Task Chinese_text_in_an_event_stays_readable(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        await using var db = database.Open();
        await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
        var deal = brokerage.NewId();
        var task = brokerage.NewId();

        var happened = new DealTaskCompleted(deal, task, DealStage.Intent, "核验产权");
        db.Record(happened, brokerage.Li, ownerAgentId: null, Viewer.Anonymous);
        await db.CommitAsync(transaction, TestDatabase.Now, CancellationToken.None);

        var logged = await db.Events.SingleAsync();
        Assert.Contains("\"taskName\":\"核验产权\"", logged.Data, StringComparison.Ordinal);
        Assert.Null(logged.OwnerAgentId);
        Assert.Null(logged.ActorAccountId);
    }

    [BothDatabases]
    public async Task A_commit_without_events_takes_no_number(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var db = database.Open();
        await using var transaction = await db.BeginWriteAsync(CancellationToken.None);

        var last = await db.CommitAsync(transaction, TestDatabase.Now, CancellationToken.None);

        Assert.Null(last);
        Assert.Empty(await db.EventCounters.ToListAsync());
    }

    [BothDatabases]
    public async Task A_rollback_leaves_neither_event_nor_gap(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        await using (var setUp = database.Open())
        {
            await brokerage.SaveAsync(setUp);
        }

        var first = await CommitAsync(database, brokerage, count: 2);

        await using (var db = database.Open())
        {
            await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
            db.Add(brokerage.Community);
            Record(db, brokerage);
            await Assert.ThrowsAsync<DbUpdateException>(() => db.CommitAsync(transaction, TestDatabase.Now, CancellationToken.None));
        }

        await using (var db = database.Open())
        {
            await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
            Record(db, brokerage);
            Assert.Single(db.Recorded);
            await transaction.RollbackAsync();
        }

        var next = await CommitAsync(database, brokerage, count: 1);
        Assert.Equal((2L, 3L), (first, next));
        await using var reading = database.Open();
        Assert.Equal([1L, 2L, 3L], await SequencesAsync(reading));
    }

    [BothDatabases]
    public async Task Numbers_follow_the_order_of_commits_with_sixteen_writers(DatabaseProvider provider)
    {
        const int writers = 16;
        const int commitsEach = 6;
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        await CommitAsync(database, brokerage, count: 1);

        // A reader that sees number n must see every number below n: nothing commits behind its back.
        using var done = new CancellationTokenSource();
        var holes = new ConcurrentQueue<string>();
        var reader = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                await using var db = database.Open();
                var seen = await SequencesAsync(db);
                if (seen.Count != seen[^1])
                {
                    holes.Enqueue(string.Join(',', seen));
                }
            }
        });
        var results = new ConcurrentBag<long>();
        await Task.WhenAll(
            Enumerable
                .Range(0, writers)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        var before = 0L;
                        for (var i = 0; i < commitsEach; i++)
                        {
                            var last = await CommitAsync(database, brokerage, count: 2);
                            Assert.True(last > before);
                            results.Add(before = last);
                        }
                    })
                )
        );
        await done.CancelAsync();
        await reader;

        Assert.Empty(holes);
        await using var reading = database.Open();
        var total = 1 + (writers * commitsEach * 2);
        Assert.Equal(Enumerable.Range(1, total).Select(number => (long)number), await SequencesAsync(reading));
        // Each commit took two neighbouring numbers, and reported the higher one.
        Assert.Equal(Enumerable.Range(1, writers * commitsEach).Select(n => (n * 2L) + 1), results.Order());
    }

    [Fact]
    public async Task What_a_writer_read_on_SQLite_stands_until_it_commits()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var brokerage = new TestBrokerage(database.Clock);
        brokerage.AddListing(brokerage.Li);
        await using (var setUp = database.Open())
        {
            await brokerage.SaveAsync(setUp);
        }

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(CutPriceAsync)));

        // A transaction that only became a writer on writing would have failed or lost a cut.
        await using var reading = database.Open();
        var listing = await reading.Listings.SingleAsync();
        Assert.Equal(5_000_000_00 - (8 * 10_000_00), listing.ListPriceFen);

        async Task CutPriceAsync()
        {
            await using var db = database.Open();
            await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
            var mine = await db.Listings.SingleAsync();
            _ = mine.Reprice(mine.ListPriceFen - 10_000_00, TestDatabase.Now).Value;
            await db.CommitAsync(transaction, TestDatabase.Now, CancellationToken.None);
        }
    }

    [BothDatabases]
    public async Task A_unit_of_work_belongs_to_one_brand(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var db = database.Open();
        Record(db, new TestBrokerage(database.Clock));

        Assert.Throws<InvalidOperationException>(() => Record(db, new TestBrokerage(database.Clock)));
    }

    private static async Task<List<long>> SequencesAsync(LintelDbContext db) =>
        await db.Events.OrderBy(e => e.Sequence).Select(e => e.Sequence).ToListAsync();

    internal static async Task<long> CommitAsync(TestDatabase database, TestBrokerage brokerage, int count, DateTimeOffset? at = null)
    {
        await using var db = database.Open();
        await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
        for (var i = 0; i < count; i++)
        {
            Record(db, brokerage);
        }

        var last = await db.CommitAsync(transaction, at ?? TestDatabase.Now, CancellationToken.None);
        return last ?? 0;
    }

    private static void Record(LintelDbContext db, TestBrokerage brokerage) =>
        db.Record(
            new ListingRepriced(brokerage.NewId(), 5_000_000_00, 4_900_000_00),
            brokerage.Li,
            brokerage.Li.Id,
            brokerage.AccountOfLi.ToViewer()
        );
}
