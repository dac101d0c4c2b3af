using Lintel.Domain.Communities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data.Communities;

internal sealed class CommunityConfiguration : IEntityTypeConfiguration<Community>
{
    public void Configure(EntityTypeBuilder<Community> builder)
    {
        builder.HasIndex(community => community.SourceKey).IsUnique();
        builder.HasIndex(community => community.Name);
        builder.HasIndex(community => new { community.District, community.MlsAreaMajor });
        builder.Search(community => community.Name, community => community.District, community => community.MlsAreaMajor);
        builder.Property(community => community.Name).HasMaxLength(80);
        builder.Property(community => community.City).HasMaxLength(40);
        builder.Property(community => community.District).HasMaxLength(40);
        builder.Property(community => community.DistrictCode).HasMaxLength(6);
        builder.Property(community => community.MlsAreaMajor).HasMaxLength(40);
        builder.Property(community => community.SourceKey).HasMaxLength(240);
    }
}
