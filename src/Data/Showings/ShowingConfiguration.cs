using Lintel.Domain.Showings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data.Showings;

internal sealed class ShowingConfiguration : IEntityTypeConfiguration<Showing>
{
    public void Configure(EntityTypeBuilder<Showing> builder)
    {
        // The order of a list that asks for none.
        builder.HasIndex(showing => new
        {
            showing.BrandId,
            showing.ShownAt,
            showing.Id,
        });
        builder.HasIndex(showing => new
        {
            showing.BrandId,
            showing.ShownOn,
            showing.Id,
        });
        // A franchise's showings, whatever is asked of them.
        builder.HasIndex(showing => new
        {
            showing.FranchiseId,
            showing.ShownAt,
            showing.Id,
        });
        builder.HasIndex(showing => new { showing.ListingId, showing.ShownAt });
        builder.HasIndex(showing => new { showing.ClientId, showing.ShownAt });
        builder.HasIndex(showing => new { showing.AgentId, showing.ShownMonth });
        builder.HasIndex(showing => new { showing.StoreId, showing.ShownMonth });
        builder.HasOne(showing => showing.Store).WithMany().HasForeignKey(s => s.StoreId);
        builder.HasOne(showing => showing.Listing).WithMany().HasForeignKey(s => s.ListingId);
        builder.HasOne(showing => showing.Client).WithMany().HasForeignKey(s => s.ClientId);
        builder.HasOne(showing => showing.Agent).WithMany().HasForeignKey(s => s.AgentId);
        builder.Property(showing => showing.Feedback).HasMaxLength(NewShowing.LongestFeedback);
    }
}
