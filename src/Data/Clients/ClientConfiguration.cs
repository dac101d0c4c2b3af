using Lintel.Domain.Clients;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data.Clients;

internal sealed class ClientConfiguration : IEntityTypeConfiguration<Client>
{
    public void Configure(EntityTypeBuilder<Client> builder)
    {
        builder.HasIndex(client => new { client.BrandId, client.Phone }).IsUnique();
        builder.HasIndex(client => new
        {
            client.BrandId,
            client.CreatedAt,
            client.Id,
        });
        builder.HasIndex(client => new { client.AgentId, client.CreatedAt });
        builder.HasIndex(client => new { client.StoreId, client.CreatedAt });
        builder.HasOne(client => client.Store).WithMany().HasForeignKey(client => client.StoreId);
        builder.HasOne(client => client.Agent).WithMany().HasForeignKey(client => client.AgentId);
        builder.Property(client => client.FullName).HasMaxLength(NewClient.LongestName);
        builder.Property(client => client.Phone).HasMaxLength(20);
        builder.Property(client => client.IdentityNumber).HasMaxLength(18);
        builder.Property(client => client.Source).HasMaxLength(60);
    }
}
