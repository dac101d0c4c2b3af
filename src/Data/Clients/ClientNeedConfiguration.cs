using Lintel.Domain.Clients;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data.Clients;

internal sealed class ClientNeedConfiguration : IEntityTypeConfiguration<ClientNeed>
{
    public void Configure(EntityTypeBuilder<ClientNeed> builder)
    {
        builder.HasIndex(need => new { need.ClientId, need.Revision }).IsUnique();
        builder.HasOne<Client>().WithMany().HasForeignKey(need => need.ClientId);
        builder.Property(need => need.District).HasMaxLength(NewClientNeed.LongestPlace);
        builder.Property(need => need.MlsAreaMajor).HasMaxLength(NewClientNeed.LongestPlace);
    }
}
