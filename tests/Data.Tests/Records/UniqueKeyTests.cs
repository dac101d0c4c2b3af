using Lintel.Domain;
using Lintel.Domain.Communities;
using Lintel.Domain.Listings;
using Lintel.Domain.Organisation;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Tests.Records;

public sealed class UniqueKeyTests
{
    [BothDatabases]
    public async Task A_subject_names_one_account(DatabaseProvider provider) =>
        await AssertTakenAsync(
            provider,
            brokerage => brokerage.Add(NewAccount(brokerage, "test|same")),
            brokerage => brokerage.Add(NewAccount(brokerage, "test|same"))
        );

    [BothDatabases]
    public async Task An_office_code_names_one_office_of_a_brand(DatabaseProvider provider) =>
        await AssertTakenAsync(
            provider,
            brokerage => brokerage.Add(NewTeam(brokerage, "S1T9")),
            brokerage => brokerage.Add(NewTeam(brokerage, "S1T9"))
        );

    [BothDatabases]
    public async Task A_door_is_one_house(DatabaseProvider provider) =>
        await AssertTakenAsync(provider, brokerage => brokerage.Add(NewHouse(brokerage)), brokerage => brokerage.Add(NewHouse(brokerage)));

    [BothDatabases]
    public async Task A_phone_is_one_client_of_a_brand(DatabaseProvider provider)
    {
        // The second brokerage numbers its clients alike, but is another brand.
        await using var database = await TestDatabase.CreateAsync(provider);
        var ours = new TestBrokerage(database.Clock);
        ours.AddClient(ours.Li);
        await using var db = database.Open();
        await ours.SaveAsync(db);

        var phone = await db.Clients.Select(client => EF.Property<string>(client, "PhoneIndex")).SingleAsync();
        var other = ours.AddClient(ours.Wang);
        await ours.SaveAsync(db);
        var taken = await Assert.ThrowsAnyAsync<Exception>(() =>
            db
                .Clients.Where(client => client.Id == other.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(client => EF.Property<string>(client, "PhoneIndex"), phone))
        );

        Assert.True(database.Dialect.IsUniqueViolation(taken));
    }

    [BothDatabases]
    public async Task A_house_is_on_offer_once_and_again_when_the_first_offer_is_over(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        var first = brokerage.AddListing(brokerage.Li);
        var second = brokerage.AddListing(brokerage.Wang);
        await using var db = database.Open();
        await brokerage.SaveAsync(db);

        Task<int> MoveToSameHouseAsync() =>
            db
                .Listings.Where(listing => listing.Id == second.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(listing => listing.HouseId, first.HouseId));
        var taken = await Assert.ThrowsAnyAsync<Exception>(MoveToSameHouseAsync);
        _ = first.TakeDeposit(TestDatabase.Now).Value;
        _ = first.Close(5_000_000_00, TestDatabase.Now).Value;
        await db.SaveChangesAsync();

        Assert.True(database.Dialect.IsUniqueViolation(taken));
        Assert.Equal(1, await MoveToSameHouseAsync());
    }

    [BothDatabases]
    public async Task A_listing_is_in_one_deal_under_way(DatabaseProvider provider)
    {
        Listing? listing = null;
        await AssertTakenAsync(
            provider,
            brokerage =>
            {
                listing = brokerage.AddListing(brokerage.Li);
                brokerage.AddDeal(brokerage.Li, listing, brokerage.AddClient(brokerage.Li), 1_000_000_00);
            },
            brokerage =>
                brokerage.AddDeal(
                    brokerage.Wang,
                    listing!, // the first step made it
                    brokerage.AddClient(brokerage.Wang),
                    1_000_000_00
                )
        );
    }

    [BothDatabases]
    public async Task An_idempotency_key_has_one_answer(DatabaseProvider provider) =>
        await AssertTakenAsync(provider, brokerage => brokerage.Add(NewAnswer(brokerage)), brokerage => brokerage.Add(NewAnswer(brokerage)));

    [BothDatabases]
    public async Task Listing_numbers_and_source_keys_are_unique_within_the_brand(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        var first = brokerage.AddListing(brokerage.Li);
        var second = brokerage.AddListing(brokerage.Wang);
        await using var db = database.Open();
        await brokerage.SaveAsync(db);
        await db.Listings.Where(l => l.Id == first.Id).ExecuteUpdateAsync(set => set.SetProperty(l => l.SourceKey, "lianjia-2021:1"));

        var sameNumber = await Assert.ThrowsAnyAsync<Exception>(() =>
            db.Listings.Where(l => l.Id == second.Id).ExecuteUpdateAsync(set => set.SetProperty(l => l.ListingNumber, first.ListingNumber))
        );
        var sameSource = await Assert.ThrowsAnyAsync<Exception>(() =>
            db.Listings.Where(l => l.Id == second.Id).ExecuteUpdateAsync(set => set.SetProperty(l => l.SourceKey, "lianjia-2021:1"))
        );

        Assert.True(database.Dialect.IsUniqueViolation(sameNumber));
        Assert.True(database.Dialect.IsUniqueViolation(sameSource));
    }

    private static async Task AssertTakenAsync(DatabaseProvider provider, Action<TestBrokerage> first, Action<TestBrokerage> second)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        first(brokerage);
        await using (var db = database.Open())
        {
            await brokerage.SaveAsync(db);
        }

        second(brokerage);
        await using var again = database.Open();
        var taken = await Assert.ThrowsAsync<DbUpdateException>(() => brokerage.SaveAsync(again));

        Assert.True(database.Dialect.IsUniqueViolation(taken));
    }

    private static Account NewAccount(TestBrokerage brokerage, string subject) =>
        Account.ForAgent(brokerage.NewId(), subject, Role.Agent, brokerage.Wang, TestDatabase.Now);

    private static Office NewTeam(TestBrokerage brokerage, string code) =>
        Office.Create(brokerage.NewId(), OfficeKind.Team, brokerage.StoreOfLi, code, "九组", "北京", district: null, TestDatabase.Now);

    private static House NewHouse(TestBrokerage brokerage) =>
        House.AtDoor(brokerage.NewId(), brokerage.Community.Id, "9号楼", "1单元", "901", TestDatabase.Now);

    private static IdempotencyRecord NewAnswer(TestBrokerage brokerage) =>
        IdempotencyRecord.Start(brokerage.Brand.Id, brokerage.AccountOfLi.Id, "dealOpen", "key-1", "hash", TestDatabase.Now);
}
