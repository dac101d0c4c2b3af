using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Listings;
using Lintel.Schema.Audit;
using Lintel.Schema.Shared.Mutating;

namespace Lintel.Schema.Listings.Mutations;

internal sealed class ListingOwnerPhoneReveal()
    : Reveal<ListingOwnerPhoneReveal.ListingOwnerPhoneRevealInput, Listing>(
        "listingOwnerPhoneReveal",
        ListingAccess.RevealOwnerPhone,
        SubjectKind.Listing,
        "ownerPhone",
        "listingId",
        input => input.ListingId,
        listing => listing.OwnerPhone
    )
{
    internal sealed record ListingOwnerPhoneRevealInput : RevealInput
    {
        [Description("The listing whose owner's phone it is.")]
        public required Ref<Listing> ListingId { get; init; }
    }
}
