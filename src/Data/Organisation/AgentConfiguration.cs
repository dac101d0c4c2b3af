using Lintel.Domain.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data.Organisation;

internal sealed class AgentConfiguration : IEntityTypeConfiguration<Agent>
{
    public void Configure(EntityTypeBuilder<Agent> builder)
    {
        builder.HasOne(agent => agent.Store).WithMany().HasForeignKey(agent => agent.StoreId);
        builder.HasOne(agent => agent.Team).WithMany().HasForeignKey(agent => agent.TeamId);
        // The order of a list that asks for none.
        builder.HasIndex(agent => new
        {
            agent.BrandId,
            agent.MemberFullName,
            agent.Id,
        });
        builder.HasIndex(agent => new
        {
            agent.BrandId,
            agent.JoinedOn,
            agent.Id,
        });
        builder.Search(agent => agent.MemberFullName);
        builder.Property(agent => agent.MemberFullName).HasMaxLength(60);
        builder.Property(agent => agent.MemberMobilePhone).HasMaxLength(20);
        builder.Property(agent => agent.MemberStateLicense).HasMaxLength(40);
        builder.Property(agent => agent.JobTitle).HasMaxLength(40);
    }
}
