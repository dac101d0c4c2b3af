using System.Diagnostics.CodeAnalysis;
using GraphQL;
using Lintel.Schema.Shared.Streaming;

namespace Lintel.Server.Transport.Streams;

/// <summary>One operation of a socket or an event stream. Once ended, by either side, it says nothing more.</summary>
internal sealed class RunningOperation(IAnswers answers, UnexpectedFailure unexpected, StreamMetrics metrics, TimeProvider clock)
    : IObserver<ExecutionResult>,
        IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly Lock _gate = new();
    private IDisposable? _subscription;
    private StreamPosition? _position;
    private TaskCompletionSource? _more;
    private DateTimeOffset _since;
    private long _results;
    private bool _over;

    /// <summary>Cancelled when the client completes the operation or is gone.</summary>
    public CancellationToken Cancellation => _cancellation.Token;

    /// <summary>It is a subscription that has begun: there will always be more of it.</summary>
    public bool IsFollowing
    {
        get
        {
            lock (_gate)
                return _subscription is not null;
        }
    }

    /// <summary>The place of the last result that was taken, to go on behind; null: it has none.</summary>
    public StreamPosition? Position
    {
        get
        {
            lock (_gate)
                return _position;
        }
    }

    /// <summary>Returns when so many results have come and there is room for more.</summary>
    public async ValueTask WhenRoomAsync(long results, CancellationToken cancellationToken)
    {
        while (IsShortOf(results, out var more))
            await more.WaitAsync(cancellationToken);
        await answers.WhenRoomAsync(cancellationToken);
    }

    private bool IsShortOf(long results, [NotNullWhen(true)] out Task? more)
    {
        lock (_gate)
        {
            more =
                _results >= results || _over ? null : (_more ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            return more is not null;
        }
    }

    public void Follow(IObservable<ExecutionResult> stream)
    {
        _since = clock.GetUtcNow();
        var subscription = stream.Subscribe(this);
        lock (_gate)
        {
            if (!_over)
            {
                _subscription = subscription;
                metrics.Began(answers.Transport);
                return;
            }
        }

        subscription.Dispose();
    }

    public void OnNext(ExecutionResult value)
    {
        if (value is StreamedResult { IsBroken: true, Errors: { } errors })
        {
            Refuse(new ExecutionResult { Errors = errors });
            return;
        }

        try
        {
            Tell(value);
        }
        catch (Exception fault)
        {
            // The engine would pass over it and go on with the next.
            OnError(fault);
        }
    }

    public void OnCompleted() => End(answers.Complete);

    public void OnError(Exception error)
    {
        if (error is StreamAccessLostError)
            End(answers.Forbid);
        else if (error is EventPositionError lost)
            Refuse(new ExecutionResult(lost));
        else
            Refuse(unexpected.ToResult(error));
    }

    /// <summary>Ends the operation with the errors of a result that was not executed.</summary>
    public void Refuse(ExecutionResult result) => End(() => answers.Refuse(result));

    /// <summary>Ends the operation without a word: the client asked for it or is gone.</summary>
    public void Dispose() => End(lastWord: null);

    private void Tell(ExecutionResult value)
    {
        lock (_gate)
        {
            if (!_over && answers.Next(value) && value is StreamedResult streamed)
            {
                _position = streamed.Position;
                if (streamed.At is { } at)
                    metrics.Told(answers.Transport, at, _since);
            }

            _results++;
            _more?.TrySetResult();
            _more = null;
        }
    }

    private void End(Action? lastWord)
    {
        IDisposable? subscription;
        lock (_gate)
        {
            if (_over)
                return;
            _over = true;
            subscription = _subscription;
            if (subscription is not null)
                metrics.Ended(answers.Transport);
            answers.Ended();
            lastWord?.Invoke();
        }

        _cancellation.Cancel();
        subscription?.Dispose();
        _cancellation.Dispose();
    }
}
