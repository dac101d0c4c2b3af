using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Lintel.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data;

/// <summary>
/// A table whose rows are found by the text in some of its columns, and by that of the rows it refers to. Made from the model, so that no name is
/// written twice; the databases keep an index of it by themselves (ADR 0018).
/// </summary>
public sealed class SearchedTable
{
    internal const string ColumnsAnnotation = "Lintel:Search";
    internal const string ThroughAnnotation = "Lintel:SearchThrough";

    private static readonly ConditionalWeakTable<IReadOnlyEntityType, SearchedTable> Known = [];

    private SearchedTable(IReadOnlyEntityType entity, string columns)
    {
        Name = entity.GetTableName() ?? throw new InvalidOperationException($"{entity.ClrType.Name} has no table.");
        Key = entity.FindPrimaryKey()!.Properties[0].GetColumnName(); // searched rows have one
        Brand = entity.FindProperty(nameof(IPlaced.BrandId))?.GetColumnName();
        Columns = [.. columns.Split(',').Select(property => entity.FindProperty(property)!.GetColumnName())]; // named by the mapping below
        if (entity.FindAnnotation(ThroughAnnotation)?.Value is string through)
        {
            var reference = entity.FindNavigation(through)!.ForeignKey; // as above
            Through = (
                reference.Properties[0].GetColumnName(),
                Of(reference.PrincipalEntityType)
                    ?? throw new InvalidOperationException($"{Name} is searched through {through}, which is not searched itself.")
            );
        }
    }

    public string Name { get; }
    public string Key { get; }

    /// <summary>The column of the brand; null where rows are of no brand.</summary>
    public string? Brand { get; }

    /// <summary>The columns whose text is searched.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The column that refers to rows of another table, by whose text these are found too.</summary>
    public (string Column, SearchedTable Table)? Through { get; }

    /// <summary>How an entity's table is searched; null when it is not.</summary>
    public static SearchedTable? Of(IReadOnlyEntityType entity) =>
        entity.FindAnnotation(ColumnsAnnotation)?.Value is string columns ? Known.GetValue(entity, type => new SearchedTable(type, columns)) : null;

    /// <summary>Every searched table of a model, in the order of their names.</summary>
    internal static IReadOnlyList<SearchedTable> AllOf(IModel model) =>
        [.. model.GetEntityTypes().Select(Of).OfType<SearchedTable>().OrderBy(table => table.Name, StringComparer.Ordinal)];
}

internal static class SearchedTableMapping
{
    /// <summary>Rows are found by the text of these properties.</summary>
    public static void Search<T>(this EntityTypeBuilder<T> entity, params Expression<Func<T, string?>>[] properties)
        where T : class =>
        entity.HasAnnotation(SearchedTable.ColumnsAnnotation, string.Join(',', properties.Select(property => NameOf(property.Body))));

    /// <summary>Rows are found by the text of the row they refer to, too.</summary>
    public static void SearchThrough<T, TTarget>(this EntityTypeBuilder<T> entity, Expression<Func<T, TTarget>> navigation)
        where T : class => entity.HasAnnotation(SearchedTable.ThroughAnnotation, NameOf(navigation.Body));

    private static string NameOf(Expression property) => ((MemberExpression)property).Member.Name;
}
