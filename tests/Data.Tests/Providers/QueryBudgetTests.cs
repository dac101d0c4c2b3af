using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Tests.Providers;

public sealed class QueryBudgetTests
{
    [BothDatabases]
    public async Task Commands_of_the_flow_are_counted_and_others_are_not(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var ours = database.Open();
        await using var theirs = database.Open();
        using var counting = new SemaphoreSlim(0);
        using var done = new SemaphoreSlim(0);
        var beside = Task.Run(async () =>
        {
            await counting.WaitAsync();
            _ = await theirs.Offices.ToListAsync();
            done.Release();
        });

        var commands = await QueryBudget.CountAsync(async () =>
        {
            _ = await ours.Offices.ToListAsync();
            counting.Release();
            await done.WaitAsync();
            await Task.Run(() => ours.Agents.CountAsync());
            DatabaseMetrics.CountCommand();
        });
        await beside;

        Assert.Equal(3, commands);
    }

    [BothDatabases]
    public async Task A_bulk_insert_needs_a_transaction(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        await using var db = database.Open();

        await Assert.ThrowsAsync<InvalidOperationException>(() => db.BulkInsertAsync([brokerage.Brand], CancellationToken.None));

        Assert.Empty(await db.Offices.ToListAsync());
    }
}
