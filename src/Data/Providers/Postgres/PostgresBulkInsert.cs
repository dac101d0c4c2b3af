using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Lintel.Data.Providers.Postgres;

/// <summary>Binary COPY: the rows are one stream to the server.</summary>
internal static class PostgresBulkInsert
{
    public static async Task<int> InsertAsync<T>(LintelDbContext db, IEnumerable<T> rows, CancellationToken cancellationToken)
        where T : class
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A bulk insert needs a transaction.");
        }

        var table = BulkTable.Of<T>(db);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        DatabaseMetrics.CountCommand();
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY {table.Name} ({table.ColumnList}) FROM STDIN (FORMAT BINARY)",
            cancellationToken
        );
        var count = 0;
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellationToken);
            foreach (var column in table.Columns)
            {
                if (column.ValueOf(row) is { } value)
                {
                    // Without length: binary COPY speaks in type names only.
                    var type = column.Mapping.StoreTypeNameBase;
                    await copy.WriteAsync(value, type, cancellationToken);
                }
                else
                {
                    await copy.WriteNullAsync(cancellationToken);
                }
            }

            count++;
        }

        await copy.CompleteAsync(cancellationToken);
        return count;
    }
}
