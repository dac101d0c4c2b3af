using Lintel.Domain.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data.Audit;

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    private const int HashLength = 64;

    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("audit_entries");
        builder.HasKey(entry => new { entry.BrandId, entry.Sequence });
        builder.HasIndex(entry => new
        {
            entry.BrandId,
            entry.OccurredAt,
            entry.Sequence,
        });
        // The quota: what an account had revealed today.
        builder.HasIndex(entry => new
        {
            entry.AccountId,
            entry.Kind,
            entry.OccurredAt,
        });
        builder.HasOne(entry => entry.Client).WithMany().HasForeignKey(entry => entry.ClientId);
        builder.HasOne(entry => entry.Listing).WithMany().HasForeignKey(entry => entry.ListingId);
        builder.Property(entry => entry.AccountName).HasMaxLength(100);
        builder.Property(entry => entry.Element).HasMaxLength(AuditEntry.LongestElement);
        builder.Property(entry => entry.Reason).HasMaxLength(AuditEntry.LongestReason);
        builder.Property(entry => entry.PreviousHash).HasMaxLength(HashLength);
        builder.Property(entry => entry.Hash).HasMaxLength(HashLength);
    }
}
