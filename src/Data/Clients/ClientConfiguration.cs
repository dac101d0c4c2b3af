using Lintel.Domain.Clients;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data.Clients;

internal sealed class ClientConfiguration : IEntityTypeConfiguration<Client>
{
    public void Configure(EntityTypeBuilder<Client> builder)
    {
        builder.HasIndex(nameof(Client.BrandId), builder.Protect(client => client.Phone)).IsUnique();
        builder.HasIndex(nameof(Client.BrandId), builder.Protect(client => client.IdentityNumber));
        builder.HasIndex(client => new { client.BrandId, client.FullName });
        builder.HasIndex(client => new
        {
            client.BrandId,
            client.CreatedAt,
            client.Id,
        });
        // The order of a list that asks for none.
        builder.HasIndex(client => new
        {
            client.BrandId,
            client.ModifiedAt,
            client.Id,
        });
        builder.HasIndex(client => new
        {
            client.BrandId,
            client.LastContactAt,
            client.Id,
        });
        // A franchise's clients, whatever is asked of them.
        builder.HasIndex(client => new
        {
            client.FranchiseId,
            client.ModifiedAt,
            client.Id,
        });
        builder.HasIndex(client => new { client.AgentId, client.CreatedAt });
        builder.HasIndex(client => new { client.StoreId, client.CreatedAt });
        builder.HasOne(client => client.Store).WithMany().HasForeignKey(client => client.StoreId);
        builder.HasOne(client => client.Agent).WithMany().HasForeignKey(client => client.AgentId);
        builder.Property(client => client.FullName).HasMaxLength(NewClient.LongestName);
        builder.Property(client => client.Source).HasMaxLength(60);
    }
}
