namespace Lintel.Domain.Listings;

/// <summary>
/// A file on its way to a listing: announced with its type, length and hash, then received, then attached. Whoever maintains the listing may
/// attach it, once, until it expires.
/// </summary>
public sealed class MediaUpload : IPart, IVersioned
{
    [Limit("characters", "A shortDescription of a file that is uploaded.")]
    public const int LongestDescription = 200;
    public const int HashLength = 64;

    /// <summary>How long the file may be sent and attached.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);

    /// <summary>Files of one account that may be under way at a time.</summary>
    [Limit("files", "What an account has on the way to listings at a time.")]
    public const int MostUnderWay = 50;

    private MediaUpload() { }

    public Guid Id { get; private set; }
    public Guid BrandId { get; private set; }
    public Guid ListingId { get; private set; }

    /// <summary>Who announced it.</summary>
    public Guid AccountId { get; private set; }
    public MediaCategory MediaCategory { get; private set; }
    public string ContentType { get; private set; } = "";
    public long ByteLength { get; private set; }

    /// <summary>SHA-256 of the file, in lower-case hex.</summary>
    public string Sha256 { get; private set; } = "";
    public string? ShortDescription { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>The first instant at which it can no longer be sent or attached.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>When the whole file had come and was found to be what was announced; null: not yet.</summary>
    public DateTimeOffset? ReceivedAt { get; private set; }

    /// <summary>When it became part of the listing; null: not yet.</summary>
    public DateTimeOffset? AttachedAt { get; private set; }
    public long Version { get; private set; }

    public static Outcome<MediaUpload> Announce(Guid id, Listing listing, Guid accountId, NewMediaUpload announced, DateTimeOffset at)
    {
        var problems = Problems(announced).ToList();
        return problems.Count > 0
            ? problems
            : new MediaUpload
            {
                Id = id,
                BrandId = listing.BrandId,
                ListingId = listing.Id,
                AccountId = accountId,
                MediaCategory = announced.MediaCategory,
                ContentType = announced.ContentType,
                ByteLength = announced.ByteLength,
                Sha256 = announced.Sha256,
                ShortDescription = announced.ShortDescription,
                CreatedAt = at,
                ExpiresAt = at + Life,
                Version = 1,
            };
    }

    /// <summary>The whole file has come.</summary>
    public void Receive(DateTimeOffset at)
    {
        ReceivedAt = at;
        Version++;
    }

    /// <summary>Makes it the last picture of its listing's gallery.</summary>
    public Outcome<Media> Attach(Guid mediaId, int order, DateTimeOffset at)
    {
        if (AttachedAt is not null)
        {
            return new WrongState("ATTACHED", "The file is attached already.", ["uploadId"]);
        }

        if (ExpiresAt <= at)
        {
            return new WrongState("EXPIRED", "The upload has expired; announce the file again.", ["uploadId"]);
        }

        if (ReceivedAt is null)
        {
            return new WrongState("AWAITED", "The file has not come yet.", ["uploadId"]);
        }

        AttachedAt = at;
        Version++;
        return Media.Of(mediaId, this, order);
    }

    private static IEnumerable<UserError> Problems(NewMediaUpload announced)
    {
        if (MediaFormat.Of(announced.ContentType) is not { } format)
        {
            yield return InvalidInput.OutOfRange($"one of {string.Join(", ", MediaFormat.All.Select(one => one.ContentType))}", "contentType");
        }
        else if (!format.Suits(announced.MediaCategory))
        {
            yield return InvalidInput.OutOfRange($"one that a file of the type {format.ContentType} can be", "mediaCategory");
        }

        if (announced.ByteLength is < 1 or > MediaFormat.MostBytes)
        {
            yield return InvalidInput.OutOfRange($"1 to {MediaFormat.MostBytes:N0}", "byteLength");
        }

        if (announced.Sha256.Length != HashLength || !announced.Sha256.All(char.IsAsciiHexDigitLower))
        {
            yield return InvalidInput.Malformed($"a SHA-256 of {HashLength} lower-case hexadecimal digits", "sha256");
        }

        if (announced.ShortDescription?.Length > LongestDescription)
        {
            yield return InvalidInput.TooLong(LongestDescription, "shortDescription");
        }
    }
}

/// <summary>What is said of a file before it is sent.</summary>
public sealed record NewMediaUpload
{
    public required MediaCategory MediaCategory { get; init; }
    public required string ContentType { get; init; }
    public required long ByteLength { get; init; }
    public required string Sha256 { get; init; }
    public string? ShortDescription { get; init; }
}
