using GraphQL;

namespace Lintel.Server.Transport.WebSockets;

/// <summary>
/// One running operation of a socket. Once ended, by either side, it posts nothing more, so a client may use its id again at once.
/// </summary>
internal sealed class WsOperation(string id, WsOutbox outbox, UnexpectedFailure unexpected, Action<WsOperation> ended)
    : IObserver<ExecutionResult>,
        IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly Lock _gate = new();
    private IDisposable? _subscription;
    private bool _over;

    public string Id => id;

    /// <summary>Cancelled when the client completes the operation or the socket ends.</summary>
    public CancellationToken Cancellation => _cancellation.Token;

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
            if (!_over)
                outbox.Post(WsMessage.Next, id, value);
        }
    }

    public void OnCompleted() => End(WsMessage.Complete, null);

    public void OnError(Exception error) => Refuse(unexpected.ToResult(error));

    /// <summary>Ends the operation with the errors of a result that was not executed.</summary>
    public void Refuse(ExecutionResult result) => End(WsMessage.Error, result.Errors);

    /// <summary>Ends the operation without a word: the client asked for it or is gone.</summary>
    public void Dispose() => End(null, null);

    private void End(string? lastType, object? payload)
    {
        IDisposable? subscription;
        lock (_gate)
        {
            if (_over)
                return;
            _over = true;
            subscription = _subscription;
            ended(this);
            if (lastType is not null)
                outbox.Post(lastType, id, payload);
        }

        _cancellation.Cancel();
        subscription?.Dispose();
        _cancellation.Dispose();
    }
}
