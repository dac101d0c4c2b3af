using Lintel.Domain.Listings;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Listings;

internal sealed class ListingPriceType : EntityType<ListingPrice>
{
    public ListingPriceType()
        : base("ListingPrice", "One entry of a listing's price history 价格变动; never changed or removed.")
    {
        RowsWith<Listing>(p => p.ListingId, ListingAccess.Rows);
        Node(p => p.Id);
        OrderedBy(("changedAt", true));
        Money("price", p => p.PriceFen, WithRow, "The asking price from then on, in yuan.").Filter().Order();
        Money("previousPrice", p => p.PreviousPriceFen, WithRow, "The price before, in yuan; null for the first.");
        Text("reason", p => p.Reason, WithRow, "Why; null when not said.");
        Instant("changedAt", p => p.ChangedAt, WithRow, "When it changed.").Filter().Order();
    }
}
