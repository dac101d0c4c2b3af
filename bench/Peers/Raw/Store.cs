using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Lintel.Raw;

/// <summary>Runs statements in one round trip. Their parameters are positional and the same for all of them.</summary>
internal abstract class Store
{
    /// <summary>The first six tasks of each deal of the dashboard: the one statement that reads best in each database's own words.</summary>
    public abstract string DashboardTasks { get; }

    /// <summary>An instant as the tables have it.</summary>
    public abstract object Instant(DateTime utc);

    public abstract Task ReadAsync(string[] statements, object[] values, Func<DbDataReader, Task> read, CancellationToken stop);

    public async Task<Guid> BrandAsync()
    {
        var brand = Guid.Empty;
        await ReadAsync(
            [Sql.Brand],
            [],
            async row =>
            {
                await row.ReadAsync();
                brand = row.GetGuid(0);
            },
            CancellationToken.None
        );
        return brand;
    }
}

internal sealed class PostgresStore(string connection) : Store
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(connection)
        {
            // Every statement prepared at its first use and planned once: planning a search costs more than running it.
            MaxAutoPrepare = 20,
            AutoPrepareMinUsages = 1,
            Options = "-c plan_cache_mode=force_generic_plan",
            NoResetOnClose = true,
            MaxPoolSize = 16,
        }
    );

    public override string DashboardTasks { get; } =
        $"""
            SELECT t.name, t.status, t.due_on, s.member_full_name, d.id
            FROM ({Sql.DashboardDeals}) AS d
            CROSS JOIN LATERAL (SELECT * FROM deal_tasks AS t WHERE t.deal_id = d.id ORDER BY t."order" LIMIT 6) AS t
            JOIN agents AS s ON s.id = t.assignee_id
            ORDER BY d.created_at DESC, d.id DESC, t."order"
            """;

    public override object Instant(DateTime utc) => utc;

    public override async Task ReadAsync(string[] statements, object[] values, Func<DbDataReader, Task> read, CancellationToken stop)
    {
        await using var batch = _source.CreateBatch();
        foreach (var statement in statements)
        {
            var command = new NpgsqlBatchCommand(statement);
            foreach (var value in values)
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            batch.BatchCommands.Add(command);
        }

        await using var rows = await batch.ExecuteReaderAsync(stop);
        await read(rows);
    }
}

internal sealed class SqliteStore(string connection) : Store
{
    public override string DashboardTasks { get; } =
        $"""
            SELECT t.name, t.status, t.due_on, s.member_full_name, d.id
            FROM ({Sql.DashboardDeals}) AS d
            JOIN deal_tasks AS t ON t.deal_id = d.id
              AND t."order" IN (SELECT o."order" FROM deal_tasks AS o WHERE o.deal_id = d.id ORDER BY o."order" LIMIT 6)
            JOIN agents AS s ON s.id = t.assignee_id
            ORDER BY d.created_at DESC, d.id DESC, t."order"
            """;

    public override object Instant(DateTime utc) => utc.Ticks;

    public override async Task ReadAsync(string[] statements, object[] values, Func<DbDataReader, Task> read, CancellationToken stop)
    {
        await using var opened = new SqliteConnection(connection);
        await opened.OpenAsync(stop);
        await using var command = opened.CreateCommand();
        command.CommandText = string.Join(';', statements);
        for (var i = 0; i < values.Length; i++)
            command.Parameters.Add(new SqliteParameter($"${i + 1}", values[i]));
        await using var rows = await command.ExecuteReaderAsync(stop);
        await read(rows);
    }
}
