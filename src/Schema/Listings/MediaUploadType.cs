using Lintel.Domain.Listings;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Listings;

internal sealed class MediaUploadType : EntityType<MediaUpload>
{
    public MediaUploadType()
        : base("MediaUpload", "A file on its way to a listing: announced, then received, then attached. Seen by who maintains the listing.")
    {
        RowsWith<Listing>(u => u.ListingId, ListingAccess.Maintain);
        Node(u => u.Id);
        OrderedBy(("createdAt", true));
        Enum<MediaCategory>("mediaCategory", u => u.MediaCategory, WithRow, "What it is to be.");
        Text("contentType", u => u.ContentType, WithRow, "The type that was announced, which the file must be of.");
        Long("byteLength", u => u.ByteLength, WithRow, "The length that was announced, in bytes.");
        Text("sha256", u => u.Sha256, WithRow, "SHA-256 that was announced, in lower-case hex.");
        Text("shortDescription", u => u.ShortDescription, WithRow, "What it shows; null when not said.");
        Instant("createdAt", u => u.CreatedAt, WithRow, "When it was announced.").Order();
        Instant("expiresAt", u => u.ExpiresAt, WithRow, "The first instant at which it can no longer be sent or attached.");
        Instant("receivedAt", u => u.ReceivedAt, WithRow, "When the whole file had come and was found to be what was announced; null: not yet.");
        Instant("attachedAt", u => u.AttachedAt, WithRow, "When it became part of the listing; null: not yet.");
        Long("version", u => u.Version, WithRow, "Raised by every change.");
    }
}
