using Lintel.Server.Transport;
using Lintel.Server.Transport.Limits;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Lintel.Server.Tests.Transport;

/// <summary>The clock of an operation, by itself.</summary>
public sealed class ExecutionLimitTests
{
    private static readonly IOptions<TransportLimits> Limits = Options.Create(new TransportLimits());

    [Fact]
    public void An_operation_in_time_makes_nothing()
    {
        var time = new ExecutionTime(Limits, TimeProvider.System);
        using var caller = new CancellationTokenSource();
        time.Begin(caller.Token).Dispose();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            time.Begin(caller.Token).Dispose();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void One_that_was_used_before_starts_anew()
    {
        var time = new ExecutionTime(Limits, TimeProvider.System);
        using var gone = new CancellationTokenSource();
        var first = time.Begin(gone.Token);
        first.Committed();
        first.Dispose();

        using var again = time.Begin(CancellationToken.None);
        gone.Cancel();

        Assert.Same(first, again);
        Assert.False(again.Token.IsCancellationRequested);
        Assert.Contains("Nothing was written", again.ToResult().Errors![0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Time_over_is_not_the_caller_gone()
    {
        var clock = new FakeTimeProvider();
        var time = new ExecutionTime(Limits, clock);
        using var caller = new CancellationTokenSource();
        using var late = time.Begin(CancellationToken.None);
        using var left = time.Begin(caller.Token);

        caller.Cancel();
        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.True(late.IsOver);
        Assert.True(left.Token.IsCancellationRequested);
        Assert.False(left.IsOver);
    }

    [Fact]
    public void A_commit_begins_the_time_anew_and_steps_have_none()
    {
        var clock = new FakeTimeProvider();
        var time = new ExecutionTime(Limits, clock);
        using var committed = time.Begin(CancellationToken.None);
        using var lifted = time.Begin(CancellationToken.None);

        clock.Advance(TimeSpan.FromSeconds(9));
        committed.Committed();
        lifted.Lift();
        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.False(committed.IsOver);
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.True(committed.IsOver);
        Assert.False(lifted.IsOver);
    }
}
