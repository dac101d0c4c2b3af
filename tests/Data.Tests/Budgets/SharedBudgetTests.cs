using Lintel.Data.Providers.Postgres;
using Lintel.Data.Providers.Postgres.Budgets;
using Lintel.Testing;

namespace Lintel.Data.Tests.Budgets;

/// <summary>One budget that two servers spend from.</summary>
public sealed class SharedBudgetTests
{
    private static readonly Guid Owner = Guid.Parse("0195a000-0000-7000-8000-000000000001");
    private static readonly CostLimits Limits = new() { Budget = 1_000, RestorePerSecond = 10 };

    [OnPostgres]
    public async Task Two_servers_together_spend_no_more_than_the_budget_and_wait_as_long_as_it_takes()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        var (one, other) = (Open(database), Open(database));

        var taken = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(i => (i % 2 == 0 ? one : other).TakeAsync(Owner, 50, CancellationToken.None).AsTask())
        );
        var wait = await one.TakeAsync(Owner, 50, CancellationToken.None);

        Assert.Equal(20, taken.Count(refused => refused is null));
        Assert.Equal(TimeSpan.FromSeconds(5), wait);
        database.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Null(await other.TakeAsync(Owner, 50, CancellationToken.None));
        Assert.NotNull(await one.TakeAsync(Owner, 50, CancellationToken.None));
    }

    [OnPostgres]
    public async Task What_a_killed_server_held_is_restored()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        Assert.Null(await Open(database).TakeAsync(Owner, 990, CancellationToken.None));

        var next = Open(database);
        Assert.Equal(TimeSpan.FromSeconds(98), await next.TakeAsync(Owner, 990, CancellationToken.None));
        database.Clock.Advance(TimeSpan.FromSeconds(98));
        Assert.Null(await next.TakeAsync(Owner, 990, CancellationToken.None));
    }

    [OnPostgres]
    public async Task What_one_server_gives_back_another_can_spend()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        var (one, other) = (Open(database), Open(database));
        Assert.Null(await one.TakeAsync(Owner, 1_000, CancellationToken.None));

        var state = await one.GiveBackAsync(Owner, 900, CancellationToken.None);

        Assert.Equal(900, state.Remaining);
        // One chunk stays with the server that gave back.
        Assert.Null(await other.TakeAsync(Owner, 850, CancellationToken.None));
        Assert.Null(await one.TakeAsync(Owner, 50, CancellationToken.None));
    }

    [OnPostgres]
    public async Task A_budget_that_is_lowered_is_spent_at_most_once()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        Assert.Null(
            await Open(database, new CostLimits { Budget = 1_000_000, RestorePerSecond = 10 }).TakeAsync(Owner, 900_000, CancellationToken.None)
        );

        var lowered = Open(database);
        Assert.Equal(TimeSpan.FromSeconds(5), await lowered.TakeAsync(Owner, 50, CancellationToken.None));
        database.Clock.Advance(TimeSpan.FromSeconds(100));
        Assert.Null(await lowered.TakeAsync(Owner, 1_000, CancellationToken.None));
    }

    private static PostgresBudgets Open(TestDatabase database, CostLimits? limits = null) =>
        new(limits ?? Limits, new PostgresConnections(database.Options), database.Clock);
}
