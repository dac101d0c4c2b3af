using Lintel.Domain.Listings;
using Lintel.Domain.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data.Listings;

internal sealed class MediaUploadConfiguration : IEntityTypeConfiguration<MediaUpload>
{
    // Both databases read this as SQL.
    private const string NotAttached = "attached_at IS NULL";

    public void Configure(EntityTypeBuilder<MediaUpload> builder)
    {
        builder.HasIndex(upload => new { upload.ListingId, upload.ExpiresAt });
        builder.HasIndex(upload => new { upload.AccountId, upload.ExpiresAt });
        builder.HasIndex(upload => upload.ExpiresAt).HasFilter(NotAttached);
        builder.HasOne<Listing>().WithMany().HasForeignKey(upload => upload.ListingId);
        builder.HasOne<Account>().WithMany().HasForeignKey(upload => upload.AccountId);
        builder.Property(upload => upload.ContentType).HasMaxLength(40);
        builder.Property(upload => upload.Sha256).HasMaxLength(MediaUpload.HashLength);
        builder.Property(upload => upload.ShortDescription).HasMaxLength(MediaUpload.LongestDescription);
    }
}
