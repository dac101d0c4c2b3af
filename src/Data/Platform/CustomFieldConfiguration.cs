using Lintel.Domain.Organisation;
using Lintel.Domain.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data.Platform;

internal sealed class CustomFieldConfiguration : IEntityTypeConfiguration<CustomField>
{
    /// <summary>The name of an archived field may be used again.</summary>
    private const string InUse = "archived_at IS NULL";

    public void Configure(EntityTypeBuilder<CustomField> builder)
    {
        builder
            .HasIndex(field => new
            {
                field.FranchiseId,
                field.Subject,
                field.FieldName,
            })
            .IsUnique()
            .HasFilter(InUse);
        builder.HasOne<Office>().WithMany().HasForeignKey(field => field.BrandId);
        builder.HasOne<Office>().WithMany().HasForeignKey(field => field.FranchiseId);
        builder.Property(field => field.FieldName).HasMaxLength(CustomField.Prefix.Length + CustomField.LongestName);
        builder.Property(field => field.Description).HasMaxLength(CustomField.LongestDescription);
    }
}
