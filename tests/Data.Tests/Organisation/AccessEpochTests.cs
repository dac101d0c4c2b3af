using Lintel.Domain;
using Lintel.Domain.Organisation;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lintel.Data.Tests.Organisation;

/// <summary>A viewer that is remembered is checked with every read: what changes it is felt there, whoever changed it (ADR 19).</summary>
public sealed class AccessEpochTests
{
    private const string Li = "test|li";

    [BothDatabases]
    public async Task A_change_of_an_account_is_felt_at_the_next_read_and_no_row_is_handed_over(DatabaseProvider provider)
    {
        (string Change, Func<LintelDbContext, TestBrokerage, Task> Make)[] changes =
        [
            ("the account ends", async (db, home) => await SavedAsync(db, (await AccountAsync(db)).End(home.AccountOfLi.EffectiveFrom.AddDays(1)))),
            ("another role, by SQL", (db, _) => db.Database.ExecuteSqlAsync($"UPDATE accounts SET role = 'STORE_MANAGER' WHERE subject = {Li}")),
            ("another account, which begins later", async (db, home) => await SavedAsync(db, db.Add(LaterAccount(home)))),
            ("an account less, by SQL", (db, _) => db.Database.ExecuteSqlAsync($"DELETE FROM accounts WHERE display_name = '代理店长'")),
            ("another graph of the franchise", (db, home) => db.TakeCustomFieldsAsync(home.Franchise.Id, CancellationToken.None)),
            ("another graph of the franchise, by SQL", (db, _) => db.Database.ExecuteSqlAsync($"UPDATE offices SET custom_fields_version = 7")),
            ("an account that ends by a mutation", EndedByActorAsync),
            ("a key revoked, by SQL", (db, _) => db.Database.ExecuteSqlAsync($"UPDATE api_keys SET revoked_at = expires_at WHERE name = 'K1'")),
            ("a key's scopes, by SQL", (db, _) => db.Database.ExecuteSqlAsync($"UPDATE api_keys SET scopes = 2 WHERE name = 'K1'")),
            ("a key rotated, by SQL", (db, _) => db.Database.ExecuteSqlAsync($"UPDATE api_keys SET secret_hash = prefix WHERE name = 'K1'")),
            ("a document retired, by SQL", (db, _) => db.Database.ExecuteSqlAsync($"UPDATE trusted_documents SET retired_at = created_at")),
            ("a document less, by SQL", (db, _) => db.Database.ExecuteSqlAsync($"DELETE FROM trusted_documents")),
            ("an account restricted, by SQL", (db, _) => db.Database.ExecuteSqlAsync($"UPDATE accounts SET trusted_documents_only = TRUE")),
            ("a key less, by SQL", (db, _) => db.Database.ExecuteSqlAsync($"DELETE FROM api_keys WHERE name = 'K1'")),
        ];
        await using var database = await TestDatabase.CreateAsync(provider);
        var home = await HomeAsync(database);
        await using var elsewhere = database.OpenElsewhere();
        foreach (var (change, make) in changes)
        {
            var viewer = await ViewerAsync(database);
            Assert.Equal(2, await RowsAsync(database, viewer));

            await using (var db = elsewhere.GetRequiredService<IDbContextFactory<LintelDbContext>>().CreateDbContext())
            {
                await make(db, home);
            }

            var rows = 0;
            var felt = await Record.ExceptionAsync(() => ReadAsync(database, viewer, () => rows++));
            Assert.True(felt is ViewerChangedException && rows == 0, $"{change}: {felt}, {rows} rows");
            Assert.Equal(2, await RowsAsync(database, viewer with { AccessEpoch = null }));
        }
    }

