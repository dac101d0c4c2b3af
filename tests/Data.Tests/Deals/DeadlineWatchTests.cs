using System.Globalization;
using Lintel.Data.Deals;
using Lintel.Domain;
using Lintel.Domain.Deals;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lintel.Data.Tests.Deals;

/// <summary>What the passing of days puts into the log: each step of each task once, whoever looks, how often and how late.</summary>
public sealed class DeadlineWatchTests
{
    private Deal _deal = null!; // arranged by every test
    private List<DealTask> _tasks = null!;

    [BothDatabases]
    public async Task Each_step_is_told_on_its_day_in_the_office_and_not_again(DatabaseProvider provider)
    {
        await using var database = await ArrangeAsync(provider);
        Assert.Equal(new DateOnly(2026, 3, 19), _tasks[0].DueOn);

        // Every six hours for ten days from 10:00 on 16 March; a day begins between 22:00 and 04:00.
        for (var hours = 0; hours < 240; hours += 6)
        {
            await WatchOf(database).LookAsync(CancellationToken.None);
            database.Clock.Advance(TimeSpan.FromHours(6));
        }

        Assert.Equal(
            [
                "1 03-18 04:00 DealTaskDue",
                "2 03-20 04:00 DealTaskOverdue",
                "3 03-21 04:00 DealTaskEscalated StoreManager",
                "5 03-24 04:00 DealTaskEscalated Director",
            ],
            await ToldOfAsync(database, _tasks[0])
        );
        // Due on Tuesday 24 March.
        Assert.Equal(
            ["4 03-23 04:00 DealTaskDue", "6 03-25 04:00 DealTaskOverdue", "7 03-26 04:00 DealTaskEscalated StoreManager"],
            await ToldOfAsync(database, _tasks[1])
        );
    }

    [BothDatabases]
    public async Task A_day_begins_at_midnight_in_the_office(DatabaseProvider provider)
    {
        await using var database = await ArrangeAsync(provider);
        var midnight = new DateTimeOffset(2026, 3, 18, 0, 0, 0, OfficeCalendar.Offset);
        database.Clock.Advance(midnight - database.Clock.GetUtcNow() - TimeSpan.FromTicks(10));
        Assert.Equal(0, await WatchOf(database).LookAsync(CancellationToken.None));

        database.Clock.Advance(TimeSpan.FromTicks(10));

        Assert.Equal(1, await WatchOf(database).LookAsync(CancellationToken.None));
    }

    [BothDatabases]
    public async Task Who_looks_a_month_late_tells_all_of_it_once_and_in_order(DatabaseProvider provider)
    {
        await using var database = await ArrangeAsync(provider);
        database.Clock.Advance(TimeSpan.FromDays(30));

        var told = await WatchOf(database).LookAsync(CancellationToken.None);
        var again = await WatchOf(database).LookAsync(CancellationToken.None);

        Assert.Equal(0, again);
        await using var db = database.Open();
        Assert.Equal(told, await db.Events.CountAsync());
        var kinds = (await ToldOfAsync(database, _tasks[0])).Select(line => line.Split(' ', 4)[3]);
        Assert.Equal(["DealTaskDue", "DealTaskOverdue", "DealTaskEscalated StoreManager", "DealTaskEscalated Director"], kinds);
        var first = await db.Events.AsNoTracking().SingleAsync(logged => logged.Sequence == 1);
        Assert.Equal(
            (_deal.AgentId, (Guid?)null, _deal.StoreId, database.Clock.GetUtcNow()),
            (first.OwnerAgentId!.Value, first.ActorAccountId, first.StoreId, first.OccurredAt) // a deal has an agent
        );
        // Somebody who has read the task before may still change it.
        Assert.Equal(1, (await db.DealTasks.SingleAsync(task => task.Id == _tasks[0].Id)).Version);
    }

