using Lintel.Domain.Listings;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Listings;

internal sealed class MediaType : EntityType<Media>
{
    public MediaType()
        : base("Media", "A picture, plan, video or tour of a listing (RESO Media).")
    {
        Reso("Media");
        RowsWith<Listing>(m => m.ListingId, ListingAccess.Rows);
        Node(m => m.Id);
        OrderedBy(("order", false));
        Url("mediaUrl", m => m.MediaUrl, WithRow, "Where it is served.").Reso("MediaURL");
        Enum<MediaCategory>("mediaCategory", m => m.MediaCategory, WithRow, "What it is.").Filter().Reso("MediaCategory");
        Text("shortDescription", m => m.ShortDescription, WithRow, "What it shows; null when not said.").Reso("ShortDescription");
        Int("order", m => m.Order, WithRow, "Position in the gallery from 0; 0 is the cover.").Filter().Order().Reso("Order");
    }
}
