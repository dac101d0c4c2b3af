using System.Diagnostics;
using System.Runtime.CompilerServices;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Deals;
using Lintel.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lintel.EventLog;

/// <summary>Lintel's own: <see cref="LintelDbContext.CommitAsync"/> and <see cref="EventFeed"/>.</summary>
internal sealed class LintelWay : IEventWay, IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly Place[] _places;

    private LintelWay(ServiceProvider services, int brands) =>
        (_services, _places) = (
            services,
            [.. Enumerable.Range(0, brands).Select(_ => new Place(Guid.CreateVersion7(TimeProvider.System.GetUtcNow())))]
        );

    public string Name => "counter (Lintel)";

    public static async Task<LintelWay> CreateAsync(DatabaseOptions options, int brands, CancellationToken stop)
    {
        var services = new ServiceCollection()
            .AddSingleton<RowPolicies, DeclaredPolicies>()
            .AddLintelData(options, KeyRing.Single(new byte[KeyRing.KeyBytes]))
            .BuildServiceProvider();
        await services.GetRequiredService<DatabaseMigration>().RunAsync(stop);
        return new LintelWay(services, brands);
    }

    public async Task<(long Key, TimeSpan? Held)> CommitAsync(int brand, CancellationToken stop)
    {
        var place = _places[brand];
        await using var db = await _services.GetRequiredService<IDbContextFactory<LintelDbContext>>().CreateDbContextAsync(stop);
        await using var transaction = await db.BeginWriteAsync(place.BrandId, stop);
        db.Record(
            new DealStageChanged(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), DealStage.Intent, DealStage.Deposited),
            place,
            ownerAgentId: null,
            Viewer.Anonymous
        );
        var taken = 0L;
        var last = await db.CommitAsync(transaction, TimeProvider.System.GetUtcNow(), stop, _ => taken = Stopwatch.GetTimestamp());
        return (last!.Value, Stopwatch.GetElapsedTime(taken)); // one was recorded
    }

    public async IAsyncEnumerable<long> FollowAsync(int brand, [EnumeratorCancellation] CancellationToken stop)
    {
        var feed = _services.GetRequiredService<EventFeed>();
        var start = await feed.LatestAsync(_places[brand].BrandId, stop);
        await foreach (var batch in feed.FollowAsync(_places[brand].BrandId, start, cancellationToken: stop))
        {
            foreach (var logged in batch.Events)
            {
                yield return logged.Sequence;
            }
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private sealed record Place(Guid BrandId) : IPlaced
    {
        public Guid RegionId { get; } = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        public Guid FranchiseId { get; } = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        public Guid StoreId { get; } = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        public Guid? TeamId => null;
    }
}
