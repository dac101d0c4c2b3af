using Lintel.Domain.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data.Organisation;

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.HasIndex(key => key.Prefix).IsUnique();
        builder.HasIndex(key => new { key.AccountId, key.CreatedAt });
        builder.HasIndex(key => new { key.BrandId, key.CreatedAt });
        builder.HasOne<Office>().WithMany().HasForeignKey(key => key.BrandId);
        builder.HasOne<Office>().WithMany().HasForeignKey(key => key.FranchiseId);
        builder.HasOne(key => key.Account).WithMany().HasForeignKey(key => key.AccountId);
        builder.Property(key => key.Name).HasMaxLength(ApiKey.LongestName);
        builder.Property(key => key.Prefix).HasMaxLength(ApiKeyText.PrefixLength);
        builder.Property(key => key.SecretHash).HasMaxLength(ApiKey.HashLength);
        builder.Property(key => key.PreviousSecretHash).HasMaxLength(ApiKey.HashLength);
    }
}
