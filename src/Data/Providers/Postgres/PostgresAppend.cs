using System.Buffers.Binary;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Lintel.Data.Providers.Postgres;

/// <summary>Events at the end of their brand's log, by one statement.</summary>
internal static class PostgresAppend
{
    /// <summary>Events numbered from 1 are given the counter's next numbers. Returns the last of them.</summary>
    public static async Task<long> RunAsync(
        LintelDbContext db,
        IDbContextTransaction transaction,
        IReadOnlyList<LoggedEvent> events,
        CancellationToken cancellationToken
    )
    {
        var table = BulkTable.Of<LoggedEvent>(db);
        await using var command = new NpgsqlCommand(Sql(table), (NpgsqlConnection)db.Database.GetDbConnection());
        command.Transaction = (NpgsqlTransaction)transaction.GetDbTransaction();
        command.Parameters.AddRange(PostgresBulkInsert.Arrays(table, events.ToArray()));
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = events[0].BrandId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = events.Count });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = PostgresDialect.Channel });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = events[0].BrandId.ToString("N") });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = QueueOf(events[0].BrandId) });
        DatabaseMetrics.CountCommand();
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!; // the counter has a row now
    }

    /// <summary>
    /// A brand's queue at its counter, as the key of an advisory lock that ends with the transaction. Who waits for the row itself is woken at every commit, finds
    /// it changed and waits anew, in no order; who waits here is woken once, when it is its turn. Brands of one key wait for each other, and that is all.
    /// </summary>
    private static long QueueOf(Guid brandId) => BinaryPrimitives.ReadInt64BigEndian(brandId.ToByteArray().AsSpan(8));

    private static string Sql(BulkTable table)
    {
        var arrays = string.Join(", ", table.Columns.Select((_, i) => Place(i)));
        var sequence = table.Columns.Select(column => column.Name).ToList().IndexOf("sequence");
        var values = string.Join(
            ", ",
            table.Columns.Select((_, i) => i == sequence ? $"taken.last - {Place(table.Columns.Count + 1)} + c{i}" : $"c{i}")
        );
        var columns = string.Join(", ", table.Columns.Select((_, i) => $"c{i}"));
        return $"""
            WITH turn AS MATERIALIZED (
              SELECT pg_advisory_xact_lock({Place(table.Columns.Count + 4)})
            ), taken AS (
              INSERT INTO event_counters AS counter (brand_id, last, swept)
              SELECT {Place(table.Columns.Count)}, {Place(table.Columns.Count + 1)}, 0 FROM turn
              ON CONFLICT (brand_id) DO UPDATE SET last = counter.last + excluded.last RETURNING last
            ), added AS (
              INSERT INTO {table.Name} ({table.ColumnList}) SELECT {values} FROM taken, unnest({arrays}) AS rows ({columns})
            )
            SELECT taken.last FROM taken, pg_notify({Place(table.Columns.Count + 2)}, {Place(table.Columns.Count + 3)})
            """;
    }

    private static string Place(int parameter) => string.Create(CultureInfo.InvariantCulture, $"${parameter + 1}");
}
