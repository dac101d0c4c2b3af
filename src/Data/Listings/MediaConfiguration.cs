using Lintel.Domain.Listings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data.Listings;

internal sealed class MediaConfiguration : IEntityTypeConfiguration<Media>
{
    public void Configure(EntityTypeBuilder<Media> builder)
    {
        builder.HasIndex(media => new { media.ListingId, media.Order }).IsUnique();
        builder.HasOne<Listing>().WithMany().HasForeignKey(media => media.ListingId);
        builder.HasIndex(media => media.UploadId).IsUnique();
        builder.HasOne<MediaUpload>().WithMany().HasForeignKey(media => media.UploadId);
        builder.Property(media => media.ContentType).HasMaxLength(40);
        builder.Property(media => media.Sha256).HasMaxLength(MediaUpload.HashLength);
        builder.Property(media => media.MediaUrl).HasMaxLength(500);
        builder.Property(media => media.ShortDescription).HasMaxLength(200);
    }
}
