using Lintel.Domain.Deals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data.Deals;

internal sealed class DealTaskConfiguration : IEntityTypeConfiguration<DealTask>
{
    public void Configure(EntityTypeBuilder<DealTask> builder)
    {
        builder.HasIndex(task => new { task.DealId, task.Order }).IsUnique();
        builder.HasIndex(task => new
        {
            task.AssigneeId,
            task.Status,
            task.DueOn,
        });
        // What DeadlineWatch looks for.
        builder.HasIndex(task => new { task.Told, task.DueOn }).HasFilter("status = 'OPEN'");
        builder.HasOne(task => task.Deal).WithMany().HasForeignKey(task => task.DealId);
        builder.HasOne(task => task.Assignee).WithMany().HasForeignKey(task => task.AssigneeId);
        builder.Property(task => task.Name).HasMaxLength(80);
    }
}
