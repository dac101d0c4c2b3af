using Lintel.Data;

namespace Lintel.Schema.Shared.Streaming;

/// <summary>An async stream as the observable the engine subscribes to: one run per subscriber, ended by its disposal.</summary>
internal sealed class StreamObservable<T>(Func<CancellationToken, IAsyncEnumerable<T>> stream) : IObservable<T>
{
    public IDisposable Subscribe(IObserver<T> observer)
    {
        var stop = new CancellationTokenSource();
        _ = PumpAsync(observer, stop.Token);
        return new Subscription(stop);
    }

    private async Task PumpAsync(IObserver<T> observer, CancellationToken cancellationToken)
    {
        // Leaves the caller's stack first: an item must not arrive before Subscribe has returned.
        await Task.Yield();
        try
        {
            await foreach (var item in stream(cancellationToken))
            {
                observer.OnNext(item);
            }

            observer.OnCompleted();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested) { }
        catch (EventPositionException lost)
        {
            observer.OnError(new EventPositionError(lost));
        }
        catch (Exception failure)
        {
            observer.OnError(failure);
        }
    }

    private sealed class Subscription(CancellationTokenSource stop) : IDisposable
    {
        public void Dispose()
        {
            stop.Cancel();
            stop.Dispose();
        }
    }
}
