using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Listings;
using Lintel.Schema.Shared.Mutating;

namespace Lintel.Schema.Listings.Mutations;

/// <summary>Changes the asking price and appends to the history (capability 10).</summary>
internal sealed class ListingReprice()
    : Mutation<ListingReprice.ListingRepriceInput, Listing>(
        "listingReprice",
        "Changes a listing's asking price. The change is kept in its price history.",
        ListingAccess.Maintain
    )
{
    private const int LongestReason = 200;

    internal sealed record ListingRepriceInput : ChangeInput
    {
        [Description("The listing.")]
        public required Ref<Listing> ListingId { get; init; }

        [Description("The new asking price in yuan, 10,000 to 1,000,000,000, not below the floor price.")]
        public required Money ListPrice { get; init; }

        [Description("Why, at most 200 characters.")]
        public string? Reason { get; init; }
    }

    public override IReadOnlyList<Type> Errors => [typeof(StaleVersion), typeof(WrongState)];

    protected override async Task<Outcome<Guid>> RunAsync(ListingRepriceInput input, UseCase use, CancellationToken cancellationToken)
    {
        var found = await use.FindAsync(input.ListingId, ListingAccess.Maintain, "listingId", input.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Errors.ToArray();
        }

        var listing = found.Value;
        List<UserError> problems = input.Reason?.Length > LongestReason ? [InvalidInput.TooLong(LongestReason, "reason")] : [];
        var repriced = listing.Reprice(input.ListPrice.Fen, use.Now);
        problems.AddRange(repriced.Errors);
        if (problems.Count > 0)
        {
            return problems;
        }

        use.Db.ListingPrices.Add(
            ListingPrice.Create(
                use.NewId(),
                listing,
                repriced.Value.PreviousPriceFen,
                listing.ListPriceFen,
                input.Reason,
                use.Viewer.AccountId,
                use.Now
            )
        );
        use.Record(repriced.Value, listing, listing.ListAgentId);
        return listing.Id;
    }
}
