using Lintel.Domain.Communities;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Tests.Providers;

public sealed class DialectTests
{
    [BothDatabases]
    public async Task Rows_are_found_by_a_set_of_keys(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var db = database.Open();
        var names = new[] { "甲苑", "乙苑", "丙苑" };
        var communities = names.Select(name => NewCommunity(database, name)).ToList();
        db.AddRange(communities);
        await db.SaveChangesAsync();

        var condition = database.Dialect.KeyIn("id", "@keys");
        var keys = database.Dialect.Keys([communities[0].Id, communities[2].Id]);
        var found = await ReadNamesAsync(db, condition, "@keys", keys);

        Assert.Equal(["丙苑", "甲苑"], found);
    }

    [BothDatabases]
    public async Task Contained_text_is_literal_and_ignores_case(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var db = database.Open();
        var names = new[] { "MOMA 万国城", "moma100%", "望京soho" };
        db.AddRange(names.Select(name => NewCommunity(database, name)));
        await db.SaveChangesAsync();

        var condition = database.Dialect.Contains("name", "@text");

        Assert.Equal(["MOMA 万国城", "moma100%"], await ReadNamesAsync(db, condition, "@text", "Moma"));
        Assert.Equal(["moma100%"], await ReadNamesAsync(db, condition, "@text", "0%"));
        Assert.Equal(["望京soho"], await ReadNamesAsync(db, condition, "@text", "京S"));
    }

    [BothDatabases]
    public async Task Only_a_taken_unique_key_is_a_unique_violation(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        await using (var db = database.Open())
        {
            await brokerage.SaveAsync(db);
        }

        await using var duplicates = database.Open();
        duplicates.Add(NewCommunity(database, "甲苑", "test:1"));
        duplicates.Add(NewCommunity(database, "乙苑", "test:1"));
        var taken = await Assert.ThrowsAsync<DbUpdateException>(() => duplicates.SaveChangesAsync());
        await using var orphans = database.Open();
        orphans.Add(House.AtDoor(brokerage.NewId(), brokerage.NewId(), "1", "1", "1", TestDatabase.Now));
        var orphan = await Assert.ThrowsAsync<DbUpdateException>(() => orphans.SaveChangesAsync());

        Assert.True(database.Dialect.IsUniqueViolation(taken));
        Assert.False(database.Dialect.IsUniqueViolation(orphan));
    }

    private static Community NewCommunity(TestDatabase database, string name, string? sourceKey = null) =>
        Community.Create(
            Guid.CreateVersion7(database.Clock.GetUtcNow()),
            name,
            "北京",
            district: null,
            districtCode: null,
            mlsAreaMajor: null,
            yearBuilt: null,
            sourceKey,
            TestDatabase.Now
        );

    private static async Task<List<string>> ReadNamesAsync(LintelDbContext db, string condition, string parameter, object value)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT name FROM communities WHERE {condition}";
        var bound = command.CreateParameter();
        bound.ParameterName = parameter;
        bound.Value = value;
        command.Parameters.Add(bound);
        var names = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            names.Add(reader.GetString(0));
        }

        return [.. names.Order(StringComparer.Ordinal)];
    }
}
