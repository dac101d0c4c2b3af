using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Organisation;
using Lintel.Server.Identity;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Lintel.Server.Tests.Identity;

/// <summary>Who a caller is is looked up once, and yet what changes it is felt with the next read.</summary>
public sealed class RememberedViewersTests
{
    private const string Li = "test|li";

    [BothDatabases]
    public async Task A_remembered_viewer_costs_no_command(DatabaseProvider provider)
    {
        await using var scene = await Scene.CreateAsync(provider);
        var first = await scene.Viewers.RememberedAsync(Li, CancellationToken.None);

        Assert.Equal(
            0,
            await QueryBudget.CountAsync(async () => Assert.Same(first, await scene.Viewers.RememberedAsync(Li, CancellationToken.None)))
        );
        Assert.Equal(("李测试", Role.Agent), await scene.ReaderAsync());
    }

    [BothDatabases]
    public async Task Ends_and_beginnings_of_accounts_are_felt_at_their_instant(DatabaseProvider provider)
    {
        await using var scene = await Scene.CreateAsync(provider);
        var now = scene.Clock.GetUtcNow();
        await scene.ChangeAsync(db => db.Add(scene.StandIn().For(now.AddMinutes(1), now.AddMinutes(2)).Value));

        Assert.Equal(("李测试", Role.Agent), await scene.ReaderAsync());
        scene.Clock.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(1));
        Assert.Equal(("李测试", Role.Agent), await scene.ReaderAsync());
        scene.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(("代理店长", Role.StoreManager), await scene.ReaderAsync());
        scene.Clock.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(1));
        Assert.Equal(("代理店长", Role.StoreManager), await scene.ReaderAsync());
        scene.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(("李测试", Role.Agent), await scene.ReaderAsync());
    }

    [BothDatabases]
    public async Task A_revocation_is_felt_with_the_next_read_and_so_is_a_new_account(DatabaseProvider provider)
    {
        await using var scene = await Scene.CreateAsync(provider);
        Assert.Equal(("李测试", Role.Agent), await scene.ReaderAsync());

        await scene.ChangeAsync(db => db.Accounts.Single(account => account.Subject == Li).End(scene.Clock.GetUtcNow()));
        Assert.Equal(("anonymous", null), await scene.ReaderAsync());

        scene.Clock.Advance(TimeSpan.FromSeconds(1));
        await scene.ChangeAsync(db => db.Add(scene.StandIn()));
        Assert.Equal(("代理店长", Role.StoreManager), await scene.ReaderAsync());
    }

    [BothDatabases]
    public async Task A_role_changed_by_SQL_and_another_graph_of_the_franchise_are_felt_with_the_next_read(DatabaseProvider provider)
    {
        await using var scene = await Scene.CreateAsync(provider);
        Assert.Equal(("李测试", Role.Agent), await scene.ReaderAsync());

        await using var db = scene.Database.Open();
        await db.Database.ExecuteSqlAsync($"UPDATE accounts SET role = 'STORE_MANAGER' WHERE subject = {Li}");
        Assert.Equal(("李测试", Role.StoreManager), await scene.ReaderAsync());

        await db.TakeCustomFieldsAsync(scene.Home.Franchise.Id, CancellationToken.None);
        Assert.Equal(("李测试", Role.StoreManager), await scene.ReaderAsync());
        Assert.Equal(1, (await scene.Viewers.RememberedAsync(Li, CancellationToken.None)).CustomFieldsVersion);
    }

    [BothDatabases]
    public async Task The_current_viewer_is_read_each_time_and_has_nothing_to_check(DatabaseProvider provider)
    {
        await using var scene = await Scene.CreateAsync(provider);
        Assert.Null((await scene.Viewers.CurrentAsync(Li, CancellationToken.None)).AccessEpoch);

        Assert.Equal(1, await QueryBudget.CountAsync(() => scene.Viewers.CurrentAsync(Li, CancellationToken.None)));
        Assert.NotNull((await scene.Viewers.RememberedAsync(Li, CancellationToken.None)).AccessEpoch);
    }

    [BothDatabases]
    public async Task Nobody_is_not_remembered(DatabaseProvider provider)
    {
        await using var scene = await Scene.CreateAsync(provider);

        foreach (var subject in (string?[])[null, "", "test|nobody"])
        {
            Assert.Same(Viewer.Anonymous, await scene.Viewers.RememberedAsync(subject, CancellationToken.None));
        }

        Assert.Equal(0, scene.Remembered.Count);
    }

    [Fact]
    public void After_ten_minutes_a_viewer_is_looked_up_again()
    {
        var clock = new FakeTimeProvider();
        using var remembered = new RememberedViewers(clock);
        remembered.Keep(Li, new ViewerInForce(new Viewer { Name = Li, AccessEpoch = 1 }, clock.GetUtcNow().AddHours(1)));

        clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        Assert.NotNull(remembered.Find(Li));
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.Null(remembered.Find(Li));
    }

    [Fact]
    public void Viewers_that_are_remembered_have_a_limit_and_an_epoch()
    {
        using var remembered = new RememberedViewers(new FakeTimeProvider());
        for (var i = 0; i < RememberedViewers.Most + 100; i++)
        {
            remembered.Keep($"{i}", new ViewerInForce(new Viewer { Name = Li, AccessEpoch = 1 }, null));
        }

        Assert.InRange(remembered.Count, 1, RememberedViewers.Most);
        remembered.Keep("0", new ViewerInForce(new Viewer { Name = Li }, null));
        Assert.Null(remembered.Find("0"));
    }

    /// <summary>Li's brokerage, and the viewers of one server over it.</summary>
    private sealed class Scene : IAsyncDisposable
    {
        private Scene(TestDatabase database, TestBrokerage home)
        {
            (Database, Home) = (database, home);
            Remembered = new RememberedViewers(database.Clock);
            Viewers = new ViewerFactory(database.Contexts, Remembered, database.Clock);
        }

        public TestDatabase Database { get; }
        public TestBrokerage Home { get; }
        public RememberedViewers Remembered { get; }
        public ViewerFactory Viewers { get; }
        public FakeTimeProvider Clock => Database.Clock;

        public static async Task<Scene> CreateAsync(DatabaseProvider provider)
        {
            var database = await TestDatabase.CreateAsync(provider);
            var home = new TestBrokerage(database.Clock);
            await using var db = database.Open();
            await home.SaveAsync(db);
            return new Scene(database, home);
        }

        public Account StandIn() => Account.ForOffice(Home.NewId(), Li, "代理店长", Role.StoreManager, Home.StoreOfLi, Clock.GetUtcNow());

        public async Task ChangeAsync(Action<LintelDbContext> change)
        {
            await using var db = Database.Open();
            change(db);
            await db.SaveChangesAsync();
        }

        /// <summary>Whom Li's next read is for, the way a request reads.</summary>
        public async Task<(string Name, Role? Role)> ReaderAsync()
        {
            var viewer = await Viewers.RememberedAsync(Li, CancellationToken.None);
            try
            {
                await Database.Reads.ReadAsync(viewer, [new ReadStatement("SELECT 1", [])], (_, _) => { }, CancellationToken.None);
            }
            catch (ViewerChangedException)
            {
                viewer = await Viewers.CurrentAsync(Li, CancellationToken.None);
            }

            return (viewer.Name, viewer.Role);
        }

        public async ValueTask DisposeAsync()
        {
            Remembered.Dispose();
            await Database.DisposeAsync();
        }
    }
}
