using Lintel.Domain;
using Lintel.Domain.Deals;
using Lintel.Domain.Organisation;
using Lintel.Domain.Webhooks;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Tests.Retention;

/// <summary>How long the event log is kept, and what is kept longer.</summary>
public sealed class EventSweepTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [BothDatabases]
    public async Task Only_a_whole_beginning_of_a_brand_s_log_goes(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        await CommitAsync(database, brokerage, TestDatabase.Now);
        await CommitAsync(database, brokerage, TestDatabase.Now + (2 * Day));
        // Committed later, but said to have happened before the one in front of it.
        await CommitAsync(database, brokerage, TestDatabase.Now);
        database.Clock.Advance(91 * Day);

        Assert.Equal(1, await SweepAsync(database));
        Assert.Equal((new EventBounds(1, 3), "2,3"), await KeptAsync(database, brokerage));

        database.Clock.Advance(2 * Day);
        Assert.Equal(2, await SweepAsync(database));
        Assert.Equal((new EventBounds(3, 3), ""), await KeptAsync(database, brokerage));

        await CommitAsync(database, brokerage, database.Clock.GetUtcNow());
        Assert.Equal(0, await SweepAsync(database));
        Assert.Equal((new EventBounds(3, 4), "4"), await KeptAsync(database, brokerage));
    }

    [BothDatabases]
    public async Task Switched_off_nothing_goes(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        await CommitAsync(database, brokerage, TestDatabase.Now);
        database.Clock.Advance(3_650 * Day);

        Assert.Equal(0, await SweepAsync(database, new RetentionOptions { Events = TimeSpan.Zero }));

        Assert.Equal((new EventBounds(0, 1), "1"), await KeptAsync(database, brokerage));
    }

    [BothDatabases]
    public async Task What_an_endpoint_was_not_sent_is_kept_for_its_time_and_no_longer(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        var account = brokerage.Add(
            Account.ForOffice(brokerage.NewId(), "test|hooks", "接口", Role.Integrator, brokerage.Franchise, TestDatabase.Now)
        );
        var endpoint = WebhookEndpoint
            .Create(
                brokerage.NewId(),
                account,
                new WebhookSelection("https://hooks.example", "subscription { x }", null),
                "whsec_x",
                2,
                TestDatabase.Now
            )
            .Value;
        brokerage.Add(endpoint);
        await using (var db = database.Open())
        {
            await brokerage.SaveAsync(db);
        }

        for (var i = 0; i < 4; i++)
        {
            await CommitAsync(database, brokerage, TestDatabase.Now);
        }

        database.Clock.Advance(179 * Day);
        Assert.Equal(2, await SweepAsync(database));
        Assert.Equal((new EventBounds(2, 4), "3,4"), await KeptAsync(database, brokerage));

        database.Clock.Advance(2 * Day);
        Assert.Equal(2, await SweepAsync(database));
        Assert.Equal((new EventBounds(4, 4), ""), await KeptAsync(database, brokerage));
    }

    [OnPostgres]
    public async Task Months_are_made_ahead_and_what_came_before_its_month_is_moved_into_it()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        var brokerage = new TestBrokerage(database.Clock);
        var far = new DateTimeOffset(2031, 1, 31, 23, 59, 59, TimeSpan.Zero);
        await CommitAsync(database, brokerage, far);
        Assert.Equal(["events_default"], await TablesOfEventsAsync(database));

        database.Clock.SetUtcNow(far - (30 * Day));
        await SweepAsync(database);

        Assert.Equal(["events_2031_01"], await TablesOfEventsAsync(database));
        var months = await MonthsAsync(database);
        Assert.Superset(new HashSet<string>(["events_2031_01", "events_2031_02", "events_2031_03", "events_default"]), months.ToHashSet());
        Assert.DoesNotContain("events_2031_04", months);
        Assert.Equal((new EventBounds(0, 1), "1"), await KeptAsync(database, brokerage));

        await CommitAsync(database, brokerage, far.AddSeconds(1));
        Assert.Equal(["events_2031_01", "events_2031_02"], await TablesOfEventsAsync(database));
    }

    [OnPostgres]
    public async Task A_month_of_which_nobody_keeps_anything_is_dropped_whole()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        var (ours, theirs) = (new TestBrokerage(database.Clock), new TestBrokerage(database.Clock));
        var start = new DateTimeOffset(2031, 1, 10, 0, 0, 0, TimeSpan.Zero);
        database.Clock.SetUtcNow(start);
        await SweepAsync(database);
        await CommitAsync(database, ours, start);
        await CommitAsync(database, theirs, start + (31 * Day));
        await CommitAsync(database, theirs, start);
        await CommitAsync(database, ours, start + (31 * Day));

        // January is over for 90 days. Theirs of January stands behind one of February that is kept.
        database.Clock.SetUtcNow(new DateTimeOffset(2031, 5, 2, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(1, await SweepAsync(database));
        Assert.Contains("events_2031_01", await MonthsAsync(database));
        Assert.Equal((new EventBounds(1, 2), "2"), await KeptAsync(database, ours));
        Assert.Equal((new EventBounds(0, 2), "1,2"), await KeptAsync(database, theirs));

        database.Clock.SetUtcNow(new DateTimeOffset(2031, 6, 2, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(0, await SweepAsync(database));
        Assert.DoesNotContain("events_2031_01", await MonthsAsync(database));
        Assert.DoesNotContain("events_2031_02", await MonthsAsync(database));
        Assert.Equal((new EventBounds(2, 2), ""), await KeptAsync(database, ours));
        Assert.Equal((new EventBounds(2, 2), ""), await KeptAsync(database, theirs));
        Assert.Null(await database.Migration.FaultAsync(CancellationToken.None));
    }

    private static Task<int> SweepAsync(TestDatabase database, RetentionOptions? options = null) =>
        new RetentionSweep(database.Contexts, options ?? new RetentionOptions(), database.Clock).RunAsync(CancellationToken.None);

    private static async Task CommitAsync(TestDatabase database, TestBrokerage brokerage, DateTimeOffset at)
    {
        await using var db = database.Open();
        await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
        db.Record(new DealTaskCompleted(brokerage.NewId(), brokerage.NewId(), DealStage.Intent, "核验产权"), brokerage.Li, null, Viewer.Anonymous);
        await db.CommitAsync(transaction, at, CancellationToken.None);
    }

    private static async Task<(EventBounds Bounds, string Kept)> KeptAsync(TestDatabase database, TestBrokerage brokerage)
    {
        await using var db = database.Open();
        var brand = brokerage.Brand.Id;
        var kept = await db
            .Events.Where(logged => logged.BrandId == brand)
            .OrderBy(logged => logged.Sequence)
            .Select(logged => logged.Sequence)
            .ToListAsync();
        return (await database.Feed.BoundsAsync(brand, CancellationToken.None), string.Join(',', kept));
    }

    private static async Task<List<string>> TablesOfEventsAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return await db.Database.SqlQuery<string>($"SELECT DISTINCT tableoid::regclass::text AS \"Value\" FROM events ORDER BY 1").ToListAsync();
    }

    private static async Task<List<string>> MonthsAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return await db
            .Database.SqlQuery<string>($"SELECT inhrelid::regclass::text AS \"Value\" FROM pg_inherits WHERE inhparent = 'events'::regclass")
            .ToListAsync();
    }
}
