using GraphQL;

namespace Lintel.Schema.Shared.Streaming;

/// <summary>Waits until a stream that ends has ended, and keeps what it told.</summary>
internal sealed class ResultsOfStream : IObserver<ExecutionResult>
{
    private readonly List<ExecutionResult> _results = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ResultsOfStream() { }

    /// <summary>What was told, in order. What broke the stream is thrown only where it had told nothing before.</summary>
    public static async Task<IReadOnlyList<ExecutionResult>> WaitAsync(IObservable<ExecutionResult> stream, CancellationToken cancellationToken)
    {
        var observer = new ResultsOfStream();
        using var subscription = stream.Subscribe(observer);
        await observer._ended.Task.WaitAsync(cancellationToken);
        return observer._results;
    }

    public void OnNext(ExecutionResult value) => _results.Add(value);

    public void OnCompleted() => _ended.TrySetResult();

    public void OnError(Exception error)
    {
        if (_results.Count > 0)
        {
            _ended.TrySetResult();
        }
        else
        {
            _ended.TrySetException(error);
        }
    }
}
