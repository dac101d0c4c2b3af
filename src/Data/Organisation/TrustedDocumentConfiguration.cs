using Lintel.Domain.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data.Organisation;

internal sealed class TrustedDocumentConfiguration : IEntityTypeConfiguration<TrustedDocument>
{
    public void Configure(EntityTypeBuilder<TrustedDocument> builder)
    {
        builder.HasIndex(document => new { document.AccountId, document.Hash }).IsUnique();
        builder.HasIndex(document => new { document.AccountId, document.CreatedAt });
        builder.HasIndex(document => new { document.BrandId, document.CreatedAt });
        builder.HasOne<Office>().WithMany().HasForeignKey(document => document.BrandId);
        builder.HasOne<Office>().WithMany().HasForeignKey(document => document.FranchiseId);
        builder.HasOne(document => document.Account).WithMany().HasForeignKey(document => document.AccountId);
        builder.Property(document => document.Hash).HasMaxLength(TrustedDocument.HashLength);
        builder.Property(document => document.Name).HasMaxLength(TrustedDocument.LongestName);
    }
}

internal sealed class TrustedDocumentChangeConfiguration : IEntityTypeConfiguration<TrustedDocumentChange>
{
    public void Configure(EntityTypeBuilder<TrustedDocumentChange> builder)
    {
        builder.HasIndex(change => new { change.BrandId, change.CreatedAt });
        builder.HasOne<Office>().WithMany().HasForeignKey(change => change.BrandId);
        builder.HasOne<Office>().WithMany().HasForeignKey(change => change.FranchiseId);
        builder.HasOne(change => change.Account).WithMany().HasForeignKey(change => change.AccountId);
    }
}
