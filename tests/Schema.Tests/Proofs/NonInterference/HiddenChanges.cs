using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Organisation;
using Lintel.Domain.Platform;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Lintel.Schema.Tests.Proofs.NonInterference;

/// <summary>
/// Changes everything that a viewer may not see, and nothing else: values of hidden rows, hidden values of seen rows, rows that are
/// deleted and rows that are added. What may change is decided by <see cref="RowSight"/>, and checked with it again afterwards.
/// </summary>
internal sealed class HiddenChanges
{
    private readonly LintelDbContext _db;
    private readonly LoadedRows _rows;
    private readonly RowSight _sight;
    private readonly ReportFeeds _reports;
    private readonly PropertyFreedom _freedom;
    private readonly OtherValues _values;
    private readonly Random _random;

    private HiddenChanges(LintelDbContext db, LoadedRows rows, DeclaredGraph graph, Viewer viewer, Random random)
    {
        (_db, _rows, _random) = (db, rows, random);
        _sight = new RowSight(graph, rows, viewer);
        _reports = new ReportFeeds(_sight);
        _freedom = new PropertyFreedom(_sight, _reports);
        _values = new OtherValues(random);
    }

    public int Values { get; private set; }
    public int Deleted { get; private set; }
    public int Added { get; private set; }

    public static async Task<HiddenChanges> MakeAsync(Graph graph, Viewer viewer, Random random)
    {
        await using var db = graph.Database.Open();
        var rows = await LoadedRows.LoadAsync(db);
        var changes = new HiddenChanges(db, rows, (DeclaredGraph)graph.Service(typeof(DeclaredGraph)), viewer, random);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        changes.Make();
        db.ChangeTracker.AutoDetectChangesEnabled = true;
        await db.SaveChangesAsync();
        return changes;
    }

    private void Make()
    {
        var rows = _rows
            .All.Where(row => !LoadedRows.IsReport(row.GetType()) && (_sight.TypeOf(row.GetType()) is not null || row is CustomValue))
            .ToList();
        var seen = rows.Where(_sight.Sees).ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var row in rows)
        {
            Change(_db.Entry(row), seen.Contains(row));
        }

        Assert.All(rows, row => Assert.Equal(seen.Contains(row), _sight.Sees(row)));
        var hidden = rows.Where(row => row is not (Account or CustomValue) && !seen.Contains(row)).ToList();
        foreach (var row in hidden.Where(_ => _random.Next(4) == 0).ToList())
        {
            Add(row);
        }

        foreach (var row in hidden.Where(row => _random.Next(4) == 0 && !IsReferredTo(row) && _reports.CountedOf(row).Count == 0).ToList())
        {
            _db.Remove(row);
            Deleted++;
        }
    }

    private void Change(EntityEntry entry, bool isSeen)
    {
        var before = new List<(string Property, object? Value)>();
        foreach (var (property, behind) in _freedom.Of(entry, isSeen).ToList())
        {
            var value = Get(entry, property);
            before.Add((property, value));
            Set(
                entry,
                property,
                behind is { } mask
                    ? value is string clear
                        ? _values.Behind(mask, clear)
                        : null
                    : Other(entry, property)
            );
            Values++;
        }

        // A hidden row stays hidden: what made it seen is taken back.
        var judging = PropertyFreedom.JudgingProperties(_sight.TypeOf(entry.Entity.GetType()));
        foreach (var (property, value) in before.Where(one => judging.Contains(one.Property)))
        {
            if (!isSeen && _sight.Sees(entry.Entity))
            {
                Set(entry, property, value);
                Values--;
            }
        }
    }

    /// <summary>A row much like a hidden one, of the same parents or others, if that is hidden too.</summary>
    private void Add(object row)
    {
        var entity = _db.Entry(row).Metadata;
        var entry = _db.Entry(Copies.Of(row, entity));
        foreach (var (property, _) in _freedom.Of(entry, isSeen: false).ToList())
        {
            Set(entry, property, Other(entry, property));
        }

        Copies.BringOutOfTheWay(entry);
        foreach (
            var reference in entity
                .GetForeignKeys()
                // What only one row may refer to, another one has.
                .Where(key => !entity.GetIndexes().Any(index => index.IsUnique && index.Properties.SequenceEqual(key.Properties)))
                .Where(key => key.Properties is [var one] && !typeof(IPlaced).GetProperties().Any(p => p.Name == one.Name))
        )
        {
            var others = _rows.Of(reference.PrincipalEntityType.ClrType);
            if (_random.Next(2) == 0 && others.Count > 0)
            {
                var kept = Get(entry, reference.Properties[0].Name);
                Set(entry, reference.Properties[0].Name, _db.Entry(others[_random.Next(others.Count)]).Property("Id").CurrentValue);
                if (_sight.Sees(entry.Entity))
                {
                    Set(entry, reference.Properties[0].Name, kept);
                }
            }
        }

        if (!_sight.Sees(entry.Entity) && _reports.CountedOf(entry.Entity).Count == 0)
        {
            entry.State = EntityState.Added;
            Added++;
        }
    }

    private bool IsReferredTo(object row)
    {
        var entry = _db.Entry(row);
        return entry
            .Metadata.GetReferencingForeignKeys()
            .Any(key =>
                _db.ChangeTracker.Entries()
                    .Any(other =>
                        other.State != EntityState.Deleted
                        && other.Metadata == key.DeclaringEntityType
                        && key.Properties is [var reference]
                        && Equals(other.Property(reference.Name).CurrentValue, entry.Property("Id").CurrentValue)
                    )
            );
    }

    private object? Other(EntityEntry entry, string property) =>
        entry.Metadata.FindProperty(property) is { } mapped ? _values.For(mapped)
        : IsRequired(entry, property) || _random.Next(5) > 0 ? _values.Personal(property)
        : null;

    private static bool IsRequired(EntityEntry entry, string property) => !entry.Property(property + "Sealed").Metadata.IsNullable;

    private static object? Get(EntityEntry entry, string property) => entry.Entity.GetType().GetProperty(property)!.GetValue(entry.Entity); // mapped

    // Setters are private, and of sealed values only the clear property is there to set: it is sealed when the row is saved.
    private static void Set(EntityEntry entry, string property, object? value) =>
        entry.Entity.GetType().GetProperty(property)!.SetValue(entry.Entity, value); // mapped
}
