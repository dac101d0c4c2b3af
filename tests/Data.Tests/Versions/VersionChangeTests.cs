using Lintel.Domain.Clients;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Tests.Versions;

public sealed class VersionChangeTests
{
    [BothDatabases]
    public async Task A_version_is_noted_with_the_properties_it_changed(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        var listing = brokerage.AddListing(brokerage.Li);
        await using var db = database.Open();
        await brokerage.SaveAsync(db);
        var start = listing.Version;
        Assert.Equal(0, await db.VersionChanges.CountAsync());

        database.Clock.Advance(TimeSpan.FromMinutes(1));
        _ = listing.Reprice(4_900_000_00, database.Clock.GetUtcNow()).Value;
        await db.SaveChangesAsync();
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        listing.CountShowing(database.Clock.GetUtcNow());
        listing.CountShowing(database.Clock.GetUtcNow());
        await db.SaveChangesAsync();

        await using var reading = database.Open();
        var changes = await reading.VersionChanges.OrderBy(change => change.Version).ToListAsync();
        Assert.Equal(
            [
                $"{start}-{start + 1} at 02:01: ListPriceFen ModifiedAt PreviousListPriceFen",
                $"{start + 1}-{start + 3} at 02:02: ModifiedAt ShowingCount",
            ],
            changes.Select(change => $"{change.PreviousVersion}-{change.Version} at {change.ChangedAt:HH:mm}: {change.Properties}")
        );
        Assert.All(changes, change => Assert.Equal((listing.Id, brokerage.Brand.Id), (change.RowId, change.BrandId)));
        Assert.Equal("ModifiedAt ShowingCount", await ChangedAsync(start + 1, start + 3));
        Assert.Equal("ListPriceFen ModifiedAt PreviousListPriceFen", await ChangedAsync(start, start + 1));
        Assert.Equal("ListPriceFen ModifiedAt PreviousListPriceFen ShowingCount", await ChangedAsync(start, start + 3));
        // Between, before and behind there was no version of anybody's.
        Assert.Equal(
            "unknown unknown unknown",
            $"{await ChangedAsync(start + 2, start + 3)} {await ChangedAsync(start - 1, start + 3)} {await ChangedAsync(start + 4, start + 3)}"
        );

        async Task<string> ChangedAsync(long from, long to) =>
            await reading.PropertiesChangedAsync(listing.Id, from, to, CancellationToken.None) is { } changed
                ? string.Join(' ', changed.Order(StringComparer.Ordinal))
                : "unknown";
    }

    [BothDatabases]
    public async Task Personal_data_is_noted_by_its_name_and_never_by_its_value(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        var client = brokerage.AddClient(brokerage.Li);
        await using var db = database.Open();
        await brokerage.SaveAsync(db);

        typeof(Client).GetProperty(nameof(Client.Phone))!.SetValue(client, "13911112222");
        db.Entry(client).Property(row => row.Version).CurrentValue++;
        await db.SaveChangesAsync();

        Assert.Equal("Phone", (await db.VersionChanges.SingleAsync()).Properties);
    }

    [BothDatabases]
    public async Task What_is_rolled_back_or_loses_to_another_is_not_noted(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        brokerage.AddListing(brokerage.Li);
        await using (var writing = database.Open())
        {
            await brokerage.SaveAsync(writing);
        }

        await using (var taken = database.Open())
        {
            await using var transaction = await taken.BeginWriteAsync(CancellationToken.None);
            (await taken.Listings.SingleAsync()).CountShowing(TestDatabase.Now);
            await taken.SaveChangesAsync();
            await transaction.RollbackAsync();
        }

        await using var first = database.Open();
        await using var second = database.Open();
        (await first.Listings.SingleAsync()).CountShowing(TestDatabase.Now);
        _ = (await second.Listings.SingleAsync()).Reprice(4_900_000_00, TestDatabase.Now).Value;
        await first.SaveChangesAsync();
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second.SaveChangesAsync());

        await using var reading = database.Open();
        Assert.Equal("ShowingCount", (await reading.VersionChanges.SingleAsync()).Properties);
    }
}
