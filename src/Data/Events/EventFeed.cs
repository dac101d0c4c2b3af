using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Lintel.Data;

/// <summary>
/// Follows the event log: first what is in the table, then what commits, without gap or repetition at the seam.
/// One loop per brand and process reads new events once for all followers.
/// </summary>
public sealed class EventFeed : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, EventTail> _tails = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly IDbContextFactory<LintelDbContext> _contexts;
    private readonly EventPages _pages;
    private readonly DatabaseDialect _dialect;
    private readonly CommitSignal _commits;
    private readonly DatabaseOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<EventFeed> _logger;
    private Task? _listening;

    public EventFeed(
        IDbContextFactory<LintelDbContext> contexts,
        DatabaseDialect dialect,
        CommitSignal commits,
        DatabaseOptions options,
        TimeProvider clock,
        ILogger<EventFeed> logger
    )
    {
        _contexts = contexts;
        _pages = new EventPages(contexts);
        _dialect = dialect;
        _commits = commits;
        _options = options;
        _clock = clock;
        _logger = logger;
        _commits.Committed = Wake;
    }

    /// <summary>The number of the brand's last event; 0 when there is none.</summary>
    public async Task<long> LatestAsync(Guid brandId, CancellationToken cancellationToken) => (await BoundsAsync(brandId, cancellationToken)).Last;

    /// <summary>The access epoch as it is now (ADR 19).</summary>
    public async Task<long> AccessEpochAsync(CancellationToken cancellationToken)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellationToken);
        return await db.AccessEpochs.Select(epoch => epoch.Value).SingleAsync(cancellationToken);
    }

    /// <summary>From where to where the brand's log can be read.</summary>
    public Task<EventBounds> BoundsAsync(Guid brandId, CancellationToken cancellationToken) => _pages.BoundsAsync(brandId, cancellationToken);

    /// <summary>
    /// Every event of the brand with a number above <paramref name="after"/>, in order, without end; between them an empty batch where it has caught
    /// up, and whenever the access epoch changes. A follower reads at its own pace: one that lags behind reads from the table and holds up nobody.
    /// </summary>
    /// <exception cref="EventPositionException">
    /// Something behind the place is not kept any more, or the log does not reach it: at once, or when a follower was overtaken by the sweep.
    /// </exception>
    /// <param name="brandId">Whose log.</param>
    /// <param name="after">The number to go on behind.</param>
    /// <param name="patience">How long an empty batch may be waited for; null, or what it returns: until there is a reason for one.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<EventBatch> FollowAsync(
        Guid brandId,
        long after,
        Func<TimeSpan?>? patience = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        var tail = Join(brandId);
        try
        {
            while (true)
            {
                // Taken before reading: an event that comes in between completes it.
                var more = tail.More;
                var batch = tail.Recent(after) ?? await _pages.ReadAsync(brandId, after, EventPages.Longest, either.Token);
                if (batch.Events.Count > 0)
                {
                    after = batch.Events[^1].Sequence;
                }

                yield return batch;
                either.Token.ThrowIfCancellationRequested();
                if (batch.Events.Count == 0)
                {
                    await WaitAsync(more, patience, either.Token);
                }
            }
        }
        finally
        {
            await LeaveAsync(brandId, tail);
        }
    }

    /// <summary>
    /// Every event of the brand with a number above <paramref name="after"/> that had committed when this was called, in order, and perhaps some that
    /// committed since; the last batch is empty. That there is nothing more is said by the table alone: what followers are handed comes behind it.
    /// </summary>
    /// <param name="brandId">Whose log.</param>
    /// <param name="after">The number to go on behind.</param>
    /// <param name="few">As many as the reader is likely to want: so long is the first page, and each is twice as long as the one before.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <inheritdoc cref="FollowAsync" path="/exception"/>
    public async IAsyncEnumerable<EventBatch> ReadAsync(
        Guid brandId,
        long after,
        int few,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        EventBatch batch;
        do
        {
            few = Math.Clamp(few, 1, EventPages.Longest);
            batch = Recent(brandId, after) is { Events.Count: > 0 } recent ? recent : await _pages.ReadAsync(brandId, after, few, cancellationToken);
            few *= 2;
            after = batch.Events is [.., var last] ? last.Sequence : after;
            yield return batch;
        } while (batch.Events.Count > 0);
    }

    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        _commits.Committed = null;
        await _stopping.CancelAsync();
        List<EventTail> tails;
        lock (_gate)
        {
            tails = [.. _tails.Values];
            _tails.Clear();
        }

        foreach (var tail in tails)
        {
            await tail.DisposeAsync();
        }

        if (_listening is not null)
        {
            await _listening;
        }

        _stopping.Dispose();
    }

    private async Task WaitAsync(Task more, Func<TimeSpan?>? patience, CancellationToken cancellationToken)
    {
        if (patience?.Invoke() is not { } longest)
        {
            await more.WaitAsync(cancellationToken);
            return;
        }

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var over = Task.Delay(longest, _clock, enough.Token);
        // It may have run out while the timer was set, which would count from now.
        if (patience() != TimeSpan.Zero)
        {
            await Task.WhenAny(more, over);
        }

        await enough.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private EventTail Join(Guid brandId)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stopping.IsCancellationRequested, this);
            _listening ??= Detached(ListenAsync);
            if (!_tails.TryGetValue(brandId, out var tail))
            {
                tail = new EventTail(brandId, _pages, _clock, _options, _logger);
                _tails.Add(brandId, tail);
                tail.Start(Detached);
            }

            tail.Followers++;
            return tail;
        }
    }

    /// <summary>What the followers of a brand have of its events after a number; null: nobody follows it, or they are elsewhere.</summary>
    private EventBatch? Recent(Guid brandId, long after)
    {
        EventTail? tail;
        lock (_gate)
        {
            tail = _tails.GetValueOrDefault(brandId);
        }

        return tail?.Recent(after);
    }

    private async ValueTask LeaveAsync(Guid brandId, EventTail tail)
    {
        lock (_gate)
        {
            if (--tail.Followers > 0 || !_tails.Remove(brandId))
            {
                return;
            }
        }

        await tail.DisposeAsync();
    }

    private void Wake(Guid brandId)
    {
        lock (_gate)
        {
            if (_tails.TryGetValue(brandId, out var tail))
            {
                tail.Wake();
            }
        }
    }

    private void WakeAll()
    {
        lock (_gate)
        {
            foreach (var tail in _tails.Values)
            {
                tail.Wake();
            }
        }
    }

    private async Task ListenAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await _dialect.ListenAsync(Wake, _stopping.Token);
                return;
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Polling carries on meanwhile; what was missed is found at once after listening again.
                DataLog.ListeningBroke(_logger, exception);
            }

            try
            {
                await Task.Delay(_options.EventPollInterval, _clock, _stopping.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            WakeAll();
        }
    }

    /// <summary>Starts work that outlives the request that happened to ask first.</summary>
    private static Task Detached(Func<Task> work)
    {
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(work);
        }
    }
}
