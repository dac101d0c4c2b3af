using System.Linq.Expressions;
using Lintel.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Lintel.Data;

public abstract partial class LintelDbContext
{
    /// <summary>What seals and opens personal data of this context's rows.</summary>
    public FieldProtector Protector => protector;

    /// <summary>The rows of a brand whose protected property has this value.</summary>
    public IQueryable<T> WithProtected<T>(Expression<Func<T, string?>> property, Guid brandId, string value)
        where T : class, IPlaced
    {
        var name = ((MemberExpression)property.Body).Member.Name;
        var mapped = ProtectedProperty.Of(Set<T>().EntityType).Single(one => one.Name == name);
        var index = protector.IndexOf(value, brandId, mapped.Place);
        return Set<T>().Where(row => row.BrandId == brandId && EF.Property<string?>(row, mapped.Index.Name) == index);
    }

    /// <summary>The sealed value of a protected property, as its column stores it.</summary>
    internal string? SealedOf(ProtectedProperty property, object entity, Guid rowId) =>
        property.ClearOf(entity) is { } clear ? protector.Seal(clear, property.PlaceOf(entity, rowId)) : null;

    /// <summary>The blind index of a protected property, as its column stores it.</summary>
    internal string? IndexOf(ProtectedProperty property, object entity) =>
        property.ClearOf(entity) is { } clear ? protector.IndexOf(clear, ((IPlaced)entity).BrandId, property.Place) : null;

    private void SealProtected(IEnumerable<EntityEntry> entries)
    {
        foreach (var entry in entries.Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Unchanged))
        {
            foreach (var property in ProtectedProperty.Of(entry.Metadata))
            {
                SealProtected(entry, property);
            }
        }
    }

    private void SealProtected(EntityEntry entry, ProtectedProperty property)
    {
        var stored = entry.Property(property.Sealed.Name);
        var place = property.PlaceOf(entry.Entity, (Guid)entry.Property("Id").CurrentValue!); // a key
        var known = stored.CurrentValue is string value ? protector.Open(value, place) : null;
        if (!string.Equals(known, property.ClearOf(entry.Entity), StringComparison.Ordinal))
        {
            stored.CurrentValue = SealedOf(property, entry.Entity, place.RowId);
            entry.Property(property.Index.Name).CurrentValue = IndexOf(property, entry.Entity);
        }
    }
}
