using Lintel.Domain.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data.Platform;

internal sealed class CustomValueConfiguration : IEntityTypeConfiguration<CustomValue>
{
    public void Configure(EntityTypeBuilder<CustomValue> builder)
    {
        // The key is the only way values are looked up: of one record, field by field.
        builder.HasKey(value => new { value.FieldId, value.RecordId });
        builder.HasIndex(value => value.RecordId);
        // The record is of one of three tables, so only the field can be a foreign key; a value without its record is read by nobody.
        builder.HasOne<CustomField>().WithMany().HasForeignKey(value => value.FieldId);
        builder.Property(value => value.Text).HasMaxLength(CustomContent.LongestText);
    }
}
