using Lintel.Data;
using Lintel.Schema.Shared.Streaming;
using Lintel.Server.Identity;

namespace Lintel.Server.Transport.Streams;

/// <summary>The caller of an operation, as far as its stream has to know.</summary>
internal sealed class StreamSubscriber(Caller caller, RunningOperation operation, CallerViewers viewers) : IStreamSubscriber
{
    public Task<ViewerInForce?> LookUpAsync(CancellationToken cancellationToken) => viewers.InForceAsync(caller, cancellationToken);

    public ValueTask WhenRoomAsync(long items, CancellationToken cancellationToken) => operation.WhenRoomAsync(items, cancellationToken);
}
