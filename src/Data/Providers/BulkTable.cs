using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Lintel.Data.Providers;

/// <summary>One column of a bulk insert: its name, its type, and how to take its database value (null: none) from an entity.</summary>
internal sealed record BulkColumn(string Name, RelationalTypeMapping Mapping, Func<object, object?> ValueOf)
{
    public static BulkColumn Of(IProperty property, string name)
    {
        var (getter, mapping) = (property.GetGetter(), property.GetRelationalTypeMapping());
        return new BulkColumn(
            name,
            mapping,
            mapping.Converter is { } converter ? entity => converter.ConvertToProvider(getter.GetClrValue(entity)) : getter.GetClrValue
        );
    }

    /// <summary>The two columns of personal data: sealed, and what it is found by.</summary>
    public static IEnumerable<BulkColumn> Of(ProtectedProperty property, IEntityType entity, LintelDbContext db)
    {
        var id = entity.FindPrimaryKey()!.Properties[0].GetGetter(); // protected rows have one
        yield return new BulkColumn(
            property.SealedColumn,
            (RelationalTypeMapping)property.Sealed.FindTypeMapping()!, // the model is finished
            row => db.SealedOf(property, row, (Guid)id.GetClrValue(row)!) // a key
        );
        yield return new BulkColumn(
            property.IndexColumn,
            (RelationalTypeMapping)property.Index.FindTypeMapping()!, // the model is finished
            row => db.IndexOf(property, row)
        );
    }
}

/// <summary>The table of an entity as the EF model maps it, so that bulk rows are spelt exactly like saved ones.</summary>
internal sealed class BulkTable
{
    private readonly ISqlGenerationHelper _sql;

    private BulkTable(string name, IReadOnlyList<BulkColumn> columns, ISqlGenerationHelper sql)
    {
        Name = sql.DelimitIdentifier(name);
        Columns = columns;
        _sql = sql;
    }

    /// <summary>The table's name, quoted.</summary>
    public string Name { get; }

    public IReadOnlyList<BulkColumn> Columns { get; }

    /// <summary>The column names, quoted, in the order of <see cref="Columns"/>.</summary>
    public string ColumnList => string.Join(", ", Columns.Select(column => _sql.DelimitIdentifier(column.Name)));

    public static BulkTable Of<T>(LintelDbContext db)
    {
        var entity = db.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not in the model.");
        var table = entity.GetTableName() ?? throw new InvalidOperationException($"{typeof(T).Name} has no table.");
        var store = StoreObjectIdentifier.Table(table);
        var columns = entity
            .GetProperties()
            .Where(property => !property.IsShadowProperty())
            .Select(property => BulkColumn.Of(property, property.GetColumnName(store)!)) // every property of a table has a column
            .Concat(ProtectedProperty.Of(entity).SelectMany(property => BulkColumn.Of(property, entity, db)))
            .ToList();
        return new BulkTable(table, columns, db.GetService<ISqlGenerationHelper>());
    }
}
