using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

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

    [BothDatabases]
    public async Task Both_databases_have_the_same_migrations(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var db = database.Open();

        var names = db.Database.GetMigrations().Select(id => id[(id.IndexOf('_') + 1)..]);

        Assert.Equal(["Initial", "ImportTargets"], names);
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
}
