using Lintel.Data.Migrations.Postgres;
using Lintel.Data.Tests.Events;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Lintel.Data.Tests.Providers;

public sealed class MigrationTests
{
    [BothDatabases]
    public async Task The_migrations_contain_the_whole_model(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var db = database.Open();

        Assert.False(db.Database.HasPendingModelChanges());
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
    }

    [Fact]
    public void Both_databases_have_migrations_of_the_same_names()
    {
        var onSqlite = NamesOf(new DatabaseOptions { ConnectionString = "Data Source=:memory:" });
        var onPostgres = NamesOf(new DatabaseOptions { Provider = DatabaseProvider.Postgres, ConnectionString = "Host=nowhere" });

        Assert.NotEmpty(onSqlite);
        Assert.Equal(onSqlite, onPostgres);
    }

    [BothDatabases]
    public async Task Every_text_column_has_a_limit_or_a_reason(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var db = database.Open();

        var unlimited = db
            .Model.GetEntityTypes()
            .Where(entity => entity.FindPrimaryKey() is not null)
            .SelectMany(entity => entity.GetProperties())
            .Where(property => property.ClrType == typeof(string) && property.GetMaxLength() is null)
            .Select(property => $"{property.DeclaringType.ClrType.Name}.{property.Name}")
            .Order(StringComparer.Ordinal);

        // The gate limits documents, by a setting.
        Assert.Equal(["IdempotencyRecord.Answer", "LoggedEvent.Data", "QuarantinedRow.RawText", "TrustedDocument.Text"], unlimited);
    }

