using Lintel.Domain.Listings;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Listings;

internal sealed class MediaType : EntityType<Media>
{
    public MediaType()
        : base("Media", "A picture, plan, video, tour or document of a listing (RESO Media).")
    {
        Reso("Media");
        RowsWith<Listing>(m => m.ListingId, ListingAccess.Rows);
        Node(m => m.Id);
        OrderedBy(("order", false));
        FileUrl(
                "mediaUrl",
                m => m.MediaUrl,
                WithRow,
                "Where it is served. Of an uploaded file a link that needs no sign-in and works for 15 to 30 minutes: ask again for another."
            )
            .Reso("MediaURL");
        Enum<MediaCategory>("mediaCategory", m => m.MediaCategory, WithRow, "What it is.").Filter().Reso("MediaCategory");
        Text("shortDescription", m => m.ShortDescription, WithRow, "What it shows; null when not said.").Reso("ShortDescription");
        Text("contentType", m => m.ContentType, WithRow, "The type of an uploaded file, e.g. image/jpeg; null: it lies elsewhere.").Reso("MimeType");
        Text("sha256", m => m.Sha256, WithRow, "SHA-256 of an uploaded file, in lower-case hex; null: it lies elsewhere.");
        Int("order", m => m.Order, WithRow, "Position in the gallery from 0; 0 is the cover.").Filter().Order().Reso("Order");
    }
}
