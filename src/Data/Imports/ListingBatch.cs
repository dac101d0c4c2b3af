using Lintel.Domain;
using Lintel.Domain.Communities;
using Lintel.Domain.Listings;

namespace Lintel.Data.Imports;

/// <summary>The listings of one batch with all that comes with them.</summary>
internal sealed class ListingBatch(Viewer actor) : BatchPlan
{
    public override int Added => Listings.Count;
    public List<Community> Communities { get; } = [];
    public List<House> Houses { get; } = [];
    public List<Listing> Listings { get; } = [];
    public List<ListingPrice> Prices { get; } = [];

    public override async Task StoreAsync(LintelDbContext db, CancellationToken cancellationToken)
    {
        await db.BulkInsertAsync(Communities, cancellationToken);
        await db.BulkInsertAsync(Houses, cancellationToken);
        await db.BulkInsertAsync(Listings, cancellationToken);
        await db.BulkInsertAsync(Prices, cancellationToken);
        foreach (var listing in Listings)
        {
            db.Record(new ListingImported(listing.Id, listing.SourceKey!), listing, listing.ListAgentId, actor);
        }
    }
}
