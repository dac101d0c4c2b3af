using Lintel.Domain.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data.Organisation;

internal sealed class CooperationConfiguration : IEntityTypeConfiguration<Cooperation>
{
    public void Configure(EntityTypeBuilder<Cooperation> builder)
    {
        builder.HasOne(cooperation => cooperation.Store).WithMany().HasForeignKey(cooperation => cooperation.StoreId);
        builder.HasOne(cooperation => cooperation.PartnerStore).WithMany().HasForeignKey(cooperation => cooperation.PartnerStoreId);
        // What a store has been opened to, asked by every reading of listings.
        builder.HasIndex(cooperation => new { cooperation.PartnerStoreId, cooperation.ValidUntil });
        builder.HasIndex(cooperation => new { cooperation.BrandId, cooperation.CreatedAt });
    }
}
