using Lintel.Domain.Listings;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Listings;

internal sealed class MediaType : EntityType<Media>
{
    public MediaType()
        : base("Media", "A picture, plan, video or tour of a listing (RESO Media).")
    {
        Reso("Media");
        RowsWith<Listing>(media => media.ListingId, ListingAccess.Rows);
        Node(media => media.Id);
        OrderedBy(("order", false));
        Url("mediaUrl", media => media.MediaUrl, WithRow, "Where it is served.").Reso("MediaURL");
        Enum<MediaCategory>("mediaCategory", media => media.MediaCategory, WithRow, "What it is.")
            .Filter()
            .Reso("MediaCategory");
        Text(
                "shortDescription",
                media => media.ShortDescription,
                WithRow,
                "What it shows; null when not said."
            )
            .Reso("ShortDescription");
        Int(
                "order",
                media => media.Order,
                WithRow,
                "Position in the gallery from 0; 0 is the cover."
            )
            .Filter()
            .Order()
            .Reso("Order");
    }
}
