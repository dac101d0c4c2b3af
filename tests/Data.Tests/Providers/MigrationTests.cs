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
