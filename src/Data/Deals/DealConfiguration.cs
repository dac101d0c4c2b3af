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
        // What DeadlineWatch looks for.
        builder
            .HasIndex(deal => deal.StageChangedAt)
            .HasDatabaseName("ix_deals_stage_changed_at_waiting_for_loan")
            .HasFilter("stage = 'FUNDED' AND payment_type = 'LOAN'");
        Orders(builder);
        builder.HasOne(deal => deal.Store).WithMany().HasForeignKey(deal => deal.StoreId);
        builder.HasOne(deal => deal.Listing).WithMany().HasForeignKey(deal => deal.ListingId);
        builder.HasOne(deal => deal.Client).WithMany().HasForeignKey(deal => deal.ClientId);
        builder.HasOne(deal => deal.Agent).WithMany().HasForeignKey(deal => deal.AgentId);
        builder.HasOne(deal => deal.ListAgent).WithMany().HasForeignKey(deal => deal.ListAgentId);
        builder.Property(deal => deal.DealNumber).HasMaxLength(40);
    }

    /// <summary>One for each order that the graph offers (ADR 0021), and a franchise's deals, whatever is asked of them.</summary>
    private static void Orders(EntityTypeBuilder<Deal> builder)
    {
        foreach (
            var order in (string[])
                [
                    nameof(Deal.ModifiedAt), // of a list that asks for none
                    nameof(Deal.CreatedAt),
                    nameof(Deal.PriceFen),
                    nameof(Deal.OpenedOn),
                    nameof(Deal.SignedOn),
                    nameof(Deal.ClosedOn),
                ]
        )
        {
            builder.HasIndex(nameof(Deal.BrandId), order, nameof(Deal.Id));
        }

        builder.HasIndex(nameof(Deal.FranchiseId), nameof(Deal.ModifiedAt), nameof(Deal.Id));
    }
}
