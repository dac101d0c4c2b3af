using GraphQL.Types;
using Lintel.Data;
using Lintel.Domain.Platform;
using Lintel.Schema.Platform;
using Lintel.Schema.Shared.Declaring;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Views;

/// <summary>
/// The graphs of the franchises that have fields of their own, each built when it is first asked for and again when a request comes with
/// another version of the fields. Only the most recently used are kept: a schema is some megabytes.
/// </summary>
internal sealed class FranchiseViews(
    RoleViews ours,
    DeclaredGraph declared,
    Func<DeclaredGraph, ISchema> assemble,
    IDbContextFactory<LintelDbContext> contexts
)
{
    /// <summary>How many franchises' graphs are kept.</summary>
    public const int Most = 32;

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Entry> _kept = [];
    private long _uses;

    /// <summary>How many are kept now.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _kept.Count;
            }
        }
    }

    public async Task<RoleViews> OfAsync(Guid franchiseId, long version, CancellationToken cancellationToken)
    {
        var entry = Take(franchiseId, version);
        try
        {
            // Others may wait for the same graph, so it is built to its end whoever gives up.
            return await entry.Views.Value.WaitAsync(cancellationToken);
        }
        catch when (entry.Views.Value is { IsFaulted: true })
        {
            Forget(franchiseId, entry);
            throw;
        }
    }

    private Entry Take(Guid franchiseId, long version)
    {
        lock (_lock)
        {
            if (!_kept.TryGetValue(franchiseId, out var entry) || entry.Version != version)
            {
                // The fields are read after the version was, so they are of this version or a later one, and never of an earlier.
                entry = new Entry(version, new Lazy<Task<RoleViews>>(() => BuildAsync(franchiseId)));
                _kept[franchiseId] = entry;
                if (_kept.Count > Most)
                {
                    _kept.Remove(_kept.MinBy(kept => kept.Value == entry ? long.MaxValue : kept.Value.LastUse).Key);
                }
            }

            entry.LastUse = ++_uses;
            return entry;
        }
    }

    private void Forget(Guid franchiseId, Entry failed)
    {
        lock (_lock)
        {
            if (_kept.GetValueOrDefault(franchiseId) == failed)
            {
                _kept.Remove(franchiseId);
            }
        }
    }

    private async Task<RoleViews> BuildAsync(Guid franchiseId)
    {
        IReadOnlyList<CustomField> fields;
        await using (var database = await contexts.CreateDbContextAsync())
        {
            fields = await database.CustomFieldsInUseAsync(franchiseId, CancellationToken.None);
        }

        return fields.Count == 0 ? ours : new RoleViews(assemble(declared.With(CustomFieldDeclarations.Of(fields))));
    }

    private sealed class Entry(long version, Lazy<Task<RoleViews>> views)
    {
        public long Version => version;
        public Lazy<Task<RoleViews>> Views => views;
        public long LastUse { get; set; }
    }
}
