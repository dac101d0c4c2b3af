using Lintel.Domain;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Reading;

namespace Lintel.Schema.Shared.Streaming;

/// <summary>Checks that a subscriber still is the viewer its stream is for; free of cost until something about anybody's access changes.</summary>
internal sealed class StreamAccess(Viewer viewer, IStreamSubscriber? subscriber, PlanScopes scopes, TimeProvider clock)
{
    /// <summary>How old a look may be when an item is told that was read before it.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(100);

    private long? _epoch;
    private DateTimeOffset? _until;
    private long _looked = clock.GetTimestamp();

    public AccessClass Class { get; } = scopes.ClassOf(viewer);

    /// <summary>How long nothing but an event or the epoch can change it; null: for ever.</summary>
    public TimeSpan? Left =>
        _until is not { } until ? null
        : until - clock.GetUtcNow() is var left && left > TimeSpan.Zero ? left
        : TimeSpan.Zero;

    /// <summary>
    /// Throws where the viewer is another one by now. <paramref name="epoch"/> was read after the events that are about to be told, so none that was
    /// committed after the change gets through.
    /// </summary>
    public async ValueTask CheckAsync(long epoch, CancellationToken cancellationToken)
    {
        _looked = clock.GetTimestamp();
        if (subscriber is null || epoch == _epoch && (_until is not { } until || clock.GetUtcNow() < until))
        {
            return;
        }

        if (await subscriber.LookUpAsync(cancellationToken) is not { } found || scopes.ClassOf(found.Viewer) != Class)
        {
            throw new StreamAccessLostError();
        }

        // An epoch raised since is another one at the next batch, and looked up again.
        (_epoch, _until) = (epoch, found.Until);
    }

    /// <summary>
    /// The same for what is told some time after it was read, since its reader is slow or there is much of it: with the epoch as it is now, unless that was
    /// looked at just before.
    /// </summary>
    public ValueTask CheckAgainAsync(Func<CancellationToken, Task<long>> readEpoch, CancellationToken cancellationToken)
    {
        return subscriber is null || clock.GetElapsedTime(_looked) < Fresh ? ValueTask.CompletedTask : LookAsync();

        async ValueTask LookAsync() => await CheckAsync(await readEpoch(cancellationToken), cancellationToken);
    }
}
