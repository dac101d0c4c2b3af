using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Lintel.Raw;

/// <summary>Runs statements in one round trip. Their parameters are positional and the same for all of them.</summary>
internal abstract class Store
{
    public virtual string Search => Sql.Search;

    /// <summary>The first six tasks of each deal of the dashboard, in each database's own words.</summary>
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
            // Few connections for few cores: a longer queue in the database only makes answers late.
            MaxPoolSize = 2 * Environment.ProcessorCount,
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
    /// <summary>16 MB of pages a connection; a mapped file would be counted once for each connection as memory of the process.</summary>
    private const string Pragmas = "PRAGMA cache_size = -16384; PRAGMA query_only = ON;";

    private readonly ConcurrentBag<Session> _sessions = [];

    /// <summary>Without statistics SQLite would walk all prices of the brand.</summary>
    public override string Search { get; } =
        Sql.Search.Replace(
            "FROM listings\n",
            "FROM listings INDEXED BY ix_listings_brand_id_status_district_list_price_fen_id\n",
            StringComparison.Ordinal
        );

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
        if (!_sessions.TryTake(out var session))
            session = Session.Open(connection);
        await using (var rows = await session.Command(statements, values).ExecuteReaderAsync(stop))
            await read(rows);
        _sessions.Add(session);
    }

    /// <summary>A connection that stays open, with the statements it has prepared.</summary>
    private sealed class Session(SqliteConnection connection)
    {
        private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

        public static Session Open(string connection)
        {
            var opened = new SqliteConnection(connection);
            opened.Open();
            using var pragmas = opened.CreateCommand();
            pragmas.CommandText = Pragmas;
            pragmas.ExecuteNonQuery();
            return new Session(opened);
        }

        public SqliteCommand Command(string[] statements, object[] values)
        {
            var sql = statements is [var only] ? only : string.Join(';', statements);
            if (!_commands.TryGetValue(sql, out var command))
            {
                _commands[sql] = command = connection.CreateCommand();
                command.CommandText = sql;
                for (var i = 0; i < values.Length; i++)
                    command.Parameters.Add(new SqliteParameter($"${i + 1}", values[i]));
            }

            for (var i = 0; i < values.Length; i++)
                command.Parameters[i].Value = values[i];
            return command;
        }
    }
}
