using Lintel.Domain.Deals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data.Deals;

internal sealed class DealConfiguration : IEntityTypeConfiguration<Deal>
{
    /// <summary>One deal under way per listing, also when two agents open it at the same moment.</summary>
    private const string UnderWay = "stage NOT IN ('CLOSED', 'TERMINATED')";

    public void Configure(EntityTypeBuilder<Deal> builder)
    {
        builder.HasIndex(deal => new { deal.BrandId, deal.DealNumber }).IsUnique();
        builder.HasIndex(deal => deal.ListingId).HasDatabaseName("ix_deals_listing_id_under_way").IsUnique().HasFilter(UnderWay);
        builder.HasIndex(deal => new { deal.ListingId, deal.OpenedOn });
        builder.HasIndex(deal => new { deal.ClientId, deal.OpenedOn });
        builder.HasIndex(deal => new { deal.AgentId, deal.ClosedMonth });
        builder.HasIndex(deal => new { deal.StoreId, deal.ClosedMonth });
        builder.HasIndex(deal => new { deal.StoreId, deal.Stage });
        builder.HasIndex(deal => new
        {
            deal.BrandId,
            deal.Stage,
            deal.OpenedOn,
        });
        builder.HasIndex(deal => new
        {
            deal.BrandId,
            deal.CreatedAt,
            deal.Id,
        });
        // The order of a list that asks for none.
        builder.HasIndex(deal => new
        {
            deal.BrandId,
            deal.ModifiedAt,
            deal.Id,
        });
        builder.HasOne(deal => deal.Store).WithMany().HasForeignKey(deal => deal.StoreId);
        builder.HasOne(deal => deal.Listing).WithMany().HasForeignKey(deal => deal.ListingId);
        builder.HasOne(deal => deal.Client).WithMany().HasForeignKey(deal => deal.ClientId);
        builder.HasOne(deal => deal.Agent).WithMany().HasForeignKey(deal => deal.AgentId);
        builder.HasOne(deal => deal.ListAgent).WithMany().HasForeignKey(deal => deal.ListAgentId);
        builder.Property(deal => deal.DealNumber).HasMaxLength(40);
    }
}
