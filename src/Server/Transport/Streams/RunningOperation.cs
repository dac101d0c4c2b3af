using GraphQL;
using Lintel.Schema.Shared.Streaming;

namespace Lintel.Server.Transport.Streams;

/// <summary>One operation of a socket or an event stream. Once ended, by either side, it says nothing more.</summary>
internal sealed class RunningOperation(IAnswers answers, UnexpectedFailure unexpected) : IObserver<ExecutionResult>, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly Lock _gate = new();
    private IDisposable? _subscription;
    private long? _sequence;
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
    public long? Sequence
    {
        get
        {
            lock (_gate)
                return _sequence;
        }
    }

    public void Follow(IObservable<ExecutionResult> stream)
    {
        var subscription = stream.Subscribe(this);
        lock (_gate)
        {
            if (!_over)
            {
                _subscription = subscription;
                return;
            }
        }

        subscription.Dispose();
    }

    public void OnNext(ExecutionResult value)
    {
        lock (_gate)
        {
            if (!_over && answers.Next(value) && value is StreamedResult { Sequence: var sequence })
                _sequence = sequence;
        }
    }

    public void OnCompleted() => End(answers.Complete);

    public void OnError(Exception error) => Refuse(unexpected.ToResult(error));

    /// <summary>Ends the operation with the errors of a result that was not executed.</summary>
    public void Refuse(ExecutionResult result) => End(() => answers.Refuse(result));

    /// <summary>Ends the operation without a word: the client asked for it or is gone.</summary>
    public void Dispose() => End(lastWord: null);

    private void End(Action? lastWord)
    {
        IDisposable? subscription;
        lock (_gate)
        {
            if (_over)
                return;
            _over = true;
            subscription = _subscription;
            answers.Ended();
            lastWord?.Invoke();
        }

        _cancellation.Cancel();
        subscription?.Dispose();
        _cancellation.Dispose();
    }
}
