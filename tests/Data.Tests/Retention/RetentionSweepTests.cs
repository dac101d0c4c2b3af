using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Tests.Retention;

public sealed class RetentionSweepTests
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private static readonly RetentionOptions InSmallSteps = new() { SweepRows = 3 };

    [BothDatabases]
    public async Task What_is_older_than_it_is_kept_is_deleted_and_nothing_else(DatabaseProvider provider)
    {
        await using var database = await FilledAsync(provider, keys: 10);
        // The four oldest are seven days and a minute old or more, the fifth is seven days old to the tick.
        database.Clock.Advance(Kept - TimeSpan.FromMinutes(5));

        var deleted = await SweepOf(database).RunAsync(CancellationToken.None);
        var again = await SweepOf(database).RunAsync(CancellationToken.None);

        Assert.Equal((4, 0), (deleted, again));
        await using var db = database.Open();
        Assert.Equal(
            ["4", "5", "6", "7", "8", "9"],
            await db.IdempotencyRecords.OrderBy(record => record.CreatedAt).Select(record => record.Key).ToListAsync()
        );
    }

    [BothDatabases]
    public async Task Of_several_that_sweep_at_once_each_row_is_deleted_by_one(DatabaseProvider provider)
    {
        await using var database = await FilledAsync(provider, keys: 40);
        database.Clock.Advance(2 * Kept);
        await using var elsewhere = database.OpenElsewhere();
        var contexts = (IDbContextFactory<LintelDbContext>)elsewhere.GetService(typeof(IDbContextFactory<LintelDbContext>))!; // registered

        var deleted = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i =>
                    new RetentionSweep(i % 2 == 0 ? database.Contexts : contexts, InSmallSteps, database.Clock).RunAsync(CancellationToken.None)
                )
        );

        Assert.Equal(40, deleted.Sum());
        await using var db = database.Open();
        Assert.Equal(0, await db.IdempotencyRecords.CountAsync());
    }

    [BothDatabases]
    public async Task A_transaction_deletes_a_few_rows(DatabaseProvider provider)
    {
        // Ten rows in one step, or in four; each time a look that finds no more of them, and each one that finds no history of versions and no attempts of webhooks.
        // Two find no events, and PostgreSQL is asked for months to come and gone.
        var events = provider == DatabaseProvider.Postgres ? 4 : 2;
        Assert.Equal((2 + 1 + 2 + events, (4 * 2) + 1 + 2 + events), (await CommandsAsync(sweepRows: 100), await CommandsAsync(sweepRows: 3)));

        async Task<int> CommandsAsync(int sweepRows)
        {
            await using var database = await FilledAsync(provider, keys: 10);
            database.Clock.Advance(2 * Kept);
            var sweep = new RetentionSweep(database.Contexts, new RetentionOptions { SweepRows = sweepRows }, database.Clock);
            return await QueryBudget.CountAsync(() => sweep.RunAsync(CancellationToken.None));
        }
    }

    private static RetentionSweep SweepOf(TestDatabase database) => new(database.Contexts, InSmallSteps, database.Clock);

    /// <summary>Keys by their numbers, a minute apart, up to now.</summary>
    private static async Task<TestDatabase> FilledAsync(DatabaseProvider provider, int keys)
    {
        var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        for (var i = 0; i < keys; i++)
        {
            var at = TestDatabase.Now.AddMinutes(i + 1 - keys);
            var record = IdempotencyRecord.Start(brokerage.Brand.Id, brokerage.AccountOfLi.Id, "dealOpen", $"{i}", "hash", at);
            record.Complete("{}");
            brokerage.Add(record);
        }

        await using var db = database.Open();
        await brokerage.SaveAsync(db);
        return database;
    }
}
