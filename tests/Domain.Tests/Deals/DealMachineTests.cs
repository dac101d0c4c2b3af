using CsCheck;
using Lintel.Domain.Deals;
using Lintel.Domain.Listings;

namespace Lintel.Domain.Tests.Deals;

public sealed class DealMachineTests
{
    [Theory]
    [InlineData(PaymentType.Cash, "Intent Deposited Signed Filed Funded Taxed Transferred Certified PaidOut HandedOver Closed")]
    [InlineData(PaymentType.Loan, "Intent Deposited Signed Filed Funded LoanApproved Taxed Transferred Certified PaidOut HandedOver Closed")]
    public void The_process_runs_through_its_stages_in_order(PaymentType payment, string stages)
    {
        var deal = Brokerage.OpenDeal(payment);
        var passed = new List<DealStage> { deal.Stage };
        while (deal.Advance([], Brokerage.Now.AddDays(passed.Count)) is { Succeeded: true, Value: var change })
        {
            Assert.Equal((passed[^1], deal.Stage), (change.From, change.To));
            passed.Add(deal.Stage);
        }

        Assert.Equal(stages, string.Join(' ', passed));
        Assert.Equal((long)passed.Count, deal.Version);
        Assert.False(deal.IsUnderWay);
        Assert.Equal((new DateOnly(2026, 3, 18), Brokerage.Today.AddDays(passed.Count - 1)), (deal.SignedOn!.Value, deal.ClosedOn!.Value));
        Assert.Equal(new DateOnly(2026, 3, 1), deal.ClosedMonth!.Value);
        var refused = deal.Advance([], Brokerage.Now);
        Assert.Equal("CLOSED", Assert.IsType<WrongState>(Assert.Single(refused.Errors)).State);
    }

    [Fact]
    public void Off_the_main_line_there_is_no_next_stage()
    {
        foreach (var payment in Enum.GetValues<PaymentType>())
        {
            foreach (var stage in new[] { DealStage.Closed, DealStage.Suspended, DealStage.Disputed, DealStage.Terminating, DealStage.Terminated })
            {
                Assert.Null(DealProcess.Next(stage, payment));
            }
        }
    }

    [Fact]
    public void Every_stage_of_a_process_has_a_task_and_no_task_is_of_a_stage_that_is_skipped()
    {
        foreach (var payment in Enum.GetValues<PaymentType>())
        {
            var stages = new List<DealStage>();
            for (DealStage? stage = DealStage.Intent; stage is not (null or DealStage.Closed); stage = DealProcess.Next(stage.Value, payment))
            {
                stages.Add(stage.Value);
            }

            Assert.Equal(stages, DealProcess.TasksOf(payment).Select(task => task.Stage));
        }
    }

    [Fact]
    public void Only_open_tasks_of_the_present_stage_hold_a_deal()
    {
        // Any subset of the tasks done: the deal moves exactly when the task of its stage is among them.
        Gen.Bool.Array[11]
            .Sample(
                done =>
                {
                    var deal = Brokerage.OpenDeal(PaymentType.Loan);
                    var tasks = Plan(deal);
                    for (var i = 0; i < tasks.Count; i++)
                    {
                        if (done[i])
                        {
                            _ = tasks[i].Complete(Brokerage.Now).Value;
                        }
                    }

                    var steps = 0;
                    while (deal.Advance(tasks, Brokerage.Now).Succeeded)
                    {
                        steps++;
                    }

                    return steps == done.TakeWhile(one => one).Count();
                },
                iter: 500
            );
    }

    [Fact]
    public void A_held_deal_names_what_is_open_and_stays_as_it_is()
    {
        var deal = Brokerage.OpenDeal();

        var refused = deal.Advance(Plan(deal), Brokerage.Now.AddDays(1));

        Assert.Equal(["核验产权"], Assert.IsType<DealTasksOpen>(Assert.Single(refused.Errors)).OpenTasks);
        Assert.Equal((DealStage.Intent, 1L, Brokerage.Now), (deal.Stage, deal.Version, deal.ModifiedAt));
    }

    [Theory]
    [InlineData(PaymentType.Cash, "03-19 03-24 03-27 04-01 04-08 04-15 04-22 05-13 05-20 05-27")]
    [InlineData(PaymentType.Loan, "03-19 03-24 03-27 04-01 04-29 05-06 05-13 05-20 06-10 06-17 06-24")]
    public void Tasks_are_due_one_after_the_other_in_working_days(PaymentType payment, string due)
    {
        var tasks = Plan(Brokerage.OpenDeal(payment));

        Assert.Equal(due, string.Join(' ', tasks.Select(task => task.DueOn.ToString("MM-dd", null))));
        Assert.Equal(Enumerable.Range(0, tasks.Count), tasks.Select(task => task.Order));
        Assert.All(tasks, task => Assert.Equal((Brokerage.Id(6), DealTaskStatus.Open, 1L), (task.AssigneeId, task.Status, task.Version)));
    }

    [Fact]
    public void A_task_is_done_once()
    {
        var task = Plan(Brokerage.OpenDeal())[0];

        var done = task.Complete(Brokerage.Now);
        var again = task.Complete(Brokerage.Now.AddDays(1));

        Assert.Equal(new DealTaskCompleted(task.DealId, task.Id, DealStage.Intent, "核验产权"), done.Value);
        Assert.Equal("DONE", Assert.IsType<WrongState>(Assert.Single(again.Errors)).State);
        Assert.Equal((Brokerage.Now, 2L), (task.CompletedAt!.Value, task.Version));
    }

    [Theory]
    [InlineData(ListingStatus.Draft)]
    [InlineData(ListingStatus.Hold)]
    [InlineData(ListingStatus.Pending)]
    [InlineData(ListingStatus.Closed)]
    public void A_deal_needs_an_active_listing(ListingStatus status)
    {
        var input = new NewDeal
        {
            Id = Brokerage.Id(10),
            DealNumber = "D1",
            AgentId = Brokerage.Id(6),
            Placement = Placement.Of(Brokerage.OneAgent()),
            PriceFen = 1,
            CommissionBps = 301,
        };

        var refused = Deal.Open(input, Brokerage.ListingIn(status), Brokerage.OneClient(), Brokerage.Now);

        Assert.Equal(
            ["OUT_OF_RANGE price", "OUT_OF_RANGE commissionBps", "WRONG_STATE listingId"],
            refused.Errors.Select(error => $"{error.Code} {error.Path[0]}")
        );
    }

    private static List<DealTask> Plan(Deal deal)
    {
        var number = 100;
        return [.. deal.PlanTasks(() => Brokerage.Id(number++))];
    }
}
