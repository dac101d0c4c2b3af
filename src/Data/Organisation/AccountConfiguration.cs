using Lintel.Domain.Clients;
using Lintel.Domain.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data.Organisation;

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.HasIndex(account => new { account.Subject, account.EffectiveFrom }).IsUnique();
        builder.HasIndex(account => new { account.BrandId, account.CreatedAt });
        builder.HasOne<Office>().WithMany().HasForeignKey(account => account.BrandId);
        builder.HasOne(account => account.Agent).WithMany().HasForeignKey(account => account.AgentId);
        builder.HasOne(account => account.Store).WithMany().HasForeignKey(account => account.StoreId);
        builder.HasOne(account => account.Franchise).WithMany().HasForeignKey(account => account.FranchiseId);
        builder.HasOne<Client>().WithMany().HasForeignKey(account => account.ClientId);
        builder.Property(account => account.Subject).HasMaxLength(Account.LongestSubject);
        builder.Property(account => account.DisplayName).HasMaxLength(Account.LongestName);
    }
}
