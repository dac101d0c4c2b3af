using System.Linq.Expressions;
using Lintel.Domain;
using Lintel.Domain.Deals;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Deals;

/// <summary>
/// Puts into the log what only the passing of days brings about: tasks that are due, overdue and escalated, loans that are late. What was told is noted by one
/// conditional update in the transaction of the event, so each is told once, however many servers look and whenever they die. A row is locked for the
/// length of one short transaction, and one row only: nobody waits in a circle.
/// </summary>
public sealed class DeadlineWatch(IDbContextFactory<LintelDbContext> contexts, DeadlineOptions options, TimeProvider clock)
{
    /// <summary>Rows that are looked up at a time.</summary>
    private const int Page = 200;

    private static readonly Viewer Server = new() { Name = "deadlines" };

    /// <summary>Tells what there is to tell now; how many events this server has put into the log.</summary>
    public async Task<int> LookAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await TellAllAsync(DueAsync, TellAsync, now, cancellationToken)
            + await TellAllAsync(LateLoansAsync, TellAsync, now, cancellationToken);
    }

    private static async Task<int> TellAllAsync<T>(
        Func<DateOnly, CancellationToken, Task<List<T>>> find,
        Func<T, DateTimeOffset, CancellationToken, Task<int>> tell,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var told = 0;
        List<T> found;
        do
        {
            found = await find(OfficeCalendar.DateAt(now), cancellationToken);
            foreach (var one in found)
            {
                told += await tell(one, now, cancellationToken);
            }
        } while (found.Count == Page);

        return told;
    }

    private async Task<List<DueTask>> DueAsync(DateOnly today, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db
            .DealTasks.Where(task => task.Status == DealTaskStatus.Open)
            .Where(HasSteps(today))
            .Where(task => task.Deal.Stage != DealStage.Closed && task.Deal.Stage != DealStage.Terminated)
            .OrderBy(task => task.DueOn)
            .ThenBy(task => task.Id)
            .Select(task => new DueTask(task.Id, task.DealId, task.BrandId, task.DueOn, task.Told))
            .Take(Page)
            .ToListAsync(cancellationToken);
    }

    /// <summary>There is a step that a task has come to and that was not told.</summary>
    private Expression<Func<DealTask, bool>> HasSteps(DateOnly today)
    {
        var ladder = options.Ladder;
        var (due, overdue) = (ladder.LatestOf(DeadlineStep.Due, today), ladder.LatestOf(DeadlineStep.Overdue, today));
        var (manager, director) = (ladder.LatestOf(DeadlineStep.ToManager, today), ladder.LatestOf(DeadlineStep.ToDirector, today));
        return task =>
            (task.Told == null && task.DueOn <= due)
            || (task.Told == DeadlineStep.Due && task.DueOn <= overdue)
            || (task.Told == DeadlineStep.Overdue && task.DueOn <= manager)
            || (task.Told == DeadlineStep.ToManager && task.DueOn <= director);
    }

    private Task<int> TellAsync(DueTask task, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var steps = options.Ladder.Since(task.Told, task.DueOn, OfficeCalendar.DateAt(now)).ToList();
        return TellAsync(
            task.BrandId,
            task.DealId,
            db =>
                db.DealTasks.Where(one => one.Id == task.Id && one.Status == DealTaskStatus.Open && one.Told == task.Told)
                    .Where(one => one.Deal.Stage != DealStage.Closed && one.Deal.Stage != DealStage.Terminated)
                    .ExecuteUpdateAsync(set => set.SetProperty(one => one.Told, steps[^1]), cancellationToken),
            steps.Select(step => DeadlineLadder.EventOf(step, task.DealId, task.Id, task.DueOn)),
            now,
            cancellationToken
        );
    }

    /// <summary>Deals that wait for a loan longer than the tasks of that stage have time.</summary>
    private async Task<List<LateLoan>> LateLoansAsync(DateOnly today, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await WaitingForLoan(db)
            .Select(deal => new
            {
                deal.Id,
                deal.BrandId,
                DueOn = db.DealTasks.Where(task => task.DealId == deal.Id && task.Stage == DealStage.Funded).Max(task => (DateOnly?)task.DueOn),
            })
            .Where(deal => deal.DueOn < today)
            .OrderBy(deal => deal.Id)
            .Select(deal => new LateLoan(deal.Id, deal.BrandId, deal.DueOn!.Value)) // compared above
            .Take(Page)
            .ToListAsync(cancellationToken);
    }

    private Task<int> TellAsync(LateLoan loan, DateTimeOffset now, CancellationToken cancellationToken) =>
        TellAsync(
            loan.BrandId,
            loan.DealId,
            db =>
                WaitingForLoan(db)
                    .Where(deal => deal.Id == loan.DealId)
                    .ExecuteUpdateAsync(set => set.SetProperty(deal => deal.IsLoanDelayTold, true), cancellationToken),
            [new DealLoanDelayed(loan.DealId, loan.DueOn)],
            now,
            cancellationToken
        );

    private static IQueryable<Deal> WaitingForLoan(LintelDbContext db) =>
        db.Deals.Where(deal => deal.Stage == DealStage.Funded && deal.PaymentType == PaymentType.Loan && !deal.IsLoanDelayTold);

    /// <summary>Notes that something is told and tells it, both or neither. Whoever comes second changes no row, and tells nothing.</summary>
    private async Task<int> TellAsync(
        Guid brandId,
        Guid dealId,
        Func<LintelDbContext, Task<int>> note,
        IEnumerable<DomainEvent> events,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(brandId, cancellationToken);
        if (await note(db) == 0)
        {
            return 0;
        }

        var deal = await db.Deals.AsNoTracking().SingleAsync(one => one.Id == dealId, cancellationToken);
        foreach (var happened in events)
        {
            db.Record(happened, deal, deal.AgentId, Server);
        }

        var told = db.Recorded.Count;
        await db.CommitAsync(transaction, now, cancellationToken);
        return told;
    }

    private sealed record DueTask(Guid Id, Guid DealId, Guid BrandId, DateOnly DueOn, DeadlineStep? Told);

    private sealed record LateLoan(Guid DealId, Guid BrandId, DateOnly DueOn);
}
