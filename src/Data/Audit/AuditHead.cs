using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data;

/// <summary>The last entry of a brand's audit log. Whoever holds this row's lock appends next.</summary>
public sealed class AuditHead
{
    private AuditHead() { }

    public Guid BrandId { get; private set; }
    public long Last { get; private set; }
    public string Hash { get; private set; } = "";
}

internal sealed class AuditHeadConfiguration : IEntityTypeConfiguration<AuditHead>
{
    public void Configure(EntityTypeBuilder<AuditHead> builder)
    {
        builder.HasKey(head => head.BrandId);
        builder.Property(head => head.Hash).HasMaxLength(64);
    }
}