    [BothDatabases]
    public async Task Of_several_servers_that_look_at_once_one_tells(DatabaseProvider provider)
    {
        await using var database = await ArrangeAsync(provider, deals: 6);
        await using var elsewhere = database.OpenElsewhere();
        var other = new DeadlineWatch(elsewhere.GetRequiredService<IDbContextFactory<LintelDbContext>>(), new DeadlineOptions(), database.Clock);

        var told = 0;
        for (var day = 0; day < 40; day++)
        {
            database.Clock.Advance(TimeSpan.FromDays(1));
            told += (
                await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? WatchOf(database) : other).LookAsync(CancellationToken.None)))
            ).Sum();
        }

        await using var db = database.Open();
        var events = await db
            .Events.OrderBy(logged => logged.Sequence)
            .Select(logged => new
            {
                logged.Sequence,
                logged.Kind,
                logged.Data,
            })
            .ToListAsync();
        Assert.Equal(Enumerable.Range(1, told).Select(sequence => (long)sequence), events.Select(one => one.Sequence));
        Assert.Equal(told, events.Select(one => (one.Kind, one.Data)).Distinct().Count());
        // By 25 April of each deal: three tasks all the way, and what the later ones have come to.
        Assert.Equal(0, told % 6);
        Assert.Equal(6 * _tasks.Sum(task => new DeadlineLadder().Since(told: null, task.DueOn, new DateOnly(2026, 4, 25)).Count()), told);
    }

    [BothDatabases]
    public async Task What_is_done_or_over_is_told_of_no_more(DatabaseProvider provider)
    {
        await using var database = await ArrangeAsync(provider, deals: 2);
        database.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Equal(4, await WatchOf(database).LookAsync(CancellationToken.None)); // both are overdue
        await using (var db = database.Open())
        {
            var task = await db.DealTasks.SingleAsync(one => one.Id == _tasks[0].Id);
            Assert.True(task.Complete(database.Clock.GetUtcNow()).Succeeded);
            await db.SaveChangesAsync();
            await db.Deals.Where(deal => deal.Id != _deal.Id).ExecuteUpdateAsync(set => set.SetProperty(deal => deal.Stage, DealStage.Terminated));
        }

        database.Clock.Advance(TimeSpan.FromDays(3)); // 23 March: the second task is due on the 24th

        Assert.Equal(1, await WatchOf(database).LookAsync(CancellationToken.None));
        Assert.Equal(2, (await ToldOfAsync(database, _tasks[0])).Count);
        Assert.Equal(["5 03-23 10:00 DealTaskDue"], await ToldOfAsync(database, _tasks[1]));
    }

    [BothDatabases]
    public async Task A_loan_that_is_late_is_told_once_whether_its_papers_are_in_or_not(DatabaseProvider provider)
    {
        await using var database = await ArrangeAsync(provider, deals: 3, PaymentType.Loan);
        var loan = _tasks.Single(task => task.Stage == DealStage.Funded);
        await using (var db = database.Open())
        {
            await db.DealTasks.ExecuteUpdateAsync(set => set.SetProperty(task => task.Status, DealTaskStatus.Done));
            await db.Deals.ExecuteUpdateAsync(set => set.SetProperty(deal => deal.Stage, DealStage.Funded));
            // Of three that got as far, one has its loan by then.
            var approved = await db.Deals.Where(deal => deal.Id != _deal.Id).Select(deal => deal.Id).FirstAsync();
            await db.Deals.Where(deal => deal.Id == approved).ExecuteUpdateAsync(set => set.SetProperty(deal => deal.Stage, DealStage.LoanApproved));
        }

        database.Clock.Advance(new DateTimeOffset(loan.DueOn, TimeOnly.MinValue, OfficeCalendar.Offset).AddHours(23) - database.Clock.GetUtcNow());
        Assert.Equal(0, await WatchOf(database).LookAsync(CancellationToken.None));
        database.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(2, await WatchOf(database).LookAsync(CancellationToken.None));
        database.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, await WatchOf(database).LookAsync(CancellationToken.None));

        await using var opened = database.Open();
        var own = await opened.Events.SingleAsync(logged => logged.SubjectId == _deal.Id);
        Assert.Equal(new DealLoanDelayed(_deal.Id, loan.DueOn), EventJson.Read<DealLoanDelayed>(own.Data));
    }

    [BothDatabases]
    public async Task Nothing_of_a_loan_is_told_of_who_pays_cash(DatabaseProvider provider)
    {
        await using var database = await ArrangeAsync(provider);
        await using (var db = database.Open())
        {
            await db.DealTasks.ExecuteUpdateAsync(set => set.SetProperty(task => task.Status, DealTaskStatus.Done));
            await db.Deals.ExecuteUpdateAsync(set => set.SetProperty(deal => deal.Stage, DealStage.Funded));
        }

        database.Clock.Advance(TimeSpan.FromDays(100));

        Assert.Equal(0, await WatchOf(database).LookAsync(CancellationToken.None));
    }

    private static DeadlineWatch WatchOf(TestDatabase database) => new(database.Contexts, new DeadlineOptions(), database.Clock);

    /// <summary>Deals with their tasks, opened on Monday 16 March 2026 at 10:00; the first is the one the test looks at.</summary>
    private async Task<TestDatabase> ArrangeAsync(DatabaseProvider provider, int deals = 1, PaymentType payment = PaymentType.Cash)
    {
        var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        for (var i = 0; i < deals; i++)
        {
            var deal = brokerage.AddDeal(
                brokerage.Li,
                brokerage.AddListing(brokerage.Wang),
                brokerage.AddClient(brokerage.Li),
                5_000_000_00,
                payment
            );
            var tasks = deal.PlanTasks(brokerage.NewId).Select(brokerage.Add).ToList();
            (_deal, _tasks) = i == 0 ? (deal, tasks) : (_deal, _tasks);
        }

        await using var db = database.Open();
        await brokerage.SaveAsync(db);
        return database;
    }

    /// <summary>What was told of a task: the number in the log, when it was in the office, what, and to whom.</summary>
    private static async Task<IReadOnlyList<string>> ToldOfAsync(TestDatabase database, DealTask task)
    {
        await using var db = database.Open();
        var events = await db.Events.AsNoTracking().OrderBy(logged => logged.Sequence).ToListAsync();
        return
        [
            .. events
                .Where(logged => logged.Data.Contains(task.Id.ToString(), StringComparison.Ordinal))
                .Select(logged =>
                    string.Create(
                            CultureInfo.InvariantCulture,
                            $"{logged.Sequence} {logged.OccurredAt.ToOffset(OfficeCalendar.Offset):MM-dd HH:mm} {logged.Kind} {ToOf(logged)}"
                        )
                        .TrimEnd()
                ),
        ];
    }

    private static Role? ToOf(LoggedEvent logged) =>
        logged.Kind == EventKind.DealTaskEscalated ? EventJson.Read<DealTaskEscalated>(logged.Data).To : null;
}
