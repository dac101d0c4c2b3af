using Lintel.Domain.Imports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data.Imports;

internal sealed class QuarantinedRowConfiguration : IEntityTypeConfiguration<QuarantinedRow>
{
    public void Configure(EntityTypeBuilder<QuarantinedRow> builder)
    {
        // One row of a file can break several rules, and each is told.
        builder.HasIndex(row => new { row.ImportRunId, row.RowNumber });
        builder.HasOne(row => row.ImportRun).WithMany().HasForeignKey(row => row.ImportRunId);
        builder.Property(row => row.Code).HasMaxLength(60);
        builder.Property(row => row.Message).HasMaxLength(QuarantinedRow.LongestMessage);
        builder.Property(row => row.Column).HasMaxLength(120);
    }
}
