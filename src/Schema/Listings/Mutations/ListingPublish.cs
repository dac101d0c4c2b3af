using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Listings;
using Lintel.Schema.Shared.Mutating;

namespace Lintel.Schema.Listings.Mutations;

/// <summary>Brings a listing on the market.</summary>
internal sealed class ListingPublish()
    : Mutation<ListingPublish.ListingPublishInput, Listing>(
        "listingPublish",
        "Brings a draft or held listing on the market. It needs the owner's mandate, and its agent a valid licence.",
        ListingAccess.Maintain
    )
{
    internal sealed record ListingPublishInput : ChangeInput
    {
        [Description("The listing.")]
        public required Ref<Listing> ListingId { get; init; }

        [Description("Who beside its own line sees it; null: as it was entered.")]
        public ListingVisibility? Visibility { get; init; }
    }

    public override IReadOnlyList<Type> Errors => [typeof(StaleVersion), typeof(WrongState), typeof(ListingIncomplete), typeof(LicenseExpired)];

    protected override async Task<Outcome<Guid>> RunAsync(ListingPublishInput input, UseCase use, CancellationToken cancellationToken)
    {
        var found = await use.FindAsync(input.ListingId, ListingAccess.Maintain, "listingId", input.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Errors.ToArray();
        }

        var listing = found.Value;
        await use.Db.Entry(listing).Reference(row => row.ListAgent).LoadAsync(cancellationToken);
        var published = listing.Publish(listing.ListAgent, input.Visibility ?? listing.Visibility, use.Now);
        if (!published.Succeeded)
        {
            return published.Errors.ToArray();
        }

        use.Record(published.Value, listing, listing.ListAgentId);
        return listing.Id;
    }
}
