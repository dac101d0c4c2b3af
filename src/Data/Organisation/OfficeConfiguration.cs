using Lintel.Domain.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data.Organisation;

internal sealed class OfficeConfiguration : IEntityTypeConfiguration<Office>
{
    public void Configure(EntityTypeBuilder<Office> builder)
    {
        builder.HasIndex(office => new { office.BrandId, office.Code }).IsUnique();
        builder.HasIndex(office => new { office.BrandId, office.Kind });
        builder.HasOne(office => office.Parent).WithMany().HasForeignKey(office => office.ParentId);
        builder.Search(office => office.Name, office => office.Code, office => office.District);
        builder.Property(office => office.Code).HasMaxLength(40);
        builder.Property(office => office.Name).HasMaxLength(80);
        builder.Property(office => office.City).HasMaxLength(40);
        builder.Property(office => office.District).HasMaxLength(40);
        builder.Property(office => office.Version).IsConcurrencyToken();
    }
}
