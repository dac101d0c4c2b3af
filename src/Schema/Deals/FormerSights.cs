using System.Security.Cryptography;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Deals;
using Lintel.Schema.Shared.Reading;
using Lintel.Schema.Shared.Streaming;

namespace Lintel.Schema.Deals;

/// <summary>
/// What a follower who comes back may have been told as somebody else: the subject has had another role or place since, and its mirror holds what it
/// saw then.
/// </summary>
internal sealed class FormerSights(SubjectHistory history, RowLookup rows, PlanScopes scopes)
{
    /// <summary>The viewers that the subject has been since the event at a place of the log, as far as they saw something else than this one.</summary>
    public async Task<IReadOnlyList<Viewer>> ViewersSinceAsync(Viewer viewer, Guid brandId, long sequence, CancellationToken cancellationToken)
    {
        var own = scopes.ClassOf(viewer);
        return
        [
            .. (await history.SinceAsync(viewer.AccountId, brandId, sequence, cancellationToken))
                .Select(account => account.ToViewer() with { CustomFieldsVersion = viewer.CustomFieldsVersion })
                .DistinctBy(scopes.ClassOf)
                .Where(former => scopes.ClassOf(former) != own && DealAccess.Rows.Allows(former)),
        ];
    }

    /// <summary>
    /// What the viewer has to be told at a place of the stream, in the order of the deals: those that a former viewer sees and this one does not are lost,
    /// those that only this one sees are gained. For who asks for a snapshot, that is all it sees: nothing is there yet.
    /// </summary>
    public async Task<IReadOnlyList<DealStreamItem>> ChangesAsync(
        DealAlertQuery query,
        long start,
        IReadOnlyList<Viewer> former,
        CancellationToken cancellationToken
    )
    {
        if (!query.Snapshot && former.Count == 0)
        {
            return [];
        }

        var after = query.After ?? StreamPosition.At(start);
        // It goes on where it was, unless access has changed once more: then what came with the change before is another thing, and all comes again.
        var occasion = former.Count == 0 ? null : OccasionOf(query.Viewer, former);
        var told = after.Occasion == occasion ? after.Part : null;

        var seen = await rows.VisibleAsync<Deal>(query.Viewer, cancellationToken);
        var lost = new HashSet<Guid>();
        HashSet<Guid>? known = null;
        foreach (var viewer in former)
        {
            var then = await rows.VisibleAsync<Deal>(viewer, cancellationToken);
            lost.UnionWith(then.Where(deal => !seen.Contains(deal)));
            // Gained is what one of them did not see: which of them the mirror is of is not known.
            known = known is null ? then : [.. known.Intersect(then)];
        }

        seen.ExceptWith(query.Snapshot ? [] : known ?? []);
        return
        [
            .. lost.Select(deal => (Deal: deal, IsLost: true))
                .Concat(seen.Select(deal => (Deal: deal, IsLost: false)))
                .Where(change => query.Where.AsksFor(change.Deal) && (told is not { } last || change.Deal.CompareTo(last) > 0))
                .OrderBy(change => change.Deal)
                .Select(change => Item(change.Deal, change.IsLost)),
        ];

        DealStreamItem Item(Guid deal, bool isLost)
        {
            var position = new StreamPosition(after.Sequence, deal) { Occasion = occasion };
            return isLost ? new VisibilityLost(position, deal) : new VisibilityGained(position, deal);
        }
    }

    /// <summary>Who it is and has been: the same for those, and no others, to whom the same is told.</summary>
    private static string OccasionOf(Viewer viewer, IReadOnlyList<Viewer> former) =>
        Convert.ToHexStringLower(
            SHA256.HashData(former.Prepend(viewer).SelectMany(one => (one.AccountId ?? Guid.Empty).ToByteArray()).ToArray()).AsSpan(0, 8)
        );

    /// <summary>Whether a viewer saw a deal where it was.</summary>
    public static bool Saw(Viewer viewer, DealPlace place) =>
        viewer.Role is { } role
        && viewer.BrandId == place.Placement.BrandId
        && DealAccess.Rows.Of(role).Any(grant => Reaches(grant.Scope, viewer, place));

    private static bool Reaches(Scope scope, Viewer viewer, DealPlace place) =>
        scope switch
        {
            Scope.Own => place.AgentId == viewer.AgentId || place.ListAgentId == viewer.AgentId || place.ClientId == viewer.ClientId,
            Scope.Team => place.Placement.TeamId is { } team && team == viewer.TeamId,
            Scope.Store => place.Placement.StoreId == viewer.StoreId,
            Scope.Franchise => place.Placement.FranchiseId == viewer.FranchiseId,
            Scope.Region => place.Placement.RegionId == viewer.RegionId,
            Scope.All => true,
            Scope.Cooperation => false,
        };
}
