using System.Globalization;
using System.Security.Cryptography;
using Lintel.Domain;
using Lintel.Domain.Clients;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lintel.Data.Tests.Protection;

public sealed class SealedRowTests
{
    [BothDatabases]
    public async Task Two_rows_whose_sealed_values_are_swapped_do_not_open(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        var (first, second) = (brokerage.AddClient(brokerage.Li), brokerage.AddClient(brokerage.Li));
        await using (var writing = database.Open())
        {
            await brokerage.SaveAsync(writing);
            var (ofFirst, ofSecond) = (await StoredAsync(writing, first.Id), await StoredAsync(writing, second.Id));
            await SetAsync(writing, first.Id, ofSecond);
            await SetAsync(writing, second.Id, ofFirst);
        }

        await using var reading = database.Open();

        await Assert.ThrowsAnyAsync<CryptographicException>(() => reading.Clients.FirstAsync(client => client.Id == first.Id));
        await Assert.ThrowsAnyAsync<CryptographicException>(() => reading.Clients.AsNoTracking().FirstAsync(client => client.Id == second.Id));
    }

    [BothDatabases]
    public async Task Bulk_rows_are_sealed_like_saved_ones(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        await using (var writing = database.Open())
        {
            await brokerage.SaveAsync(writing);
            await using var transaction = await writing.BeginWriteAsync(CancellationToken.None);
            await writing.BulkInsertAsync(NewClients(brokerage, 5), CancellationToken.None);
            await transaction.CommitAsync();
        }

        await using var reading = database.Open();
        var found = await reading.WithProtected<Client>(client => client.Phone, brokerage.Brand.Id, "13700000003").AsNoTracking().SingleAsync();

        Assert.Equal(("13700000003", "11010519491231002X"), (found.Phone, found.IdentityNumber));
    }

    [BothDatabases]
    public async Task A_row_that_changes_keeps_its_sealed_value_unless_that_is_what_changed(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        var client = brokerage.AddClient(brokerage.Li);
        await using var writing = database.Open();
        await brokerage.SaveAsync(writing);
        var before = await StoredAsync(writing, client.Id);

        client.Reach(ClientStage.Showing, TestDatabase.Now);
        await writing.SaveChangesAsync();
        var afterReach = await StoredAsync(writing, client.Id);
        typeof(Client).GetProperty(nameof(Client.Phone))!.SetValue(client, "13712312312");
        await writing.SaveChangesAsync();

        Assert.Equal(before, afterReach);
        Assert.NotEqual(before, await StoredAsync(writing, client.Id));
        await using var reading = database.Open();
        Assert.Equal("13712312312", (await reading.Clients.SingleAsync()).Phone);
    }

    /// <summary>Readers, writers and the rotation at once: each client is found by its phone at every moment.</summary>
    [BothDatabases]
    public async Task Rotation_under_load_loses_no_lookup(DatabaseProvider provider)
    {
        const int Count = 1_200; // more than two steps
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        await using (var old = Services(database, FieldProtectorTests.Ring("a", "a")))
        await using (var writing = Open(old))
        {
            await brokerage.SaveAsync(writing);
            await using var transaction = await writing.BeginWriteAsync(CancellationToken.None);
            await writing.BulkInsertAsync(NewClients(brokerage, Count), CancellationToken.None);
            await transaction.CommitAsync();
        }

        await using var services = Services(database, FieldProtectorTests.Ring("b", "a", "b"));
        using var done = new CancellationTokenSource();
        var lookups = Enumerable.Range(0, 3).Select(worker => Task.Run(() => LookUpAsync(services, brokerage, worker, Count, done.Token))).ToList();
        var added = Task.Run(() => AddAsync(services, brokerage, 50));

        var rotated = await services.GetRequiredService<KeyRotation>().RunAsync(CancellationToken.None);
        await added;
        await done.CancelAsync();
        var missed = (await Task.WhenAll(lookups)).Sum();

        Assert.Equal((2L * Count, 0), (rotated, missed));
        Assert.Equal(0, await services.GetRequiredService<KeyRotation>().RunAsync(CancellationToken.None));
        // The old key is not needed any more.
        await using var without = Services(database, FieldProtectorTests.Ring("b", "b"));
        await using var reading = Open(without);
        Assert.Equal(Count + 50, (await reading.Clients.AsNoTracking().ToListAsync()).Select(client => client.Phone).Distinct().Count());
    }

    private static async Task<int> LookUpAsync(ServiceProvider services, TestBrokerage brokerage, int worker, int count, CancellationToken until)
    {
        var missed = 0;
        for (var i = worker; !until.IsCancellationRequested; i = (i + 7) % count)
        {
            await using var db = Open(services);
            var phone = PhoneOf(i);
            var found = await db.WithProtected<Client>(client => client.Phone, brokerage.Brand.Id, phone)
                .AsNoTracking()
                .SingleOrDefaultAsync(CancellationToken.None);
            missed += found?.Phone == phone ? 0 : 1;
        }

        return missed;
    }

    private static async Task AddAsync(ServiceProvider services, TestBrokerage brokerage, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await using var db = Open(services);
            db.Clients.Add(NewClient(brokerage, string.Create(CultureInfo.InvariantCulture, $"136{i:D8}")));
            await db.SaveChangesAsync();
        }
    }

    private static IEnumerable<Client> NewClients(TestBrokerage brokerage, int count) =>
        Enumerable.Range(0, count).Select(i => NewClient(brokerage, PhoneOf(i)));

    private static string PhoneOf(int i) => string.Create(CultureInfo.InvariantCulture, $"137{i:D8}");

    private static Client NewClient(TestBrokerage brokerage, string phone) =>
        Client
            .Create(
                new NewClient
                {
                    Id = brokerage.NewId(),
                    Placement = Placement.Of(brokerage.Li),
                    AgentId = brokerage.Li.Id,
                    FullName = "钱测试",
                    Phone = phone,
                    IdentityNumber = "11010519491231002X",
                    ConsentOn = new DateOnly(2026, 3, 1),
                },
                TestDatabase.Now
            )
            .Value;

    private static Task<string> StoredAsync(LintelDbContext db, Guid id) =>
        db.Clients.Where(client => client.Id == id).Select(client => EF.Property<string>(client, "PhoneSealed")).SingleAsync();

    private static Task SetAsync(LintelDbContext db, Guid id, string value) =>
        db
            .Clients.Where(client => client.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(client => EF.Property<string>(client, "PhoneSealed"), value));

    private static ServiceProvider Services(TestDatabase database, KeyRing keys) =>
        new ServiceCollection()
            .AddSingleton<TimeProvider>(database.Clock)
            .AddLintelData(database.Options, keys)
            .BuildServiceProvider(validateScopes: true);

    private static LintelDbContext Open(ServiceProvider services) =>
        services.GetRequiredService<IDbContextFactory<LintelDbContext>>().CreateDbContext();
}
