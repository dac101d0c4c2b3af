using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Lintel.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data;

/// <summary>
/// A property of an entity that is clear in memory and sealed in its table: the column holds the sealed value, and beside it
/// <c>…_index</c> what it is found by. Made from the model, so that no name is written twice.
/// </summary>
public sealed class ProtectedProperty
{
    internal const string SealedSuffix = "Sealed";
    internal const string IndexSuffix = "Index";

    private static readonly ConditionalWeakTable<IReadOnlyEntityType, IReadOnlyList<ProtectedProperty>> Known = [];

    private readonly PropertyInfo _clear;

    private ProtectedProperty(IReadOnlyEntityType entity, IReadOnlyProperty stored)
    {
        _clear = entity.ClrType.GetProperty(stored.Name[..^SealedSuffix.Length])!; // mapped from it below
        Sealed = stored;
        Index = entity.FindProperty(_clear.Name + IndexSuffix)!; // mapped with it below
        Place = $"{entity.GetTableName()}.{stored.GetColumnName()}";
    }

    /// <summary>The name of the property.</summary>
    public string Name => _clear.Name;

    /// <summary>The column that holds the sealed value.</summary>
    public string SealedColumn => Sealed.GetColumnName();

    /// <summary>The column that equal values are found by.</summary>
    public string IndexColumn => Index.GetColumnName();

    /// <summary>Table and column, as a sealed value and an index are bound to them.</summary>
    public string Place { get; }

    internal IReadOnlyProperty Sealed { get; }
    internal IReadOnlyProperty Index { get; }

    /// <summary>The protected properties of an entity of the model.</summary>
    public static IReadOnlyList<ProtectedProperty> Of(IReadOnlyEntityType entity) =>
        Known.GetValue(
            entity,
            type =>
                [
                    .. type.GetProperties()
                        .Where(property => property.IsShadowProperty() && property.Name.EndsWith(SealedSuffix, StringComparison.Ordinal))
                        .Select(property => new ProtectedProperty(type, property)),
                ]
        );

    internal string? ClearOf(object entity) => (string?)_clear.GetValue(entity);

    internal void SetClear(object entity, string? clear) => _clear.SetValue(entity, clear);

    internal SealedPlace PlaceOf(object entity, Guid rowId) => new(((IPlaced)entity).BrandId, Place, rowId);
}

internal static class ProtectedPropertyMapping
{
    /// <summary>A name of 60 characters of four bytes, sealed.</summary>
    private const int LongestSealed = 600;
    private const int LongestIndex = 24;

    /// <summary>
    /// Maps a property as personal data: sealed in its column, found by <c>EF.Property&lt;string&gt;(row, "…Index")</c>. Returns the name of
    /// that index property, for an index over it.
    /// </summary>
    public static string Protect<T>(this EntityTypeBuilder<T> entity, Expression<Func<T, string?>> property)
        where T : class, IPlaced
    {
        var clear = (PropertyInfo)((MemberExpression)property.Body).Member;
        var isRequired = new NullabilityInfoContext().Create(clear).ReadState == NullabilityState.NotNull;
        var column = string.Concat(clear.Name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(c) : c.ToString()));
        entity.Ignore(clear.Name);
        entity
            .Property<string?>(clear.Name + ProtectedProperty.SealedSuffix)
            .HasColumnName(column)
            .HasMaxLength(LongestSealed)
            .IsRequired(isRequired);
        entity
            .Property<string?>(clear.Name + ProtectedProperty.IndexSuffix)
            .HasColumnName(column + "_index")
            .HasMaxLength(LongestIndex)
            .IsRequired(isRequired);
        return clear.Name + ProtectedProperty.IndexSuffix;
    }
}
