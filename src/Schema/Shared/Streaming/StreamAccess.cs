using Lintel.Domain;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Reading;

namespace Lintel.Schema.Shared.Streaming;

/// <summary>Checks that a subscriber still is the viewer its stream is for; free of cost until something about anybody's access changes.</summary>
internal sealed class StreamAccess(Viewer viewer, IStreamSubscriber? subscriber, PlanScopes scopes, TimeProvider clock)
{
    private long? _epoch;
    private DateTimeOffset? _until;

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
}
