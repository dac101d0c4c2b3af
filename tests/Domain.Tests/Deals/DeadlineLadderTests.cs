using Lintel.Domain.Deals;

namespace Lintel.Domain.Tests.Deals;

/// <summary>On which day what is told of a task that was due on Monday 16 March.</summary>
public sealed class DeadlineLadderTests
{
    private static readonly DateOnly DueOn = new(2026, 3, 16);

    [Theory]
    [InlineData("2026-03-14", "")]
    [InlineData("2026-03-15", "Due")]
    [InlineData("2026-03-16", "Due")]
    [InlineData("2026-03-17", "Due Overdue")]
    [InlineData("2026-03-18", "Due Overdue ToManager")]
    [InlineData("2026-03-20", "Due Overdue ToManager")]
    [InlineData("2026-03-21", "Due Overdue ToManager ToDirector")]
    [InlineData("2027-03-21", "Due Overdue ToManager ToDirector")]
    public void Each_step_has_its_day_and_none_is_left_out_however_late_somebody_looks(string today, string steps)
    {
        Assert.Equal(steps, string.Join(' ', new DeadlineLadder().Since(told: null, DueOn, DateOnly.Parse(today, null))));
    }

    [Theory]
    [InlineData(DeadlineStep.Due, "Overdue ToManager ToDirector")]
    [InlineData(DeadlineStep.Overdue, "ToManager ToDirector")]
    [InlineData(DeadlineStep.ToManager, "ToDirector")]
    [InlineData(DeadlineStep.ToDirector, "")]
    public void What_was_told_is_not_told_again(DeadlineStep told, string steps)
    {
        Assert.Equal(steps, string.Join(' ', new DeadlineLadder().Since(told, DueOn, DueOn.AddDays(100))));
    }

    [Fact]
    public void The_days_can_be_others()
    {
        var ladder = new DeadlineLadder(DueBefore: 3, ManagerAfter: 1, DirectorAfter: 1);

        Assert.Empty(ladder.Since(told: null, DueOn, DueOn.AddDays(-4)));
        Assert.Equal([DeadlineStep.Due], ladder.Since(told: null, DueOn, DueOn.AddDays(-3)));
        Assert.Equal(Enum.GetValues<DeadlineStep>(), ladder.Since(told: null, DueOn, DueOn.AddDays(1)));
    }
}
