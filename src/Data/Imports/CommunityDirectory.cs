using Lintel.Domain.Communities;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Imports;

/// <summary>The communities of one city in memory, and which of them a row means.</summary>
internal sealed class CommunityDirectory(ImportFormat format, TimeProvider clock)
{
    private ILookup<PlaceKey, Community>? _byPlace;
    private ILookup<string, Community>? _byName;
    private readonly HashSet<Guid> _known = [];
    private readonly Dictionary<PlaceKey, Community> _added = [];

    private readonly record struct PlaceKey(string? District, string? MlsAreaMajor, string Name);

    /// <summary>Reads the city's communities, once until <see cref="Forget"/>.</summary>
    public async Task LoadAsync(LintelDbContext db, CancellationToken cancellationToken)
    {
        if (_byPlace is not null)
        {
            return;
        }

        var communities = await db.Communities.AsNoTracking().Where(community => community.City == format.City).ToListAsync(cancellationToken);

        // Numeric ids in the order of their numbers: the shorter is the lower.
        communities.Sort(
            (one, other) =>
            {
                var (a, b) = (one.SourceKey ?? "", other.SourceKey ?? "");
                return a.Length == b.Length ? string.CompareOrdinal(a, b) : a.Length.CompareTo(b.Length);
            }
        );
        var dictionary = format.Communities.Dictionary + ":";
        _byPlace = communities.ToLookup(community => new PlaceKey(community.District, community.MlsAreaMajor, community.Name));
        _byName = communities
            .Where(community => community.SourceKey?.StartsWith(dictionary, StringComparison.Ordinal) == true)
            .ToLookup(community => community.Name, StringComparer.Ordinal);
        _known.Clear();
        _known.UnionWith(communities.Select(community => community.Id));
        _added.Clear();
    }

    /// <summary>The community a row names; a new one, not yet stored, when there is none.</summary>
    public Community For(FactSheet row)
    {
        var name = row.RequiredText("community");
        if (format.Communities.Match == CommunityKey.Name && InDictionary(name) is { } entry)
        {
            return entry;
        }

        var key = new PlaceKey(row.Text("district"), row.Text("mlsAreaMajor"), name);
        return _byPlace![key].FirstOrDefault()
            ?? _added.GetValueOrDefault(key)
            ?? Community.Create(
                Guid.CreateVersion7(clock.GetUtcNow()),
                name,
                format.City,
                key.District,
                key.District is null ? null : format.Districts.GetValueOrDefault(key.District),
                key.MlsAreaMajor,
                yearBuilt: null,
                Community.NameKey(format.City, key.District, key.MlsAreaMajor, name),
                clock.GetUtcNow()
            );
    }

    /// <summary>Remembers a community that a row was given; true when it is new and must be stored.</summary>
    public bool Keep(Community community)
    {
        var key = new PlaceKey(community.District, community.MlsAreaMajor, community.Name);
        return !_known.Contains(community.Id) && _added.TryAdd(key, community);
    }

    /// <summary>Reads everything anew for the next batch, and drops what was not stored.</summary>
    public void Forget() => _byPlace = null;

    private Community? InDictionary(string name)
    {
        var entries = _byName![name].Take(2).ToList();
        return entries.Count == 1 || format.Communities.Ambiguous == AmbiguousName.LowestId ? entries.FirstOrDefault() : null;
    }
}
