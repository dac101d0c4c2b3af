using Lintel.Domain.Communities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data.Communities;

internal sealed class HouseConfiguration : IEntityTypeConfiguration<House>
{
    public void Configure(EntityTypeBuilder<House> builder)
    {
        builder.HasIndex(house => house.NaturalKey).IsUnique();
        builder.HasOne(house => house.Community).WithMany().HasForeignKey(house => house.CommunityId);
        builder.Property(house => house.BuildingName).HasMaxLength(40);
        builder.Property(house => house.UnitName).HasMaxLength(40);
        builder.Property(house => house.UnitNumber).HasMaxLength(40);
        builder.Property(house => house.NaturalKey).HasMaxLength(200);
    }
}
