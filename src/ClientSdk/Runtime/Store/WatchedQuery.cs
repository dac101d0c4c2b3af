using Lintel.Client.Operations;

namespace Lintel.Client.Store;

/// <summary>A query that tells its result whenever it changes. Each observer has a run of its own.</summary>
internal sealed class WatchedQuery<T>(
    EntityStore store,
    OperationDocument document,
    RequestVariables variables,
    ReadValue<T> readData,
    Func<CancellationToken, Task<(byte[]? Json, OperationResult<T> Result)>> ask,
    ExecutionStrategy strategy
) : IObservable<IOperationResult<T>>
    where T : class
{
    public IDisposable Subscribe(IObserver<IOperationResult<T>> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var run = new Run(this, observer);
        run.Start();
        return run;
    }

    private sealed class Run(WatchedQuery<T> query, IObserver<IOperationResult<T>> observer) : IStoreWatcher, IDisposable
    {
        private readonly Lock _telling = new();
        private readonly CancellationTokenSource _stop = new();
        private byte[]? _told;
        private bool _isStopped;

        public HashSet<string> Shows { get; set; } = new(StringComparer.Ordinal);

        public void Start()
        {
            query.Store.Add(this);
            _ = RunAsync(_stop.Token);
        }

        public void Changed() => Tell();

        public void Dispose()
        {
            lock (_telling)
            {
                if (_isStopped)
                {
                    return;
                }

                _isStopped = true;
            }

            query.Store.Remove(this);
            _stop.Cancel();
            _stop.Dispose();
        }

        private async Task RunAsync(CancellationToken cancellationToken)
        {
            try
            {
                var isStored = query.Strategy != ExecutionStrategy.NetworkOnly && Tell();
                if (isStored && query.Strategy == ExecutionStrategy.CacheFirst)
                {
                    return;
                }

                var (json, result) = await query.AskAsync(cancellationToken).ConfigureAwait(false);
                if (json is not null && result is { Data: not null, Errors.Count: 0 })
                {
                    query.WriteStore(json, this);
                    Tell(result, isStored: true);
                }
                else
                {
                    Tell(result, isStored: false);
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // Disposed: by the rules of observables nothing more is called.
            }
#pragma warning disable CA1031 // An observable has no other way to report a failure than OnError.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                observer.OnError(fault);
            }
        }

        /// <summary>Tells what the store has, unless it is incomplete or what was told last.</summary>
        private bool Tell()
        {
            // Read while nobody else tells, so that what is told last is what is there.
            lock (_telling)
            {
                if (query.ReadStore(this) is not { } stored)
                {
                    return false;
                }

                if (!_isStopped && _told?.AsSpan().SequenceEqual(stored) != true)
                {
                    _told = stored;
                    observer.OnNext(query.Decode(stored));
                }

                return true;
            }
        }

        private void Tell(OperationResult<T> result, bool isStored)
        {
            lock (_telling)
            {
                if (!_isStopped)
                {
                    _told = isStored ? query.ReadStore(this) : _told;
                    observer.OnNext(result);
                }
            }
        }
    }

    private EntityStore Store => store;

    private ExecutionStrategy Strategy => strategy;

    private Task<(byte[]? Json, OperationResult<T> Result)> AskAsync(CancellationToken cancellationToken) => ask(cancellationToken);

    private byte[]? ReadStore(IStoreWatcher watcher) => store.Read(document.Shape, variables, watcher);

    private void WriteStore(byte[] json, IStoreWatcher from) => store.Write(document.Shape, variables, json, from);

    private OperationResult<T> Decode(byte[] json) => ResponseBody.Read(json, readData);
}