    [BothDatabases]
    public async Task Other_changes_and_those_that_are_taken_back_leave_a_viewer_what_it_was(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var home = await HomeAsync(database);
        var viewer = await ViewerAsync(database);

        await using (var db = database.Open())
        {
            home.AddListing(home.Li);
            await home.SaveAsync(db);
            await db.Database.ExecuteSqlAsync($"UPDATE offices SET name = '三店' WHERE code = 'S1'");
            await db.Database.ExecuteSqlAsync($"UPDATE api_keys SET last_used_at = created_at, name = 'K2', version = 9 WHERE name = 'K1'");
            await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
            await db.Database.ExecuteSqlAsync($"UPDATE accounts SET role = 'STORE_MANAGER'");
        }

        Assert.Equal(2, await RowsAsync(database, viewer));
        Assert.Equal(viewer, await ViewerAsync(database));
    }

    [BothDatabases]
    public async Task A_viewer_is_checked_where_nothing_is_read_for_it(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await HomeAsync(database);
        var viewer = await ViewerAsync(database);

        await database.Reads.ReadAsync(viewer, [], (_, _) => { }, CancellationToken.None);
        await Assert.ThrowsAsync<ViewerChangedException>(() =>
            database.Reads.ReadAsync(viewer with { AccessEpoch = viewer.AccessEpoch - 1 }, [], (_, _) => { }, CancellationToken.None)
        );
    }

    [BothDatabases]
    public async Task To_check_a_viewer_is_no_command(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await HomeAsync(database);
        var viewer = await ViewerAsync(database);

        Assert.Equal(2, await QueryBudget.CountAsync(() => RowsAsync(database, viewer)));
    }

    [BothDatabases]
    public async Task A_viewer_holds_until_its_account_ends_or_the_next_one_begins(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var home = await HomeAsync(database);
        var now = database.Clock.GetUtcNow();
        Assert.Null((await InForceAsync(database)).Until);

        await using var db = database.Open();
        await SavedAsync(db, db.Add(LaterAccount(home)));
        Assert.Equal(now.AddHours(2), (await InForceAsync(database)).Until);

        await SavedAsync(db, (await AccountAsync(db)).End(now.AddHours(3)));
        Assert.Equal(now.AddHours(2), (await InForceAsync(database)).Until);

        await db.Accounts.Where(account => account.DisplayName == "代理店长").ExecuteDeleteAsync();
        Assert.Equal(now.AddHours(3), (await InForceAsync(database)).Until);
    }

    [BothDatabases]
    public async Task A_database_whose_triggers_are_gone_is_not_served_until_it_is_migrated(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await HomeAsync(database);
        var before = await ViewerAsync(database);
        await using (var db = database.Open())
        {
            await AsOwnerAsync(
                db,
                provider == DatabaseProvider.Sqlite ? "DROP TRIGGER access_epoch_account_updated" : "DROP TRIGGER raise_access_epoch ON accounts"
            );
        }

        Assert.EndsWith("run the verb migrate.", await database.Migration.FaultAsync(CancellationToken.None), StringComparison.Ordinal);
        Assert.Single(await database.Migration.RunAsync(CancellationToken.None));

        Assert.Null(await database.Migration.FaultAsync(CancellationToken.None));
        await Assert.ThrowsAsync<ViewerChangedException>(() => RowsAsync(database, before));
        var after = await ViewerAsync(database);
        await using var later = database.Open();
        await later.Database.ExecuteSqlAsync($"UPDATE accounts SET role = 'STORE_MANAGER'");
        await Assert.ThrowsAsync<ViewerChangedException>(() => RowsAsync(database, after));
    }

    [OnPostgres]
    public async Task Who_changes_accounts_waits_for_no_other_change_that_is_not_at_its_commit()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        var home = await HomeAsync(database);
        var before = await ViewerAsync(database);
        await using var first = database.Open();
        await using var transaction = await first.BeginWriteAsync(home.Brand.Id, CancellationToken.None);
        await first.TakeCustomFieldsAsync(home.Franchise.Id, CancellationToken.None);

