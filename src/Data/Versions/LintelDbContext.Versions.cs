using Lintel.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Lintel.Data;

public abstract partial class LintelDbContext
{
    public DbSet<VersionChange> VersionChanges => Set<VersionChange>();

    /// <summary>
    /// The properties of a row that changed from one version to a later one, by their names. Null: not known, because a version in between is
    /// longer ago than history is kept, or because the row never had the earlier one.
    /// </summary>
    public async Task<IReadOnlySet<string>?> PropertiesChangedAsync(Guid rowId, long from, long to, CancellationToken cancellationToken)
    {
        var changes = await VersionChanges
            .AsNoTracking()
            .Where(change => change.RowId == rowId && change.Version > from && change.Version <= to)
            .OrderBy(change => change.Version)
            .ToListAsync(cancellationToken);
        var reached = from;
        foreach (var change in changes)
        {
            if (change.PreviousVersion != reached)
            {
                return null;
            }

            reached = change.Version;
        }

        return changes.Count > 0 && reached == to ? changes.SelectMany(change => change.PropertyNames()).ToHashSet(StringComparer.Ordinal) : null;
    }

    /// <summary>Notes what each new version of a tracked row changes.</summary>
    private void NoteVersions(IEnumerable<EntityEntry> entries)
    {
        var changes = entries.Where(entry => entry is { State: EntityState.Modified, Entity: IVersioned }).Select(ChangeOf).OfType<VersionChange>();
        VersionChanges.AddRange(changes);
    }

    /// <summary>Null: the version stays, or the row is one that nobody names by an id.</summary>
    private VersionChange? ChangeOf(EntityEntry entry)
    {
        var version = entry.Property(nameof(IVersioned.Version));
        var (before, after) = ((long)version.OriginalValue!, (long)version.CurrentValue!); // never null
        if (after == before || entry.Metadata.FindPrimaryKey() is not { Properties: [{ Name: "Id" } key] })
        {
            return null;
        }

        var sealing = ProtectedProperty.Of(entry.Metadata);
        var names = entry
            .Properties.Where(property => property.IsModified && !Equals(property.OriginalValue, property.CurrentValue))
            .Select(property => property.Metadata)
            .Where(property => property.Name != nameof(IVersioned.Version) && !sealing.Any(one => one.Index == property))
            .Select(property => sealing.FirstOrDefault(one => one.Sealed == property)?.Name ?? property.Name);
        return VersionChange.Create(
            (Guid)entry.Property(key.Name).CurrentValue!, // a key
            (Guid)entry.Property(nameof(IPlaced.BrandId)).CurrentValue!, // every row that has a version is of a brand
            before,
            after,
            names.Order(StringComparer.Ordinal),
            clock.GetUtcNow()
        );
    }
}
