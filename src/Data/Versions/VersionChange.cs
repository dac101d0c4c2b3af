using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data;

/// <summary>
/// Which properties of a row one of its versions changed: names, never values. Written by <see cref="LintelDbContext.SaveChangesAsync(bool, CancellationToken)"/>
/// in the transaction of the change, and kept for <see cref="RetentionOptions.VersionHistory"/>.
/// </summary>
public sealed class VersionChange
{
    /// <summary>Longest list of names; the widest row has less than half of it.</summary>
    public const int LongestProperties = 4000;

    private const char Separator = ' ';

    private VersionChange() { }

    /// <summary>The row, of whatever table: keys of rows are never used twice.</summary>
    public Guid RowId { get; private set; }

    /// <summary>The version the change made.</summary>
    public long Version { get; private set; }

    /// <summary>
    /// Tells two writers of one version apart, so that the later one does not meet the first here but in the row, which is of another version by then.
    /// </summary>
    public Guid Id { get; private set; }

    /// <summary>The version before it; almost always one less.</summary>
    public long PreviousVersion { get; private set; }
    public Guid BrandId { get; private set; }

    /// <summary>The names of the properties, without the version itself, separated by a space.</summary>
    public string Properties { get; private set; } = "";
    public DateTimeOffset ChangedAt { get; private set; }

    public static VersionChange Create(
        Guid rowId,
        Guid brandId,
        long previousVersion,
        long version,
        IEnumerable<string> properties,
        DateTimeOffset at
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(at),
            RowId = rowId,
            BrandId = brandId,
            PreviousVersion = previousVersion,
            Version = version,
            Properties = string.Join(Separator, properties),
            ChangedAt = at,
        };

    public IEnumerable<string> PropertyNames() => Properties.Split(Separator, StringSplitOptions.RemoveEmptyEntries);
}

internal sealed class VersionChangeConfiguration : IEntityTypeConfiguration<VersionChange>
{
    public void Configure(EntityTypeBuilder<VersionChange> builder)
    {
        builder.HasKey(change => new
        {
            change.RowId,
            change.Version,
            change.Id,
        });
        builder.HasIndex(change => change.ChangedAt);
        builder.Property(change => change.Properties).HasMaxLength(VersionChange.LongestProperties);
    }
}
