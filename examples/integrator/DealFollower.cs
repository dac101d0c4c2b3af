using Lintel.Client;
using Lintel.Integrator.Graph;

namespace Lintel.Integrator;

/// <summary>Follows the stream of deals from where the mirror stands, over lost connections and changes of access alike.</summary>
internal sealed class DealFollower(IMirrorClient client, DealMirror mirror)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // A position with a part lies inside a snapshot: it goes on behind that part.
        var isSnapshot = mirror.Position is not { } position || position.Contains('.', StringComparison.Ordinal);
        var stream = client.DealStream.SubscribeAsync(after: mirror.Position, snapshot: isSnapshot ? true : null, cancellationToken);
        await foreach (var result in stream)
        {
            Apply(result.EnsureNoErrors().DealAlerts);
        }
    }

    private void Apply(DealStream_DealAlerts item)
    {
        var position = item.Position ?? throw new InvalidOperationException($"{item.TypeName} has no position.");
        switch (item)
        {
            case DealStream_DealAlerts_DealAlert { Deal: { } deal }:
                mirror.Apply(position, Mirrored(deal), gone: null);
                break;
            case DealStream_DealAlerts_VisibilityGained { Node: IMirroredDeal deal }:
                mirror.Apply(position, Mirrored(deal), gone: null);
                break;
            case DealStream_DealAlerts_VisibilityLost lost:
                mirror.Apply(position, row: null, lost.ResourceId);
                break;
            default:
                // Of another kind, or out of sight by now: only the place counts.
                mirror.Apply(position, row: null, gone: null);
                break;
        }
    }

    private static MirroredDeal Mirrored(IMirroredDeal deal) => new(deal.Id, deal.DealNumber, deal.Stage.Name, deal.Price, deal.Version);
}
