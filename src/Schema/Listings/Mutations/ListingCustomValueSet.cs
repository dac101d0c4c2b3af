using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Listings;
using Lintel.Domain.Platform;
using Lintel.Schema.Platform;
using Lintel.Schema.Shared.Mutating;

namespace Lintel.Schema.Listings.Mutations;

/// <summary>Sets or clears what a custom field holds of a listing (capability 80).</summary>
internal sealed class ListingCustomValueSet()
    : CustomValueSet<ListingCustomValueSet.ListingCustomValueSetInput, Listing>(
        "listingCustomValueSet",
        ListingAccess.Maintain,
        CustomFieldSubject.Listing,
        SubjectKind.Listing,
        "listingId",
        input => input.ListingId,
        listing => listing.ListAgentId
    )
{
    internal sealed record ListingCustomValueSetInput : CustomValueInput
    {
        [Description("The listing.")]
        public required Ref<Listing> ListingId { get; init; }
    }
}
