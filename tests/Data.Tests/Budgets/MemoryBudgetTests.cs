using Microsoft.Extensions.Time.Testing;

namespace Lintel.Data.Tests.Budgets;

/// <summary>Budgets of one process.</summary>
public sealed class MemoryBudgetTests
{
    private static readonly Guid Owner = Guid.Parse("0195a000-0000-7000-8000-000000000001");

    private readonly FakeTimeProvider _clock = new();
    private readonly MemoryBudgets _budgets;

    public MemoryBudgetTests() => _budgets = new MemoryBudgets(new CostLimits { Budget = 100, RestorePerSecond = 10 }, _clock);

    [Fact]
    public async Task A_budget_is_spent_restored_and_never_more_than_full()
    {
        Assert.Null(await _budgets.TakeAsync(Owner, 100, CancellationToken.None));
        Assert.Equal(TimeSpan.FromSeconds(3), await _budgets.TakeAsync(Owner, 30, CancellationToken.None));
        Assert.Equal(new BudgetState(0, TimeSpan.FromSeconds(10)), _budgets.StateOf(Owner));

        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Null(await _budgets.TakeAsync(Owner, 30, CancellationToken.None));
        Assert.Equal(20, (await _budgets.GiveBackAsync(Owner, 20, CancellationToken.None)).Remaining);

        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(new BudgetState(100, TimeSpan.Zero), _budgets.StateOf(Owner));
    }

    [Fact]
    public async Task Many_at_once_spend_what_there_is_and_no_more()
    {
        var taken = await Task.WhenAll(
            Enumerable.Range(0, 200).Select(_ => Task.Run(() => _budgets.TakeAsync(Owner, 1, CancellationToken.None).AsTask()))
        );

        Assert.Equal(100, taken.Count(refused => refused is null));
    }
}
