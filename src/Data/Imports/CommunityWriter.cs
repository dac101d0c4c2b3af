using Lintel.Domain.Communities;
using Lintel.Domain.Imports;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Imports;

/// <summary>Stores rows as entries of the dictionary of communities, keyed by their id.</summary>
internal sealed class CommunityWriter(ImportFormat format, TimeProvider clock) : RowWriter
{
    public override async Task<BatchPlan> PlanAsync(
        LintelDbContext db,
        ImportRun run,
        IReadOnlyList<FactSheet> rows,
        CancellationToken cancellationToken
    )
    {
        var keys = rows.Select(row => format.KeyOf(row.ExternalId)).ToArray();
        var nameKeys = rows.Select(NameKey).ToArray();
        var known = await db
            .Communities.Where(community => EF.Parameter(keys).Contains(community.SourceKey!))
            .Select(community => community.SourceKey!)
            .ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        var nameless = await db
            .Communities.Where(community => EF.Parameter(nameKeys).Contains(community.SourceKey!))
            .ToDictionaryAsync(community => community.SourceKey!, StringComparer.Ordinal, cancellationToken);
        var fresh = new List<Community>();
        var identified = 0;
        foreach (var row in rows)
        {
            var key = format.KeyOf(row.ExternalId);
            if (known.Contains(key))
            {
                continue;
            }

            // A listing may have named it before the dictionary came: it is the same place, and now has its id.
            if (nameless.Remove(NameKey(row), out var community))
            {
                community.Identify(key);
                identified++;
            }
            else
            {
                fresh.Add(New(row, key));
            }
        }

        return new CommunityBatch(fresh, identified) { Unchanged = rows.Count - fresh.Count - identified, Rejected = [] };
    }

    public override void Discarded() { }

    private string NameKey(FactSheet row) =>
        Community.NameKey(format.City, row.Text("district"), row.Text("mlsAreaMajor"), row.RequiredText("community"));

    private Community New(FactSheet row, string key)
    {
        var now = clock.GetUtcNow();
        var district = row.Text("district");
        return Community.Create(
            Guid.CreateVersion7(now),
            row.RequiredText("community"),
            format.City,
            district,
            district is null ? null : format.Districts.GetValueOrDefault(district),
            row.Text("mlsAreaMajor"),
            row.Integer("yearBuilt"),
            key,
            now
        );
    }

    /// <summary>New entries; those identified are tracked changes, which the commit saves.</summary>
    private sealed class CommunityBatch(IReadOnlyList<Community> fresh, int identified) : BatchPlan
    {
        public override int Added => fresh.Count + identified;

        public override Task StoreAsync(LintelDbContext db, CancellationToken cancellationToken) => db.BulkInsertAsync(fresh, cancellationToken);
    }
}