    [BothDatabases]
    public async Task Parts_from_before_they_had_a_brand_get_that_of_their_whole(DatabaseProvider provider)
    {
        (string Part, string Whole, string Key)[] parts =
        [
            ("media", "listings", "listing_id"),
            ("listing_prices", "listings", "listing_id"),
            ("deal_tasks", "deals", "deal_id"),
            ("client_needs", "clients", "client_id"),
        ];
        await using var database = await TestDatabase.CreateWithDemoAsync(provider);
        var cascade = provider == DatabaseProvider.Postgres ? " CASCADE" : "";
        foreach (var part in parts.Select(part => part.Part).Append("quarantined_rows"))
        {
            await RunAsync(database, $"ALTER TABLE {part} DROP COLUMN brand_id{cascade}");
        }

        await RunAsync(database, "DELETE FROM \"__EFMigrationsHistory\" WHERE migration_id LIKE '%PartsOfBrand'");

        await database.Migration.RunAsync(CancellationToken.None);

        Assert.Null(await database.Migration.FaultAsync(CancellationToken.None));
        await using var db = database.Open();
        foreach (var (part, whole, key) in parts)
        {
            var all = await CountAsync(db, $"SELECT COUNT(*) AS \"Value\" FROM {part}");
            Assert.True(all > 0, part);
            Assert.Equal(
                $"{part} {all}",
                $"{part} {await CountAsync(db, $"SELECT COUNT(*) AS \"Value\" FROM {part} JOIN {whole} ON {whole}.id = {part}.{key} AND {whole}.brand_id = {part}.brand_id")}"
            );
        }
    }

    [OnPostgres]
    public async Task A_log_in_one_table_is_moved_into_its_months_with_what_others_put_on_it()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        var brokerage = new TestBrokerage(database.Clock);
        for (var month = 0; month < 3; month++)
        {
            await EventLogTests.CommitAsync(database, brokerage, count: 20, TestDatabase.Now.AddMonths(month));
        }

        string before;
        await using (var db = database.Open())
        {
            before = await DigestAsync(db);
        }

        await RunAsync(database, EventPartitionsMove.ToOneTable);
        await RunAsync(
            database,
            """
            DROP INDEX IF EXISTS ix_events_brand_id_kind_sequence;
            CREATE INDEX ix_events_brand_id_subject_subject_id_sequence ON events (brand_id, subject, subject_id, sequence);
            ALTER TABLE event_counters DROP COLUMN swept;
            DELETE FROM "__EFMigrationsHistory" WHERE migration_id LIKE '%EventPartitions';
            CREATE ROLE reports_of_events NOLOGIN;
            GRANT SELECT ON events TO reports_of_events;
            CREATE POLICY reports ON events FOR SELECT TO reports_of_events USING (kind <> 'OFF_HOURS_REVEAL');
            CREATE FUNCTION note_event() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
            CREATE TRIGGER noting AFTER INSERT ON events FOR EACH ROW EXECUTE FUNCTION note_event();
            """
        );
        try
        {
            await database.Migration.RunAsync(CancellationToken.None);

            Assert.Null(await database.Migration.FaultAsync(CancellationToken.None));
            await using var db = database.Open();
            Assert.Equal(before, await DigestAsync(db));
            Assert.Equal(
                "p",
                await db.Database.SqlQuery<string>($"SELECT relkind::text AS \"Value\" FROM pg_class WHERE oid = 'events'::regclass").SingleAsync()
            );
            var months = await db
                .Database.SqlQuery<string>(
                    $"SELECT DISTINCT tableoid::regclass::text || to_char(occurred_at AT TIME ZONE 'UTC', ' YYYY_MM') AS \"Value\" FROM events"
                )
                .ToListAsync();
            Assert.Equal(3, months.Count);
            Assert.All(months, month => Assert.Equal(month[^7..], month["events_".Length..(month.IndexOf(' '))]));
            Assert.Equal(
                ["noting", "pk_events brand_id,sequence,occurred_at", "reports", "reports_of_events SELECT"],
                await db
                    .Database.SqlQuery<string>(
                        $"""
                        SELECT tgname::text AS "Value" FROM pg_trigger WHERE tgrelid = 'events'::regclass
                        UNION ALL SELECT policyname::text FROM pg_policies WHERE tablename = 'events' AND policyname NOT LIKE 'lintel%'
                        UNION ALL SELECT a.grantee::regrole || ' ' || a.privilege_type FROM pg_class AS c, aclexplode(c.relacl) AS a
                          WHERE c.oid = 'events'::regclass AND a.grantee::regrole::text = 'reports_of_events'
                        UNION ALL SELECT conname || ' ' || (SELECT string_agg(attname, ',' ORDER BY place) FROM unnest(conkey) WITH ORDINALITY AS k(num, place)
                          JOIN pg_attribute ON attrelid = conrelid AND attnum = num) FROM pg_constraint WHERE conrelid = 'events'::regclass
                        ORDER BY 1
                        """
                    )
                    .ToListAsync()
            );
        }
        finally
        {
            await RunAsync(
                database,
                "DROP POLICY IF EXISTS reports ON events; REVOKE ALL ON events FROM reports_of_events; DROP ROLE reports_of_events"
            );
        }
    }

    private static Task<string> DigestAsync(LintelDbContext db) =>
        db.Database.SqlQuery<string>($"SELECT md5(string_agg(e::text, '|' ORDER BY brand_id, sequence)) AS \"Value\" FROM events AS e").SingleAsync();

    private static Task<int> CountAsync(LintelDbContext db, string sql) => db.Database.SqlQueryRaw<int>(sql).SingleAsync();

    /// <summary>As the login, who owns the tables.</summary>
    private static async Task RunAsync(TestDatabase database, string sql)
    {
        if (database.Options.Provider == DatabaseProvider.Sqlite)
        {
            await using var db = database.Open();
            await db.Database.ExecuteSqlRawAsync(sql);
            return;
        }

        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(database.Options.ConnectionString) { Pooling = false }.ToString()
        );
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Read from the assembly; no database is asked.</summary>
    private static List<string> NamesOf(DatabaseOptions options)
    {
        using var services = new ServiceCollection().AddLintelData(options, TestDatabase.Keys).BuildServiceProvider();
        using var db = services.GetRequiredService<IDbContextFactory<LintelDbContext>>().CreateDbContext();
        return [.. db.Database.GetMigrations().Select(id => id[(id.IndexOf('_') + 1)..])];
    }
}
