using Lintel.Domain.Imports;
using Lintel.Domain.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data.Imports;

internal sealed class ImportRunConfiguration : IEntityTypeConfiguration<ImportRun>
{
    public void Configure(EntityTypeBuilder<ImportRun> builder)
    {
        builder.HasIndex(run => new
        {
            run.OfficeId,
            run.FileHash,
            run.Format,
        });
        builder.HasIndex(run => new { run.BrandId, run.StartedAt });
        builder.HasOne<Office>().WithMany().HasForeignKey(run => run.OfficeId);
        builder.Property(run => run.Format).HasMaxLength(60);
        builder.Property(run => run.FileName).HasMaxLength(260);
        builder.Property(run => run.FileHash).HasMaxLength(64);
        builder.Property(run => run.Encoding).HasMaxLength(40);
    }
}
