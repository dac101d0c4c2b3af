using Lintel.Domain;
using Lintel.Domain.Webhooks;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Tests.Events;

/// <summary>What is told to whoever goes on at a place that the log has not got, or has not got any more.</summary>
public sealed class EventPositionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [BothDatabases]
    public async Task Behind_what_is_kept_and_above_the_last_nobody_goes_on(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        await EventLogTests.CommitAsync(database, brokerage, count: 4);
        await SweepAsync(database);
        await EventLogTests.CommitAsync(database, brokerage, count: 2);

        var below = await Assert.ThrowsAsync<EventPositionException>(() => FirstAsync(database, brokerage, after: 3));
        var above = await Assert.ThrowsAsync<EventPositionException>(() => FirstAsync(database, brokerage, after: 7));

        Assert.Equal((EventPositionFault.NotRetained, new EventBounds(4, 6)), (below.Fault, below.Bounds));
        Assert.Equal((EventPositionFault.Ahead, new EventBounds(4, 6)), (above.Fault, above.Bounds));
        Assert.Equal([5L, 6L], (await FirstAsync(database, brokerage, after: 4)).Events.Select(logged => logged.Sequence));
        Assert.Empty((await FirstAsync(database, brokerage, after: 6)).Events);
        var another = brokerage.NewId();
        Assert.Equal(new EventBounds(0, 0), await database.Feed.BoundsAsync(another, CancellationToken.None));
    }

    [BothDatabases]
    public async Task A_slow_follower_that_the_sweep_overtakes_is_told(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        using var stop = new CancellationTokenSource(Patience);
        await EventLogTests.CommitAsync(database, brokerage, count: 1_500);
        await using var slow = database.Feed.FollowAsync(brokerage.Brand.Id, after: 0, cancellationToken: stop.Token).GetAsyncEnumerator(stop.Token);
        Assert.True(await slow.MoveNextAsync());
        Assert.Equal(500, slow.Current.Events[^1].Sequence);

        await SweepAsync(database);

        var told = await Assert.ThrowsAsync<EventPositionException>(() => slow.MoveNextAsync().AsTask());
        Assert.Equal(EventPositionFault.NotRetained, told.Fault);
        Assert.Contains("oldest position kept is 1500", told.Message, StringComparison.Ordinal);
    }

    [BothDatabases]
    public async Task Whoever_reads_while_the_sweep_deletes_misses_nothing_unknowingly(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        await EventLogTests.CommitAsync(database, brokerage, count: 3_000);
        database.Clock.Advance(TimeSpan.FromDays(91));
        await EventLogTests.CommitAsync(database, brokerage, count: 10, database.Clock.GetUtcNow());
        var sweep = new RetentionSweep(database.Contexts, new RetentionOptions { SweepRows = 50 }, database.Clock);

        var reading = Enumerable.Range(0, 4).Select(reader => ReadAsync(reader * 300)).ToList();
        await sweep.RunAsync(CancellationToken.None);

        Assert.All(await Task.WhenAll(reading), Assert.True);
        return;

        // Every number in a row to the end, or an end that says why.
        async Task<bool> ReadAsync(long after)
        {
            try
            {
                await foreach (var batch in database.Feed.FollowAsync(brokerage.Brand.Id, after))
                {
                    foreach (var logged in batch.Events)
                    {
                        if (logged.Sequence != ++after)
                        {
                            return false;
                        }
                    }

                    if (after == 3_010)
                    {
                        return true;
                    }
                }

                return false;
            }
            catch (EventPositionException told)
            {
                return told.Fault == EventPositionFault.NotRetained;
            }
        }
    }

    private static async Task<EventBatch> FirstAsync(TestDatabase database, TestBrokerage brokerage, long after)
    {
        await foreach (var batch in database.Feed.FollowAsync(brokerage.Brand.Id, after))
        {
            return batch;
        }

        throw new InvalidOperationException("It has no end.");
    }

    private static async Task SweepAsync(TestDatabase database)
    {
        database.Clock.Advance(TimeSpan.FromDays(91));
        await new RetentionSweep(database.Contexts, new RetentionOptions(), database.Clock).RunAsync(CancellationToken.None);
    }
}
