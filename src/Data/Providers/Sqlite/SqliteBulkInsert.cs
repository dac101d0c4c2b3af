using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore.Storage;

namespace Lintel.Data.Providers.Sqlite;

/// <summary>Prepared inserts of many rows each: one statement per few dozen rows.</summary>
internal static class SqliteBulkInsert
{
    /// <summary>More parameters per statement gain nothing and cost preparation.</summary>
    private const int ParametersPerStatement = 900;

    public static async Task<int> InsertAsync<T>(LintelDbContext db, IEnumerable<T> rows, CancellationToken cancellationToken)
        where T : class
    {
        var table = BulkTable.Of<T>(db);
        var transaction =
            db.Database.CurrentTransaction?.GetDbTransaction() ?? throw new InvalidOperationException("A bulk insert needs a transaction.");
        var rowsPerStatement = Math.Max(1, ParametersPerStatement / table.Columns.Count);
        var count = 0;
        DbCommand? full = null;
        try
        {
            foreach (var batch in rows.Chunk(rowsPerStatement))
            {
                count += batch.Length;
                if (batch.Length == rowsPerStatement)
                {
                    full ??= Prepare(transaction, table, rowsPerStatement);
                    await ExecuteAsync(full, table, batch, cancellationToken);
                    continue;
                }

                await using var rest = Prepare(transaction, table, batch.Length);
                await ExecuteAsync(rest, table, batch, cancellationToken);
            }
        }
        finally
        {
            if (full is not null)
            {
                await full.DisposeAsync();
            }
        }

        return count;
    }

    private static DbCommand Prepare(DbTransaction transaction, BulkTable table, int rows)
    {
        var command = transaction.Connection!.CreateCommand(); // open: the transaction is under way
        command.Transaction = transaction;
        var sql = new StringBuilder($"INSERT INTO {table.Name} ({table.ColumnList}) VALUES ");
        for (var row = 0; row < rows; row++)
        {
            sql.Append(row == 0 ? "(" : ", (");
            for (var column = 0; column < table.Columns.Count; column++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{row}_{column}");
                command.Parameters.Add(parameter);
                sql.Append(column == 0 ? "" : ", ").Append(parameter.ParameterName);
            }

            sql.Append(')');
        }

        command.CommandText = sql.ToString();
        return command;
    }

    private static async Task ExecuteAsync<T>(DbCommand command, BulkTable table, T[] batch, CancellationToken cancellationToken)
        where T : class
    {
        var index = 0;
        foreach (var row in batch)
        {
            foreach (var column in table.Columns)
            {
                command.Parameters[index++].Value = column.ValueOf(row) ?? DBNull.Value;
            }
        }

        DatabaseMetrics.CountCommand();
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
