using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data;

/// <summary>
/// One row with one number. The database itself raises it with everything that can make a subject another viewer: accounts that come, change
/// or go, and another version of a franchise's custom fields. A viewer read under the number that still stands is the viewer of now.
/// </summary>
public sealed class AccessEpoch
{
    /// <summary>The id of the one row.</summary>
    public const int OnlyId = 1;

    /// <summary>SQL that reads the number.</summary>
    internal const string Sql = "SELECT value FROM access_epoch WHERE id = 1";

    private AccessEpoch() { }

    public int Id { get; private set; }
    public long Value { get; private set; }
}

internal sealed class AccessEpochConfiguration : IEntityTypeConfiguration<AccessEpoch>
{
    public void Configure(EntityTypeBuilder<AccessEpoch> builder)
    {
        builder.ToTable("access_epoch");
        builder.Property(epoch => epoch.Id).ValueGeneratedNever();
        builder.HasData(new { Id = AccessEpoch.OnlyId, Value = 1L });
    }
}
