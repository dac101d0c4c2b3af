using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Lintel.Data.Providers;

/// <summary>One column of a bulk insert: its name, its type, and how to take its database value from an entity.</summary>
internal sealed record BulkColumn(string Name, RelationalTypeMapping Mapping, IProperty Property)
{
    private readonly IClrPropertyGetter _getter = Property.GetGetter();

    /// <summary>The value as the database stores it; null for no value.</summary>
    public object? ValueOf(object entity)
    {
        var value = _getter.GetClrValue(entity);
        return Mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value;
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
            .Select(property => new BulkColumn(
                property.GetColumnName(store)!, // every property of a table has a column
                property.GetRelationalTypeMapping(),
                property
            ))
            .ToList();
        return new BulkTable(table, columns, db.GetService<ISqlGenerationHelper>());
    }
}
