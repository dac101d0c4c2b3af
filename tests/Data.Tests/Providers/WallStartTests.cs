using Lintel.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Lintel.Data.Tests.Providers;

/// <summary>A server does not serve from a PostgreSQL whose wall is not the one it was built with (ADR 0014).</summary>
public sealed class WallStartTests
{
    private const string Behind = "absent or not the one of this build: run the verb migrate";

    [BothDatabases]
    public async Task A_migrated_database_may_be_served_and_is_not_migrated_twice(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);

        Assert.Null(await database.Migration.FaultAsync(CancellationToken.None));
        Assert.Equal([], await database.Migration.RunAsync(CancellationToken.None));
    }

    [OnPostgres]
    public async Task A_hole_in_the_wall_stops_the_start_and_is_mended_by_migrating()
    {
        string[] holes =
        [
            "DROP POLICY lintel_viewer_agent ON clients",
            "ALTER TABLE clients DISABLE ROW LEVEL SECURITY",
            "ALTER POLICY lintel_viewer_client ON clients USING (true)",
            "CREATE POLICY helpful ON clients TO lintel_viewer USING (true)",
            "CREATE POLICY lintel_viewer_finance ON accounts FOR SELECT TO lintel_viewer_finance USING (true)",
            "GRANT SELECT ON idempotency_records TO lintel_viewer",
            "GRANT UPDATE ON listings TO lintel_viewer_agent",
            "GRANT SELECT (data) ON events TO PUBLIC",
            "ALTER VIEW agent_performance_of_viewer RESET (security_barrier)",
            "ALTER TABLE accounts DISABLE TRIGGER raise_access_epoch",
            "CREATE OR REPLACE FUNCTION raise_access_epoch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
            "COMMENT ON TABLE \"__EFMigrationsHistory\" IS 'lintel wall of another build'",
        ];
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        var whole = await MarkAsync(database);
        foreach (var hole in holes)
        {
            await RunAsync(database.Options.ConnectionString, hole);
            Assert.EndsWith(Behind, $"{hole}: {await database.Migration.FaultAsync(CancellationToken.None)}".TrimEnd('.'), StringComparison.Ordinal);

            await database.Migration.RunAsync(CancellationToken.None);

            Assert.Equal(whole, await MarkAsync(database));
            Assert.Null(await database.Migration.FaultAsync(CancellationToken.None));
        }
    }

    [OnPostgres]
    public async Task A_build_that_shows_other_rows_stops_the_start_until_it_has_migrated()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        await using var other = new ServiceCollection()
            .AddSingleton<RowPolicies>(new NothingForAnybody())
            .AddLintelData(database.Options, TestDatabase.Keys)
            .BuildServiceProvider();
        var migration = other.GetRequiredService<DatabaseMigration>();

        Assert.EndsWith(Behind + ".", await migration.FaultAsync(CancellationToken.None), StringComparison.Ordinal);
        Assert.Single(await migration.RunAsync(CancellationToken.None));
        Assert.Null(await migration.FaultAsync(CancellationToken.None));
        Assert.EndsWith(Behind + ".", await database.Migration.FaultAsync(CancellationToken.None), StringComparison.Ordinal);
    }

    [OnPostgres]
    public async Task A_superuser_s_login_stops_the_start()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        if (PostgresServer.AsSuperuser(database.Options.ConnectionString) is not { } mighty)
        {
            return; // a server that was given to us
        }

        await using var services = new ServiceCollection()
            .AddSingleton<RowPolicies>(new NothingForAnybody())
            .AddLintelData(new DatabaseOptions { Provider = DatabaseProvider.Postgres, ConnectionString = mighty }, TestDatabase.Keys)
            .BuildServiceProvider();

        Assert.Contains(
            "postgres is a superuser or has BYPASSRLS",
            await services.GetRequiredService<DatabaseMigration>().FaultAsync(CancellationToken.None),
            StringComparison.Ordinal
        );
    }

    [OnPostgres]
    public async Task A_login_that_cannot_take_the_role_of_some_viewers_stops_the_start()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        if (PostgresServer.AsSuperuser(database.Options.ConnectionString) is null)
        {
            return; // a server that was given to us, where a new login needs a password
        }

        var login = new NpgsqlConnectionStringBuilder(database.Options.ConnectionString);
        var owner = login.ToString();
        login.Username = $"{login.Database}_other";
        await RunAsync(owner, $"CREATE ROLE \"{login.Username}\" LOGIN");
        await RunAsync(owner, $"GRANT lintel_system, lintel_actor, lintel_viewer, lintel_viewer_agent TO \"{login.Username}\"");
        await using var services = new ServiceCollection()
            .AddSingleton<RowPolicies>(new NothingForAnybody())
            .AddLintelData(new DatabaseOptions { Provider = DatabaseProvider.Postgres, ConnectionString = login.ToString() }, TestDatabase.Keys)
            .BuildServiceProvider();

        Assert.Equal(
            "the database's login cannot take the roles of viewers (permission denied to set role \"lintel_viewer_store_manager\"): run the verb migrate, or let an administrator grant them (docs/operations.md).",
            await services.GetRequiredService<DatabaseMigration>().FaultAsync(CancellationToken.None)
        );
        await services.DisposeAsync();
        await RunAsync(owner, $"DROP ROLE \"{login.Username}\"");
    }

    [OnPostgres]
    public async Task A_database_that_is_not_there_is_made()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        var connection = new NpgsqlConnectionStringBuilder(database.Options.ConnectionString);
        connection.Database += "_made";
        var options = new DatabaseOptions { Provider = DatabaseProvider.Postgres, ConnectionString = connection.ToString() };
        await using (
            var services = new ServiceCollection()
                .AddSingleton<RowPolicies>(new NothingForAnybody())
                .AddLintelData(options, TestDatabase.Keys)
                .BuildServiceProvider()
        )
        {
            var migration = services.GetRequiredService<DatabaseMigration>();

            Assert.Equal(3, (await migration.RunAsync(CancellationToken.None)).Count);
            Assert.Null(await migration.FaultAsync(CancellationToken.None));
        }

        await RunAsync(database.Options.ConnectionString, $"DROP DATABASE {connection.Database} WITH (FORCE)");
    }

    [OnPostgres]
    public async Task Several_processes_may_migrate_at_once()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        await RunAsync(database.Options.ConnectionString, "COMMENT ON TABLE \"__EFMigrationsHistory\" IS NULL");

        var done = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => database.Migration.RunAsync(CancellationToken.None))));

        Assert.Single(done, one => one.Count == 1);
        Assert.Null(await database.Migration.FaultAsync(CancellationToken.None));
    }

    private static async Task<string?> MarkAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return await db
            .Database.SqlQuery<string>($"SELECT obj_description('\"__EFMigrationsHistory\"'::regclass, 'pg_class') AS \"Value\"")
            .SingleAsync();
    }

    private static async Task RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private sealed class NothingForAnybody : RowPolicies
    {
        public override IReadOnlyList<RowPolicy> Of(LintelDbContext db) => [];
    }
}
