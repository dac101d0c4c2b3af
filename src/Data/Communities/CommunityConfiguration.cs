using Lintel.Domain.Communities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data.Communities;

internal sealed class CommunityConfiguration : IEntityTypeConfiguration<Community>
{
    public void Configure(EntityTypeBuilder<Community> builder)
    {
        builder.HasIndex(community => community.SourceKey).IsUnique();
        // The order of a list that asks for none. The dictionary is of no brand.
        builder.HasIndex(community => new { community.Name, community.Id });
        builder.HasIndex(community => new { community.District, community.Id });
        builder.HasIndex(community => new { community.MlsAreaMajor, community.Id });
        builder.HasIndex(community => new { community.YearBuilt, community.Id });
        builder.Search(community => community.Name, community => community.District, community => community.MlsAreaMajor);
        builder.Property(community => community.Name).HasMaxLength(80);
        builder.Property(community => community.City).HasMaxLength(40);
        builder.Property(community => community.District).HasMaxLength(40);
        builder.Property(community => community.DistrictCode).HasMaxLength(6);
        builder.Property(community => community.MlsAreaMajor).HasMaxLength(40);
        builder.Property(community => community.SourceKey).HasMaxLength(240);
    }
}
