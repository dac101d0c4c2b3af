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
public sealed class Media
{
    private Media() { }

    public Guid Id { get; private set; }
    public Guid ListingId { get; private set; }
    public MediaCategory MediaCategory { get; private set; }
    public string MediaUrl { get; private set; } = "";
    public string? ShortDescription { get; private set; }

    /// <summary>Position in the listing's gallery from 0; 0 is the cover.</summary>
    public int Order { get; private set; }

    public static Media Create(Guid id, Guid listingId, MediaCategory category, string url, string? shortDescription, int order) =>
        new()
        {
            Id = id,
            ListingId = listingId,
            MediaCategory = category,
            MediaUrl = url,
            ShortDescription = shortDescription,
            Order = order,
        };
}
