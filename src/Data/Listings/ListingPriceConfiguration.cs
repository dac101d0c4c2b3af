using Lintel.Domain.Listings;
using Lintel.Domain.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data.Listings;

internal sealed class ListingPriceConfiguration : IEntityTypeConfiguration<ListingPrice>
{
    public void Configure(EntityTypeBuilder<ListingPrice> builder)
    {
        builder.HasIndex(price => new { price.ListingId, price.ChangedAt });
        builder.HasOne<Listing>().WithMany().HasForeignKey(price => price.ListingId);
        builder.HasOne<Account>().WithMany().HasForeignKey(price => price.ActorAccountId);
        builder.Property(price => price.Reason).HasMaxLength(200);
    }
}