        await using (var second = database.Open())
        {
            second.Database.SetCommandTimeout(TimeSpan.FromSeconds(5));
            await second.Database.ExecuteSqlAsync($"UPDATE accounts SET role = 'STORE_MANAGER'");
        }

        var between = await ViewerAsync(database);
        await transaction.CommitAsync();

        Assert.Equal([1L, 2L], [between.AccessEpoch - before.AccessEpoch, (await ViewerAsync(database)).AccessEpoch - before.AccessEpoch]);
    }

    [OnPostgres]
    public async Task No_role_writes_the_epoch()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        await using var db = database.Open();

        var writers = await db
            .Database.SqlQuery<string>(
                $"""
                SELECT rolname AS "Value" FROM pg_roles WHERE rolname IN ('lintel_viewer', 'lintel_actor', 'lintel_system')
                AND has_table_privilege(oid, 'access_epoch', 'INSERT, UPDATE, DELETE, TRUNCATE')
                """
            )
            .ToListAsync();

        Assert.Equal([], writers);
    }

    private static async Task<TestBrokerage> HomeAsync(TestDatabase database)
    {
        var home = new TestBrokerage(database.Clock);
        var machine = home.Add(Account.ForOffice(home.NewId(), "test|machine", "机器", Role.Integrator, home.Franchise, TestDatabase.Now));
        var (prefix, hash) = (new string('0', 16), new string('0', 64));
        home.Add(TrustedDocument.Create(home.NewId(), machine, "{ viewer { name } }", null, TestDatabase.Now));
        home.Add(ApiKey.Create(home.NewId(), machine, "K1", ApiKeyScopes.Read, (prefix, hash), null, TestDatabase.Now).Value);
        await using var db = database.Open();
        await home.SaveAsync(db);
        return home;
    }

    private static async Task<ViewerInForce> InForceAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return (await db.ViewerInForceAsync(Li, database.Clock.GetUtcNow(), CancellationToken.None))!; // there is the account
    }

    private static async Task<Viewer> ViewerAsync(TestDatabase database) => (await InForceAsync(database)).Viewer;

    private static Task<Account> AccountAsync(LintelDbContext db) =>
        db.Accounts.SingleAsync(account => account.Subject == Li && account.AgentId != null);

    private static Account LaterAccount(TestBrokerage home) =>
        Account.ForOffice(home.NewId(), Li, "代理店长", Role.StoreManager, home.StoreOfLi, home.AccountOfLi.EffectiveFrom.AddHours(2));

    private static Task SavedAsync(LintelDbContext db, object _) => db.SaveChangesAsync();

    private static async Task EndedByActorAsync(LintelDbContext db, TestBrokerage home)
    {
        await using var transaction = await db.BeginWriteAsync(home.Brand.Id, CancellationToken.None);
        await SavedAsync(db, (await AccountAsync(db)).End(home.AccountOfLi.EffectiveFrom.AddHours(1)));
        await transaction.CommitAsync();
    }

    /// <summary>On PostgreSQL a connection of ours works in a role that owns nothing.</summary>
    private static async Task AsOwnerAsync(LintelDbContext db, string sql)
    {
        await db.Database.OpenConnectionAsync();
        if (db.Database.ProviderName!.Contains("Npgsql", StringComparison.Ordinal)) // it has one
        {
            await db.Database.ExecuteSqlAsync($"SELECT set_config('role', 'none', false)");
        }

        await db.Database.ExecuteSqlRawAsync(sql);
    }

    private static async Task<int> RowsAsync(TestDatabase database, Viewer viewer)
    {
        var rows = 0;
        await ReadAsync(database, viewer, () => rows++);
        return rows;
    }

    /// <summary>Two statements of one row each.</summary>
    private static Task ReadAsync(TestDatabase database, Viewer viewer, Action row) =>
        database.Reads.ReadAsync(
            viewer,
            [new ReadStatement("SELECT 1", []), new ReadStatement("SELECT 2", [])],
            (_, _) => row(),
            CancellationToken.None
        );
}
