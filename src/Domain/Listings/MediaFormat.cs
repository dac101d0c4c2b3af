namespace Lintel.Domain.Listings;

/// <summary>A kind of file that a listing may have, with the bytes that every file of it begins with.</summary>
public sealed class MediaFormat
{
    /// <summary>20 MB: a photo of any camera, a plan of a few pages.</summary>
    [Limit("bytes", "A file of a listing.")]
    public const long MostBytes = 20 * 1024 * 1024;

    /// <summary>So many bytes of a file tell its format.</summary>
    public const int HeadLength = 12;

    private readonly byte?[] _head;

    private MediaFormat(string contentType, string extension, byte?[] head) => (ContentType, Extension, _head) = (contentType, extension, head);

    public static IReadOnlyList<MediaFormat> All { get; } =
    [
        new("image/jpeg", "jpg", [0xFF, 0xD8, 0xFF]),
        new("image/png", "png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        // RIFF, four bytes of length, WEBP.
        new("image/webp", "webp", [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50]),
        new("application/pdf", "pdf", [0x25, 0x50, 0x44, 0x46, 0x2D]),
    ];

    public string ContentType { get; }

    /// <summary>Of a file's name, without a dot.</summary>
    public string Extension { get; }

    public bool IsImage => ContentType.StartsWith("image/", StringComparison.Ordinal);

    /// <summary>The format with a type of that name; null: none that a listing may have.</summary>
    public static MediaFormat? Of(string contentType) =>
        All.FirstOrDefault(format => string.Equals(format.ContentType, contentType, StringComparison.Ordinal));

    /// <summary>The format that a file is of, whatever is said of it; null: none that a listing may have.</summary>
    public static MediaFormat? Sniffed(ReadOnlySpan<byte> head)
    {
        foreach (var format in All)
        {
            if (format.Begins(head))
            {
                return format;
            }
        }

        return null;
    }

    /// <summary>A photo is an image; plans and documents may be either; films and tours are elsewhere.</summary>
    public bool Suits(MediaCategory category) =>
        category switch
        {
            MediaCategory.Photo => IsImage,
            MediaCategory.FloorPlan or MediaCategory.Document => true,
            MediaCategory.Video or MediaCategory.VirtualTour => false,
        };

    private bool Begins(ReadOnlySpan<byte> head)
    {
        if (head.Length < _head.Length)
        {
            return false;
        }

        for (var i = 0; i < _head.Length; i++)
        {
            if (_head[i] is { } expected && head[i] != expected)
            {
                return false;
            }
        }

        return true;
    }
}
