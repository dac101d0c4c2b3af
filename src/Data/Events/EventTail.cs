using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Lintel.Data;

/// <summary>
/// Reads one brand's new events once and keeps the latest of them for all followers. Followers share an immutable
/// window, so publishing costs the same for one as for a thousand.
/// </summary>
internal sealed class EventTail(Guid brandId, EventPages pages, TimeProvider clock, DatabaseOptions options, ILogger logger) : IAsyncDisposable
{
    private const int WindowSize = 1_000;

    private readonly CancellationTokenSource _stopping = new();
    private readonly Channel<bool> _wakeUps = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private volatile EventBatch _window = new([], AccessEpoch: 0);
    private volatile TaskCompletionSource _more = NewSignal();
    private ITimer? _polling;

    /// <summary>The last event of the window; null: none was looked for yet. It moves with the window, whatever breaks behind that: no event is in it twice.</summary>
    private long? _position;
    private Task _tailing = Task.CompletedTask;

    /// <summary>Guarded by the feed's lock.</summary>
    public int Followers { get; set; }

    /// <summary>Completes when the window has grown, or the access epoch has, after this call.</summary>
    public Task More => _more.Task;

    public void Start(Func<Func<Task>, Task> start)
    {
        _polling = clock.CreateTimer(static tail => ((EventTail)tail!).Wake(), this, options.EventPollInterval, options.EventPollInterval);
        Wake();
        _tailing = start(TailAsync);
    }

    public void Wake() => _wakeUps.Writer.TryWrite(true);

    /// <summary>
    /// The events after a number as far as the window has them; null when only the table can tell. None does not say that there is none: the window comes
    /// behind what has committed.
    /// </summary>
    public EventBatch? Recent(long after)
    {
        var (window, epoch) = _window;
        if (window.Count == 0 || after < window[0].Sequence - 1 || after > window[^1].Sequence)
        {
            return null;
        }

        // Numbers have no gaps, so a number is a position.
        return new EventBatch([.. window.Skip((int)(after - window[0].Sequence + 1))], epoch);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (_polling is not null)
        {
            await _polling.DisposeAsync();
        }

        await _tailing;
        _stopping.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task TailAsync()
    {
        while (true)
        {
            try
            {
                await _wakeUps.Reader.ReadAsync(_stopping.Token);
                await PublishAsync();
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (EventPositionException)
            {
                // Swept past, or set back, while nobody looked: the row begins anew at the end of the log. Who is in between reads the table, and is told.
                _position = null;
                _window = _window with { Events = [] };
                Wake();
            }
            catch (Exception exception)
            {
                // The next wake-up or poll tries again from the same position.
                DataLog.ReadingEventsFailed(logger, exception);
            }
        }
    }

    private async Task PublishAsync()
    {
        _position ??= await BeginningAsync();
        while (true)
        {
            var (page, epoch) = await pages.ReadAsync(brandId, _position.Value, EventPages.Longest, _stopping.Token);
            var known = _window;
            if (page.Count > 0 || epoch != known.AccessEpoch)
            {
                IReadOnlyList<LoggedEvent> grown = [.. known.Events, .. page];
                _window = new EventBatch(grown.Count > WindowSize ? [.. grown.Skip(grown.Count - WindowSize)] : grown, epoch);
                _position = page.Count > 0 ? page[^1].Sequence : _position;
                Interlocked.Exchange(ref _more, NewSignal()).TrySetResult();
            }

            if (page.Count == 0)
            {
                return;
            }
        }
    }

    /// <summary>Before the last event, where that one is kept: followers begin there.</summary>
    private async Task<long> BeginningAsync()
    {
        var bounds = await pages.BoundsAsync(brandId, _stopping.Token);
        return Math.Max(bounds.Last - 1, bounds.Swept);
    }
}
