using Lintel.Domain;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Lintel.Data.Tests.Providers;

/// <summary>SQLite has one writer at a time; the others wait without a thread, and no longer than they want to.</summary>
public sealed class SqliteWriteQueueTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_is_cancelled_waits_for_the_other_writer_no_longer(bool isAnotherProcess)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var elsewhere = database.OpenElsewhere();
        await using var holding = isAnotherProcess ? Open(elsewhere) : database.Open();
        await using var held = await holding.BeginWriteAsync(CancellationToken.None);
        await using var waiting = database.Open();
        using var patience = new CancellationTokenSource();
        var asked = waiting.BeginWriteAsync(patience.Token);
        Assert.False(asked.IsCompleted);

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await held.CommitAsync();
        await using var next = await waiting.BeginWriteAsync(CancellationToken.None);
        await next.CommitAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_waits_begins_when_the_other_writer_is_done(bool isAnotherProcess)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var elsewhere = database.OpenElsewhere();
        await using var holding = isAnotherProcess ? Open(elsewhere) : database.Open();
        var held = await holding.BeginWriteAsync(CancellationToken.None);
        await using var waiting = database.Open();
        var asked = waiting.BeginWriteAsync(CancellationToken.None);
        Assert.False(asked.IsCompleted);

        await held.DisposeAsync();

        await using var begun = await asked;
        var brokerage = new TestBrokerage(database.Clock);
        await brokerage.SaveAsync(waiting);
        await begun.CommitAsync();
        await using var reading = database.Open();
        Assert.Equal(1, await reading.Offices.CountAsync(office => office.Kind == Domain.Organisation.OfficeKind.Brand));
    }

    [Fact]
    public async Task Writers_of_a_process_have_their_turn_in_the_order_they_came()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var holding = database.Open();
        var held = await holding.BeginWriteAsync(CancellationToken.None);
        var order = new List<int>();
        var writers = Enumerable.Range(0, 5).Select(WriteAsync).ToList();

        await held.CommitAsync();
        await Task.WhenAll(writers);
        await held.DisposeAsync();

        Assert.Equal([0, 1, 2, 3, 4], order);

        async Task WriteAsync(int number)
        {
            await using var db = database.Open();
            await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
            order.Add(number);
            await transaction.CommitAsync();
        }
    }

    [Fact]
    public async Task A_transaction_is_the_context_s_own_and_its_statements_wait_as_before()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var db = database.Open();
        await using var transaction = await db.BeginWriteAsync(CancellationToken.None);

        Assert.Equal(db.Database.CurrentTransaction!.TransactionId, transaction.TransactionId);
        Assert.Same(db.Database.CurrentTransaction.GetDbTransaction(), transaction.GetDbTransaction());
        Assert.Equal([30_000], await db.Database.SqlQueryRaw<int>("SELECT timeout AS \"Value\" FROM pragma_busy_timeout").ToListAsync());
        Assert.Equal(30, db.Database.GetDbConnection().CreateCommand().CommandTimeout);
    }

    private static LintelDbContext Open(ServiceProvider services) =>
        services.GetRequiredService<IDbContextFactory<LintelDbContext>>().CreateDbContext();
}
