using Lintel.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lintel.Data.Tests.Events;

public sealed class EventFeedTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [BothDatabases]
    public async Task A_follower_catches_up_and_then_follows_live_without_gap_at_the_seam(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        await EventLogTests.CommitAsync(database, brokerage, count: 700);

        // Writers commit while the followers join and catch up.
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 60; i++)
            {
                await EventLogTests.CommitAsync(database, brokerage, count: 5);
            }
        });
        var following = Enumerable.Range(0, 5).Select(number => TakeAsync(database.Feed, brokerage.Brand.Id, number * 150, 1000 - (number * 150)));
        var seen = await Task.WhenAll(following);
        await writing;

        for (var number = 0; number < seen.Length; number++)
        {
            var from = number * 150;
            Assert.Equal(Enumerable.Range(from + 1, 1000 - from).Select(n => (long)n), seen[number]);
        }
    }

    [BothDatabases]
    public async Task A_slow_follower_does_not_slow_the_others(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        using var stop = new CancellationTokenSource(Patience);
        await EventLogTests.CommitAsync(database, brokerage, count: 1);
        await using var slow = database
            .Feed.FollowAsync(brokerage.Brand.Id, after: 0, cancellationToken: stop.Token)
            .Each()
            .GetAsyncEnumerator(stop.Token);
        Assert.True(await slow.MoveNextAsync());

        // The slow one sits on event 1 while more events pass than the shared window holds.
        for (var i = 0; i < 3; i++)
        {
            await EventLogTests.CommitAsync(database, brokerage, count: 500);
        }

        var fast = await TakeAsync(database.Feed, brokerage.Brand.Id, after: 1, count: 1500);
        var late = new List<long>();
        while (late.Count < 1500 && await slow.MoveNextAsync())
        {
            late.Add(slow.Current.Sequence);
        }

        Assert.Equal(Enumerable.Range(2, 1500).Select(n => (long)n), fast);
        Assert.Equal(fast, late);
    }

    [BothDatabases]
    public async Task Events_of_another_brand_are_not_followed(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var ours = new TestBrokerage(database.Clock);
        var theirs = new TestBrokerage(database.Clock);
        await EventLogTests.CommitAsync(database, theirs, count: 3);
        await EventLogTests.CommitAsync(database, ours, count: 2);

        Assert.Equal([1L, 2L], await TakeAsync(database.Feed, ours.Brand.Id, after: 0, count: 2));
        Assert.Equal(3, await database.Feed.LatestAsync(theirs.Brand.Id, CancellationToken.None));
        Assert.Equal(0, await database.Feed.LatestAsync(ours.NewId(), CancellationToken.None));
    }

    [BothDatabases]
    public async Task Events_of_another_process_are_found_by_polling(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        await using var elsewhere = database.OpenElsewhere();
        using var stop = new CancellationTokenSource(Patience);
        await using var follower = elsewhere
            .GetRequiredService<EventFeed>()
            .FollowAsync(brokerage.Brand.Id, after: 0, cancellationToken: stop.Token)
            .Each()
            .GetAsyncEnumerator(stop.Token);
        var next = follower.MoveNextAsync().AsTask();

        await EventLogTests.CommitAsync(database, brokerage, count: 1);
        while (!next.IsCompleted)
        {
            database.Clock.Advance(database.Options.EventPollInterval);
            await Task.WhenAny(next, Task.Delay(5, stop.Token));
        }

        Assert.True(await next);
        Assert.Equal(1, follower.Current.Sequence);
    }

    [BothDatabases]
    public async Task A_reading_to_the_end_of_the_log_does_not_stop_where_followers_are_behind(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        await EventLogTests.CommitAsync(database, brokerage, count: 2);
        await using var elsewhere = database.OpenElsewhere();
        var feed = elsewhere.GetRequiredService<EventFeed>();
        using var stop = new CancellationTokenSource(Patience);
        await using var follower = feed.FollowAsync(brokerage.Brand.Id, after: 1, cancellationToken: stop.Token).GetAsyncEnumerator(stop.Token);
        Assert.True(await follower.MoveNextAsync());

        // The clock stands, so on SQLite no follower ever hears of it.
        await EventLogTests.CommitAsync(database, brokerage, count: 3);
        foreach (var after in (long[])[0, 1, 2, 4])
        {
            var read = new List<long>();
            var empty = 0;
            await foreach (var batch in feed.ReadAsync(brokerage.Brand.Id, after, few: 1, stop.Token))
            {
                read.AddRange(batch.Events.Select(logged => logged.Sequence));
                empty += batch.Events.Count == 0 ? 1 : 0;
            }

            Assert.Equal(Enumerable.Range((int)after + 1, 5 - (int)after).Select(n => (long)n), read);
            Assert.Equal(1, empty);
        }
    }

    [OnPostgres]
    public async Task Events_of_another_process_wake_followers_at_once()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        var brokerage = new TestBrokerage(database.Clock);
        await using var elsewhere = database.OpenElsewhere();
        var feed = elsewhere.GetRequiredService<EventFeed>();
        using var stop = new CancellationTokenSource(Patience);
        await using var follower = feed.FollowAsync(brokerage.Brand.Id, after: 0, cancellationToken: stop.Token)
            .Each()
            .GetAsyncEnumerator(stop.Token);

        // The clock stands still, so only a notification can bring the event. One that commits before the
        // listener is ready may be missed, hence again until it is.
        var next = follower.MoveNextAsync().AsTask();
        while (!next.IsCompleted)
        {
            await EventLogTests.CommitAsync(database, brokerage, count: 1);
            await Task.WhenAny(next, Task.Delay(50, stop.Token));
        }

        Assert.True(await next);
        Assert.Equal(1, follower.Current.Sequence);
    }

    [BothDatabases]
    public async Task A_follower_stops_when_it_is_cancelled_and_when_the_process_ends(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        using var stop = new CancellationTokenSource();
        var cancelled = TakeAsync(database.Feed, brokerage.Brand.Id, 0, 1, stop.Token);
        var orphaned = TakeAsync(database.Feed, brokerage.Brand.Id, 0, 1);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        await database.Feed.DisposeAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => orphaned);
    }

    [BothDatabases]
    public async Task What_was_read_is_not_told_again_when_the_database_goes_away_behind_it(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        await EventLogTests.CommitAsync(database, brokerage, count: 3);
        // For the latest number, for the page with it, and then for the page behind that.
        var contexts = new FailingContexts(database.Contexts, failing: 3);
        await using var feed = new EventFeed(
            contexts,
            database.Dialect,
            new CommitSignal(),
            database.Options,
            database.Clock,
            NullLogger<EventFeed>.Instance
        );

        var seen = contexts.AsFollower(() => TakeAsync(feed, brokerage.Brand.Id, after: 0, count: 5));
        await contexts.Failed.WaitAsync(Patience);
        await EventLogTests.CommitAsync(database, brokerage, count: 2);
        while (!seen.IsCompleted)
        {
            database.Clock.Advance(database.Options.EventPollInterval);
            await Task.WhenAny(seen, Task.Delay(5));
        }

        Assert.Equal([1, 2, 3, 4, 5], await seen);
    }

    /// <summary>A database that is away once when it is asked by itself, and not for a follower.</summary>
    private sealed class FailingContexts(IDbContextFactory<LintelDbContext> contexts, int failing) : IDbContextFactory<LintelDbContext>
    {
        private readonly AsyncLocal<bool> _isFollower = new();
        private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _asked;

        public Task Failed => _failed.Task;

        public Task<T> AsFollower<T>(Func<Task<T>> follow)
        {
            _isFollower.Value = true;
            return follow();
        }

        public LintelDbContext CreateDbContext()
        {
            if (_isFollower.Value || Interlocked.Increment(ref _asked) != failing)
            {
                return contexts.CreateDbContext();
            }

            _failed.SetResult();
            throw new InvalidOperationException("The database is away.");
        }
    }

    private static async Task<List<long>> TakeAsync(
        EventFeed feed,
        Guid brandId,
        long after,
        int count,
        CancellationToken cancellationToken = default
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(Patience);
        var seen = new List<long>();
        await foreach (var logged in feed.FollowAsync(brandId, after, cancellationToken: stop.Token).Each())
        {
            seen.Add(logged.Sequence);
            if (seen.Count == count)
            {
                break;
            }
        }

        return seen;
    }
}
