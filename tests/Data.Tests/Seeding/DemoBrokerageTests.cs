using System.Security.Cryptography;
using System.Text.Json;
using Lintel.Data.Seeding;
using Lintel.Domain;
using Lintel.Domain.Deals;
using Lintel.Domain.Listings;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Tests.Seeding;

public sealed class DemoBrokerageTests
{
    [BothDatabases]
    public async Task The_small_brokerage_has_the_promised_size(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateWithDemoAsync(provider);
        await using var db = database.Open();

        Assert.Equal(60, await db.Agents.CountAsync());
        Assert.Equal(2_000, await db.Listings.CountAsync());
        Assert.Equal(6_000, await db.Media.CountAsync());
        Assert.Equal(1_500, await db.Clients.CountAsync());
        Assert.Equal(400, await db.Deals.CountAsync());
        Assert.Equal(
            "BRAND 1, FRANCHISE 3, REGION 2, STORE 8, TEAM 16",
            string.Join(
                ", ",
                (await db.Offices.GroupBy(office => office.Kind).ToListAsync())
                    .Select(kind => $"{EnumNames.ToConstantCase(kind.Key.ToString())} {kind.Count()}")
                    .Order(StringComparer.Ordinal)
            )
        );
    }

    [BothDatabases]
    public async Task The_same_day_gives_the_same_rows_on_every_database(DatabaseProvider provider)
    {
        await using var morning = await TestDatabase.CreateWithDemoAsync(provider);
        await using var evening = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        evening.Clock.Advance(TimeSpan.FromHours(9));
        await using var db = evening.Open();

        var summary = await DemoBrokerage.SeedAsync(db, DemoSize.Small, evening.Clock, CancellationToken.None);

        Assert.Equal(await db.Showings.CountAsync(), summary.Showings);
        Assert.Equal(await db.DealTasks.CountAsync(), summary.Tasks);
        Assert.Equal(await HashAsync(evening), await HashAsync(morning));
    }

    [BothDatabases]
    public async Task A_database_with_an_organisation_is_not_seeded_again(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateWithDemoAsync(provider);
        await using var db = database.Open();

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            DemoBrokerage.SeedAsync(db, DemoSize.Small, database.Clock, CancellationToken.None)
        );

        Assert.Equal(2_000, await db.Listings.CountAsync());
    }

    [BothDatabases]
    public async Task Every_persona_can_sign_in_in_its_role(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateWithDemoAsync(provider);
        await using var db = database.Open();

        foreach (var persona in DemoPersonas.All)
        {
            var account = await db.Accounts.SingleAsync(a => a.Subject == persona.Subject);
            Assert.Equal(persona.Role, account.Role);
            Assert.Null(account.EffectiveUntil);
        }
    }

    [BothDatabases]
    public async Task Li_and_Wang_are_colleagues_of_different_stores_and_Zhao_is_not(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateWithDemoAsync(provider);
        await using var db = database.Open();

        var li = await AccountAsync(db, DemoPersonas.AgentLi);
        var wang = await AccountAsync(db, DemoPersonas.AgentWang);
        var zhao = await AccountAsync(db, DemoPersonas.AgentZhao);
        var chen = await AccountAsync(db, DemoPersonas.ManagerChen);
        var east = await AccountAsync(db, DemoPersonas.PartnerEast);
        var west = await AccountAsync(db, DemoPersonas.PartnerWest);

        Assert.NotEqual(li.StoreId, wang.StoreId);
        Assert.Equal(li.FranchiseId, wang.FranchiseId);
        Assert.Equal(li.StoreId, chen.StoreId);
        Assert.Equal(east.FranchiseId, li.FranchiseId);
        Assert.Equal(west.FranchiseId, zhao.FranchiseId);
        Assert.NotEqual(li.RegionId, zhao.RegionId);
    }

    [BothDatabases]
    public async Task Agents_hold_clients_and_deals_and_a_free_listing(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateWithDemoAsync(provider);
        await using var db = database.Open();
        string[] agents = [DemoPersonas.AgentLi, DemoPersonas.AgentWang, DemoPersonas.AgentZhao];

        foreach (var name in agents)
        {
            var agent = (await AccountAsync(db, name)).AgentId;
            var deals = await db.Deals.Where(deal => deal.AgentId == agent).ToListAsync();
            Assert.True(await db.Clients.CountAsync(client => client.AgentId == agent) >= 20);
            Assert.True(deals.Count(deal => deal.IsUnderWay) >= 3);
            Assert.True(
                await db.Listings.AnyAsync(listing =>
                    listing.ListAgentId == agent && listing.Status == ListingStatus.Active && !db.Deals.Any(deal => deal.ListingId == listing.Id)
                )
            );
        }

        var zhou = await AccountAsync(db, DemoPersonas.ClientZhou);
        var own = await db.Deals.SingleAsync(deal => deal.ClientId == zhou.ClientId && deal.Stage == DealStage.Signed);
        Assert.Equal((await AccountAsync(db, DemoPersonas.AgentLi)).AgentId, own.AgentId);
    }

    private static Task<Domain.Organisation.Account> AccountAsync(LintelDbContext db, string name)
    {
        var subject = DemoPersonas.SubjectOf(name);
        return db.Accounts.SingleAsync(account => account.Subject == subject);
    }

    private static async Task<string> HashAsync(TestDatabase database)
    {
        await using var db = database.Open();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await AddAsync(db.Offices.OrderBy(row => row.Id));
        await AddAsync(db.Agents.OrderBy(row => row.Id));
        await AddAsync(db.Accounts.OrderBy(row => row.Id));
        await AddAsync(db.Communities.OrderBy(row => row.Id));
        await AddAsync(db.Houses.OrderBy(row => row.Id));
        await AddAsync(db.Listings.OrderBy(row => row.Id));
        await AddAsync(db.ListingPrices.OrderBy(row => row.Id));
        await AddAsync(db.Media.OrderBy(row => row.Id));
        await AddAsync(db.Clients.OrderBy(row => row.Id));
        await AddAsync(db.ClientNeeds.OrderBy(row => row.Id));
        await AddAsync(db.Showings.OrderBy(row => row.Id));
        await AddAsync(db.Deals.OrderBy(row => row.Id));
        await AddAsync(db.DealTasks.OrderBy(row => row.Id));
        return Convert.ToHexString(hash.GetHashAndReset());

        async Task AddAsync<T>(IQueryable<T> rows)
            where T : class
        {
            await foreach (var row in rows.AsNoTracking().AsAsyncEnumerable())
            {
                hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(row));
            }
        }
    }
}
