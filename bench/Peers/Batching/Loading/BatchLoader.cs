using GraphQL.DataLoader;
using Lintel.Batching.Data;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Batching.Loading;

/// <summary>Collects the keys that a level of an operation asks for and fetches them with one query.</summary>
internal abstract class BatchLoader<T>(IDbContextFactory<BrokerageContext> contexts)
{
    private Batch? _open;

    public IDataLoaderResult Load(Guid key) => Load(key, value => value);

    public IDataLoaderResult Load<TShown>(Guid key, Func<T?, TShown> show)
    {
        // Resolvers of one operation run one after another up to their first wait, so no lock is needed here.
        var batch = _open ??= new Batch(this);
        batch.Keys.Add(key);
        return new Pending<TShown>(batch, key, show);
    }

    protected abstract Task<Dictionary<Guid, T>> FetchAsync(BrokerageContext db, Guid[] keys, CancellationToken stop);

    private sealed class Batch(BatchLoader<T> loader)
    {
        private Task<Dictionary<Guid, T>>? _values;

        public HashSet<Guid> Keys { get; } = [];

        public Task<Dictionary<Guid, T>> ValuesAsync(CancellationToken stop) => _values ??= FetchAsync(stop);

        private async Task<Dictionary<Guid, T>> FetchAsync(CancellationToken stop)
        {
            loader._open = null;
            await using var db = await loader.ContextAsync(stop);
            return await loader.FetchAsync(db, [.. Keys], stop);
        }
    }

    private Task<BrokerageContext> ContextAsync(CancellationToken stop) => contexts.CreateDbContextAsync(stop);

    private sealed class Pending<TShown>(Batch batch, Guid key, Func<T?, TShown> show) : IDataLoaderResult
    {
        public async Task<object?> GetResultAsync(CancellationToken cancellationToken = default) =>
            show((await batch.ValuesAsync(cancellationToken)).GetValueOrDefault(key));
    }
}
