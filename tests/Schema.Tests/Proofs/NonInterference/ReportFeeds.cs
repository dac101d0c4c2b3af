using System.Reflection;
using System.Runtime.CompilerServices;
using Lintel.Domain;
using Lintel.Domain.Deals;
using Lintel.Domain.Reports;
using Lintel.Domain.Showings;

namespace Lintel.Schema.Tests.Proofs.NonInterference;

/// <summary>
/// The one declared exception to non-interference. The reports count raw showings and deals, also those whose reader sees only the
/// figure: an agent sees the results of the store, not the colleagues' deals. Where a row feeds (or could feed) a report the viewer
/// sees, what the report counts by and adds up stays as it is, and the row is neither deleted nor added; everything else about it changes.
/// </summary>
internal sealed class ReportFeeds(RowSight sight)
{
    private static readonly string[] OfShowings = [nameof(Showing.Status), nameof(Showing.ShownMonth)];
    private static readonly string[] OfDeals = [nameof(Deal.Stage), nameof(Deal.ClosedMonth), nameof(Deal.CommissionFen)];

    /// <summary>The properties of a row that a report the viewer sees is built of.</summary>
    public IReadOnlyCollection<string> CountedOf(object row) =>
        row switch
        {
            Showing showing when IsReported(showing, showing.AgentId) => OfShowings,
            Deal deal when IsReported(deal, deal.AgentId) => OfDeals,
            _ => [],
        };

    private bool IsReported(IPlaced at, Guid agentId) =>
        sight.Sees(Month<AgentPerformance>(at, (nameof(AgentPerformance.AgentId), agentId))) || sight.Sees(Month<StorePerformance>(at));

    /// <summary>A report's row at a place; which month it is of decides about nothing.</summary>
    private static T Month<T>(IPlaced at, params (string Name, object Value)[] more)
    {
        var month = (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
        (string Name, object Value)[] place =
        [
            (nameof(IPlaced.BrandId), at.BrandId),
            (nameof(IPlaced.RegionId), at.RegionId),
            (nameof(IPlaced.FranchiseId), at.FranchiseId),
            (nameof(IPlaced.StoreId), at.StoreId),
        ];
        foreach (var (name, value) in place.Concat(more))
        {
            typeof(T).GetProperty(name, BindingFlags.Public | BindingFlags.Instance)!.SetValue(month, value); // named above
        }

        return month;
    }
}
