namespace Lintel.Domain.Listings;

/// <summary>RESO MediaCategory.</summary>
public enum MediaCategory
{
    Photo,
    FloorPlan,
    Video,
    VirtualTour,
}

/// <summary>A picture, plan, video or tour of a listing (RESO Media).</summary>
public sealed class Media : IPart
{
    private Media() { }

    public Guid Id { get; private set; }
    public Guid BrandId { get; private set; }
    public Guid ListingId { get; private set; }
    public MediaCategory MediaCategory { get; private set; }
    public string MediaUrl { get; private set; } = "";
    public string? ShortDescription { get; private set; }

    /// <summary>Position in the listing's gallery from 0; 0 is the cover.</summary>
    public int Order { get; private set; }

    public static Media Create(Guid id, Listing listing, MediaCategory category, string url, string? shortDescription, int order) =>
        new()
        {
            Id = id,
            BrandId = listing.BrandId,
            ListingId = listing.Id,
            MediaCategory = category,
            MediaUrl = url,
            ShortDescription = shortDescription,
            Order = order,
        };
}
