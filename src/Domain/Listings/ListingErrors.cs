namespace Lintel.Domain.Listings;

/// <summary>
/// The brokerage offers this house already; a second entry adds a role, not a listing (capability 3).
/// <paramref name="ListingNumber"/> is null for who may not see the other listing.
/// </summary>
[ErrorType("Take the listing that is there; listingNumber names it if you may see it.")]
public sealed record DuplicateListing(string? ListingNumber)
    : UserError(
        "DUPLICATE_LISTING",
        ListingNumber is null ? "This house is listed already." : $"This house is listed already, as {ListingNumber}.",
        ["house"]
    );

/// <summary>The list agent's licence is not valid today (capability 57).</summary>
[ErrorType("Have the licence renewed, or give the listing to another agent.")]
public sealed record LicenseExpired(DateOnly ExpiredOn)
    : UserError("LICENSE_EXPIRED", $"The list agent's licence expired on {ExpiredOn:yyyy-MM-dd}.", []);

/// <summary>The listing lacks something it must have before it can be published.</summary>
[ErrorType("Fill in what missing names.")]
public sealed record ListingIncomplete(IReadOnlyList<string> Missing)
    : UserError("LISTING_INCOMPLETE", $"Missing before publishing: {string.Join(", ", Missing)}.", []);
