namespace Lintel.Domain.Listings;

/// <summary>One entry of a listing's price history 价格变动 (capability 10); append-only.</summary>
public sealed class ListingPrice : IPart
{
    private ListingPrice() { }

    public Guid Id { get; private set; }
    public Guid BrandId { get; private set; }
    public Guid ListingId { get; private set; }

    /// <summary>Null for the first price.</summary>
    public long? PreviousPriceFen { get; private set; }
    public long PriceFen { get; private set; }
    public string? Reason { get; private set; }
    public Guid? ActorAccountId { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }

    public static ListingPrice Create(
        Guid id,
        Listing listing,
        long? previousPriceFen,
        long priceFen,
        string? reason,
        Guid? actorAccountId,
        DateTimeOffset at
    ) =>
        new()
        {
            Id = id,
            BrandId = listing.BrandId,
            ListingId = listing.Id,
            PreviousPriceFen = previousPriceFen,
            PriceFen = priceFen,
            Reason = reason,
            ActorAccountId = actorAccountId,
            ChangedAt = at,
        };
}
