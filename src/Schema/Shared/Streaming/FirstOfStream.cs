using GraphQL;

namespace Lintel.Schema.Shared.Streaming;

/// <summary>Waits for the first result of a stream, and lets it go then.</summary>
internal sealed class FirstOfStream : IObserver<ExecutionResult>
{
    private readonly TaskCompletionSource<ExecutionResult?> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FirstOfStream() { }

    /// <summary>Null: the stream ended without one.</summary>
    public static async Task<ExecutionResult?> WaitAsync(IObservable<ExecutionResult> stream, CancellationToken cancellationToken)
    {
        var observer = new FirstOfStream();
        using var subscription = stream.Subscribe(observer);
        return await observer._first.Task.WaitAsync(cancellationToken);
    }

    public void OnNext(ExecutionResult value) => _first.TrySetResult(value);

    public void OnCompleted() => _first.TrySetResult(null);

    public void OnError(Exception error) => _first.TrySetException(error);
}
