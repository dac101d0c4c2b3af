using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Lintel.Data.Providers.Postgres;

/// <summary>A column is one array: a statement takes thousands of rows. COPY would be faster, but PostgreSQL has no COPY into walled tables.</summary>
internal static class PostgresBulkInsert
{
    private const int RowsPerStatement = 5_000;

    public static async Task<int> InsertAsync<T>(LintelDbContext db, IEnumerable<T> rows, CancellationToken cancellationToken)
        where T : class
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A bulk insert needs a transaction.");
        }

        var table = BulkTable.Of<T>(db);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var arrays = string.Join(", ", table.Columns.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"${i + 1}")));
        var sql = $"INSERT INTO {table.Name} ({table.ColumnList}) SELECT * FROM unnest({arrays})";
        var count = 0;
        foreach (var batch in rows.Chunk(RowsPerStatement))
        {
            await using var command = new NpgsqlCommand(sql, connection);
            command.Parameters.AddRange(Arrays(table, batch));
            DatabaseMetrics.CountCommand();
            count += await command.ExecuteNonQueryAsync(cancellationToken);
        }

        return count;
    }

    /// <summary>Rows as one array for each column of their table.</summary>
    public static NpgsqlParameter[] Arrays<T>(BulkTable table, T[] rows)
        where T : class =>
        [
            .. table.Columns.Select(column => new NpgsqlParameter
            {
                Value = ArrayOf(column, rows),
                DataTypeName = column.Mapping.StoreTypeNameBase + "[]",
            }),
        ];

    private static Array ArrayOf<T>(BulkColumn column, T[] rows)
        where T : class
    {
        var type = column.Mapping.Converter?.ProviderClrType ?? column.Mapping.ClrType;
        var element = type.IsValueType && Nullable.GetUnderlyingType(type) is null ? typeof(Nullable<>).MakeGenericType(type) : type;
        var values = Array.CreateInstance(element, rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            values.SetValue(column.ValueOf(rows[i]), i);
        }

        return values;
    }
}
