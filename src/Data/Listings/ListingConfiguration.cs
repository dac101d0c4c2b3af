using Lintel.Domain.Listings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data.Listings;

internal sealed class ListingConfiguration : IEntityTypeConfiguration<Listing>
{
    /// <summary>
    /// A house is on offer once per brand, however many people enter it at the same moment (capability 3); listings that
    /// are over do not count.
    /// </summary>
    private const string OnOffer = "status IN ('DRAFT', 'PENDING_VERIFICATION', 'ACTIVE', 'HOLD', 'PENDING')";

    public void Configure(EntityTypeBuilder<Listing> builder)
    {
        Keys(builder);
        Indexes(builder);
        Orders(builder);
        Search(builder);
        builder.Property(listing => listing.ListingNumber).HasMaxLength(40);
        builder.Property(listing => listing.Title).HasMaxLength(NewListing.LongestTitle);
        builder.Protect(listing => listing.OwnerName);
        builder.HasIndex(nameof(Listing.BrandId), builder.Protect(listing => listing.OwnerPhone));
        builder.Property(listing => listing.City).HasMaxLength(40);
        builder.Property(listing => listing.District).HasMaxLength(40);
        builder.Property(listing => listing.DistrictCode).HasMaxLength(6);
        builder.Property(listing => listing.MlsAreaMajor).HasMaxLength(40);
        builder.Property(listing => listing.MetroLine).HasMaxLength(60);
        builder.Property(listing => listing.MetroStation).HasMaxLength(60);
        builder.Property(listing => listing.SourceKey).HasMaxLength(120);
    }

    private static void Search(EntityTypeBuilder<Listing> builder)
    {
        builder.Search(
            listing => listing.Title,
            listing => listing.ListingNumber,
            listing => listing.District,
            listing => listing.MlsAreaMajor,
            listing => listing.MetroLine,
            listing => listing.MetroStation
        );
        builder.SearchThrough(listing => listing.Community);
    }

    private static void Keys(EntityTypeBuilder<Listing> builder)
    {
        builder.HasIndex(listing => new { listing.BrandId, listing.ListingNumber }).IsUnique();
        builder.HasIndex(listing => new { listing.BrandId, listing.SourceKey }).IsUnique();
        builder.HasIndex(listing => new { listing.BrandId, listing.HouseId }).IsUnique().HasFilter(OnOffer);
        builder.HasOne(listing => listing.Store).WithMany().HasForeignKey(l => l.StoreId);
        builder.HasOne(listing => listing.ListAgent).WithMany().HasForeignKey(l => l.ListAgentId);
        builder.HasOne(listing => listing.House).WithMany().HasForeignKey(l => l.HouseId);
        builder.HasOne(listing => listing.Community).WithMany().HasForeignKey(l => l.CommunityId);
    }

    private static void Indexes(EntityTypeBuilder<Listing> builder)
    {
        builder.HasIndex(listing => new
        {
            listing.BrandId,
            listing.Status,
            listing.District,
            listing.ListPriceFen,
            listing.Id,
        });
        builder.HasIndex(listing => new { listing.CommunityId, listing.ListPriceFen });
        builder.HasIndex(listing => new { listing.ListAgentId, listing.Status });
        builder.HasIndex(listing => new { listing.StoreId, listing.Status });
    }

    /// <summary>One for each order that the graph offers (ADR 0021); that by unitPrice, a formula, is in a migration for PostgreSQL.</summary>
    private static void Orders(EntityTypeBuilder<Listing> builder)
    {
        foreach (
            var order in (string[])
                [
                    nameof(Listing.ModifiedAt), // of a list that asks for none
                    nameof(Listing.CreatedAt),
                    nameof(Listing.OnMarketOn),
                    nameof(Listing.ListPriceFen),
                    nameof(Listing.ClosePriceFen),
                    nameof(Listing.LivingAreaDm2),
                    nameof(Listing.BedroomsTotal),
                    nameof(Listing.YearBuilt),
                    nameof(Listing.District),
                    nameof(Listing.MlsAreaMajor),
                    nameof(Listing.MetroDistanceMeters),
                    nameof(Listing.FollowerCount),
                    nameof(Listing.ShowingCount),
                ]
        )
        {
            builder.HasIndex(nameof(Listing.BrandId), order, nameof(Listing.Id));
        }
    }
}
