using Lintel.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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

        Assert.Equal(["IdempotencyRecord.Answer", "LoggedEvent.Data", "QuarantinedRow.RawText"], unlimited);
    }

    /// <summary>Read from the assembly; no database is asked.</summary>
    private static List<string> NamesOf(DatabaseOptions options)
    {
        using var services = new ServiceCollection().AddLintelData(options, TestDatabase.Keys).BuildServiceProvider();
        using var db = services.GetRequiredService<IDbContextFactory<LintelDbContext>>().CreateDbContext();
        return [.. db.Database.GetMigrations().Select(id => id[(id.IndexOf('_') + 1)..])];
    }
}
