using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Imports;

/// <summary>What the database has of a batch already.</summary>
/// <param name="SourceKeys">Rows of the brand that were imported before.</param>
/// <param name="ListingNumbers">Numbers that other listings of the brand carry.</param>
/// <param name="Houses">Source key → the house, which may have come with another brand's import.</param>
internal sealed record KnownRows(IReadOnlySet<string> SourceKeys, IReadOnlySet<string> ListingNumbers, IReadOnlyDictionary<string, Guid> Houses)
{
    public static async Task<KnownRows> OfAsync(
        LintelDbContext db,
        Guid brandId,
        ImportFormat format,
        IReadOnlyList<FactSheet> rows,
        CancellationToken cancellationToken
    )
    {
        var keys = rows.Select(row => format.KeyOf(row.ExternalId)).ToArray();
        var numbers = rows.Select(row => format.NumberPrefix + row.ExternalId).ToArray();
        // Numbers before keys: what another import commits in between is then known by its key, and never found to be another listing's number.
        var listingNumbers = await db
            .Listings.Where(listing => listing.BrandId == brandId && EF.Parameter(numbers).Contains(listing.ListingNumber))
            .Select(listing => listing.ListingNumber)
            .ToListAsync(cancellationToken);
        var sourceKeys = await db
            .Listings.Where(listing => listing.BrandId == brandId && EF.Parameter(keys).Contains(listing.SourceKey!))
            .Select(listing => listing.SourceKey!)
            .ToListAsync(cancellationToken);
        var houses = await db
            .Houses.Where(house => EF.Parameter(keys).Contains(house.NaturalKey))
            .Select(house => new { house.NaturalKey, house.Id })
            .ToDictionaryAsync(house => house.NaturalKey, house => house.Id, StringComparer.Ordinal, cancellationToken);
        return new(sourceKeys.ToHashSet(StringComparer.Ordinal), listingNumbers.ToHashSet(StringComparer.Ordinal), houses);
    }
}
