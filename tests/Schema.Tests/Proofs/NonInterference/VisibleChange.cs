using Lintel.Domain;
using Lintel.Domain.Communities;
using Lintel.Domain.Deals;
using Lintel.Domain.Listings;
using Lintel.Domain.Organisation;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Tests.Proofs.NonInterference;

/// <summary>Changes one value that the viewer sees: were no answer to differ then, the proof would prove nothing.</summary>
internal static class VisibleChange
{
    /// <summary>Values of seen rows that no other row has.</summary>
    private static readonly (Type Entity, string Property)[] Candidates =
    [
        (typeof(Listing), nameof(Listing.Title)),
        (typeof(Deal), nameof(Deal.DealNumber)),
        (typeof(Community), nameof(Community.Name)),
        (typeof(Office), nameof(Office.Code)),
    ];

    /// <summary>Alters the first of them that some answer shows.</summary>
    public static async Task MakeAsync(Graph graph, Viewer viewer, ProofRun run)
    {
        await using var db = graph.Database.Open();
        var rows = await LoadedRows.LoadAsync(db);
        var sight = new RowSight((DeclaredGraph)graph.Service(typeof(DeclaredGraph)), rows, viewer);
        var value = Candidates
            .SelectMany(candidate => rows.Of(candidate.Entity).Where(sight.Sees).Select(row => db.Entry(row).Property(candidate.Property)))
            .First(property => run.Shows((string)property.CurrentValue!)); // none of them is ever null
        value.CurrentValue += "x";
        await db.SaveChangesAsync();
    }
}
