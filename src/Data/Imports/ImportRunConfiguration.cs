using Lintel.Domain.Imports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data.Imports;

internal sealed class ImportRunConfiguration : IEntityTypeConfiguration<ImportRun>
{
    public void Configure(EntityTypeBuilder<ImportRun> builder)
    {
        builder.HasIndex(run => new
        {
            run.BrandId,
            run.Format,
            run.FileHash,
        });
        builder.HasIndex(run => new { run.BrandId, run.StartedAt });
        builder.Property(run => run.Format).HasMaxLength(60);
        builder.Property(run => run.FileName).HasMaxLength(260);
        builder.Property(run => run.FileHash).HasMaxLength(64);
        builder.Property(run => run.Encoding).HasMaxLength(40);
    }
}
