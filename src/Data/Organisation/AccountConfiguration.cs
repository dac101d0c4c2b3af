using Lintel.Domain.Clients;
using Lintel.Domain.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data.Organisation;

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.HasIndex(account => account.Subject).IsUnique();
        builder.HasOne<Office>().WithMany().HasForeignKey(account => account.BrandId);
        builder.HasOne<Agent>().WithMany().HasForeignKey(account => account.AgentId);
        builder.HasOne<Client>().WithMany().HasForeignKey(account => account.ClientId);
        builder.Property(account => account.Subject).HasMaxLength(200);
        builder.Property(account => account.DisplayName).HasMaxLength(80);
    }
}
