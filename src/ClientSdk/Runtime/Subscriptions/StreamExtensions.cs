namespace Lintel.Client;

/// <summary>Subscriptions for those who prefer to be called.</summary>
public static class StreamExtensions
{
    /// <summary>The stream as an observable: each observer has a run of its own, disposing it stops the run.</summary>
    public static IObservable<T> AsObservable<T>(this IAsyncEnumerable<T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new StreamObservable<T>(source);
    }

    private sealed class StreamObservable<T>(IAsyncEnumerable<T> source) : IObservable<T>
    {
        public IDisposable Subscribe(IObserver<T> observer)
        {
            ArgumentNullException.ThrowIfNull(observer);
            var run = new Run();
            _ = PumpAsync(observer, run.Token);
            return run;
        }

        private async Task PumpAsync(IObserver<T> observer, CancellationToken cancellationToken)
        {
            try
            {
                await foreach (var item in source.WithCancellation(cancellationToken).ConfigureAwait(false))
                {
                    observer.OnNext(item);
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return; // Disposed: by the rules of observables nothing more is called.
            }
#pragma warning disable CA1031 // An observable has no other way to report a failure than OnError.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                observer.OnError(fault);
                return;
            }

            observer.OnCompleted();
        }
    }

    /// <summary>Cancels once, and stays valid to dispose again.</summary>
    private sealed class Run : IDisposable
    {
        private readonly CancellationTokenSource _stop = new();

        public Run() => Token = _stop.Token;

        public CancellationToken Token { get; }

        public void Dispose()
        {
            _stop.Cancel();
            _stop.Dispose();
        }
    }
}
