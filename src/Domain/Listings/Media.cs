namespace Lintel.Domain.Listings;

/// <summary>RESO MediaCategory.</summary>
public enum MediaCategory
{
    Photo,
    FloorPlan,
    Video,
    VirtualTour,
    Document,
}

/// <summary>A picture, plan, video, tour or document of a listing (RESO Media).</summary>
public sealed class Media : IPart
{
    /// <summary>Most that one listing has.</summary>
    [Limit("media", "A listing, with the files on their way to it.")]
    public const int MostOfListing = 100;

    /// <summary>What the addresses of uploaded files begin with.</summary>
    public const string UploadedScheme = "lintel-media:";

    private Media() { }

    public Guid Id { get; private set; }
    public Guid BrandId { get; private set; }
    public Guid ListingId { get; private set; }
    public MediaCategory MediaCategory { get; private set; }

    /// <summary>Where it is served; of a file that was uploaded <see cref="UploadedUrl"/>, which is shown as a signed link.</summary>
    public string MediaUrl { get; private set; } = "";

    /// <summary>The upload whose file it is; null: it lies elsewhere.</summary>
    public Guid? UploadId { get; private set; }

    /// <summary>The type of an uploaded file; null: it lies elsewhere.</summary>
    public string? ContentType { get; private set; }

    /// <summary>SHA-256 of an uploaded file, in lower-case hex; null: it lies elsewhere.</summary>
    public string? Sha256 { get; private set; }
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

    /// <summary>What stands for the address of an uploaded file.</summary>
    public static string UploadedUrl(Guid id) => $"{UploadedScheme}{id:N}";

    internal static Media Of(Guid id, MediaUpload upload, int order) =>
        new()
        {
            Id = id,
            BrandId = upload.BrandId,
            ListingId = upload.ListingId,
            MediaCategory = upload.MediaCategory,
            MediaUrl = UploadedUrl(id),
            UploadId = upload.Id,
            ContentType = upload.ContentType,
            Sha256 = upload.Sha256,
            ShortDescription = upload.ShortDescription,
            Order = order,
        };
}
