using System.Runtime.CompilerServices;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Deals;
using Lintel.Schema.Shared.Reading;
using Lintel.Schema.Shared.Streaming;

namespace Lintel.Schema.Deals;

/// <summary>
/// The one reading of the event log as far as it is about deals a viewer may see, for whoever follows or pulls it. Each item is judged when it is read:
/// an event that was committed after its viewer's access had changed is told to nobody.
/// </summary>
internal sealed class DealAlertSource(EventFeed feed, RowLookup rows, FormerSights former, PlanScopes scopes, TimeProvider clock)
{
    private readonly DealAlertGroups _groups = new();

    /// <summary>What is in the log after the query's place, then what happens, without end. Throws <see cref="StreamAccessLostError"/>.</summary>
    public IAsyncEnumerable<DealStreamItem> FollowAsync(DealAlertQuery query, CancellationToken cancellationToken) =>
        ItemsAsync(query, live: true, cancellationToken);

    /// <summary>The same, but it ends where the log ends now.</summary>
    public IAsyncEnumerable<DealStreamItem> ReadAsync(DealAlertQuery query, CancellationToken cancellationToken) =>
        ItemsAsync(query, live: false, cancellationToken);

    private async IAsyncEnumerable<DealStreamItem> ItemsAsync(
        DealAlertQuery query,
        bool live,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var access = new StreamAccess(query.Viewer, query.Subscriber, scopes, clock);
        var start = query.After?.Sequence ?? query.From ?? await feed.LatestAsync(query.BrandId, cancellationToken);
        IReadOnlyList<Viewer> formers = [];
        var told = 0L;
        long? previous = null;
        if (query.After is not null)
        {
            formers = await former.ViewersSinceAsync(query.Viewer, query.BrandId, start, cancellationToken);
        }

        foreach (var change in await former.ChangesAsync(query, start, formers, cancellationToken))
        {
            await WhenRoomAsync(query, access, told++, cancellationToken);
            yield return change.After(previous);
            previous = start;
        }

        // Who has been somebody else is told what others of the class are not, and goes alone.
        using var group = live && formers.Count == 0 ? _groups.Join(query.BrandId, access.Class, query.Where) : null;
        var batches = live
            ? feed.FollowAsync(query.BrandId, start, () => access.Left, cancellationToken)
            : feed.ReadAsync(query.BrandId, start, query.Few, cancellationToken);
        await foreach (var batch in batches)
        {
            await access.CheckAsync(batch.AccessEpoch, cancellationToken);
            var isBehind = batch.Events.Count > 1;
            foreach (var logged in batch.Events)
            {
                if (query.Passage?.Enter(logged.Sequence) == false)
                {
                    yield break;
                }

                var making =
                    group?.TryFind(logged.Sequence, () => ItemAsync(query, [], logged, CancellationToken.None), out var shared) == true
                        ? shared.WaitAsync(cancellationToken)
                        : ItemAsync(query, formers, logged, cancellationToken);
                var item = (await making)?.After(previous);
                if (item is null)
                {
                    continue;
                }

                if (isBehind)
                {
                    await WhenRoomAsync(query, access, told, cancellationToken);
                }

                told++;
                previous = item.Sequence;
                yield return item;
            }
        }
    }

    /// <summary>What an event is to the viewer; null: nothing.</summary>
    private async Task<DealStreamItem?> ItemAsync(
        DealAlertQuery query,
        IReadOnlyList<Viewer> formers,
        LoggedEvent logged,
        CancellationToken cancellationToken
    )
    {
        if (DealAlert.Of(logged) is not { } alert || !query.Where.AsksFor(alert.DealId))
        {
            return null;
        }

        var before = logged.Kind == EventKind.DealReassigned ? EventJson.Read<DealReassigned>(logged.Data).Before : null;
        if (before is null && !IsTold(alert, query))
        {
            return null;
        }

        if (await rows.IsVisibleAsync<Deal>(alert.DealId, query.Viewer, cancellationToken))
        {
            return before is not null && !FormerSights.Saw(query.Viewer, before)
                    ? new VisibilityGained(alert.Position, alert.DealId) { At = alert.At }
                : IsTold(alert, query) ? alert
                : null;
        }

        return before is not null && (FormerSights.Saw(query.Viewer, before) || formers.Any(viewer => FormerSights.Saw(viewer, before)))
            ? new VisibilityLost(alert.Position, alert.DealId) { At = alert.At }
            : null;
    }

    private static bool IsTold(DealAlert alert, DealAlertQuery query) =>
        query.Where.AsksFor(alert.Kind) && Shared.Declaring.EnumTypes.Sees(query.Viewer, alert.Kind);

    /// <summary>Waits until the reader has room for what is in the log already, and looks whether it may still be told.</summary>
    private async ValueTask WhenRoomAsync(DealAlertQuery query, StreamAccess access, long told, CancellationToken cancellationToken)
    {
        if (query.Subscriber is { } subscriber)
        {
            await subscriber.WhenRoomAsync(told, cancellationToken);
            await access.CheckAgainAsync(feed.AccessEpochAsync, cancellationToken);
        }
    }
}
