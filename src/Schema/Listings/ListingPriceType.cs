using Lintel.Domain.Listings;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Listings;

internal sealed class ListingPriceType : EntityType<ListingPrice>
{
    public ListingPriceType()
        : base(
            "ListingPrice",
            "One entry of a listing's price history 价格变动; never changed or removed."
        )
    {
        RowsWith<Listing>(price => price.ListingId, ListingAccess.Rows);
        Node(price => price.Id);
        OrderedBy(("changedAt", true));
        Money("price", price => price.PriceFen, WithRow, "The asking price from then on, in yuan.")
            .Filter()
            .Order();
        Money(
            "previousPrice",
            price => price.PreviousPriceFen,
            WithRow,
            "The price before, in yuan; null for the first."
        );
        Text("reason", price => price.Reason, WithRow, "Why; null when not said.");
        Instant("changedAt", price => price.ChangedAt, WithRow, "When it changed.")
            .Filter()
            .Order();
    }
}
