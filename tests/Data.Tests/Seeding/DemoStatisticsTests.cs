using Lintel.Data.Seeding;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Tests.Seeding;

/// <summary>A database plans by what it has seen in its tables: a seeded one has looked.</summary>
public sealed class DemoStatisticsTests
{
    [BothDatabases]
    public async Task A_seeded_database_has_looked_at_its_tables(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var db = database.Open();
        Assert.Equal("", await db.LookedAtAsync("listings", "deals"));

        await DemoBrokerage.SeedAsync(db, DemoSize.Small, database.Clock, CancellationToken.None);

        Assert.Equal("deals, listings", await db.LookedAtAsync("listings", "deals"));
    }
}
