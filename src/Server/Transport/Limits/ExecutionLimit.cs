using System.Globalization;
using GraphQL;
using Lintel.Schema;
using Lintel.Schema.Shared.Errors;

namespace Lintel.Server.Transport.Limits;

/// <summary>The time of one operation: a token that is cancelled when it is over or the caller has gone.</summary>
internal sealed class ExecutionLimit(TimeSpan time, TimeProvider clock, Action<ExecutionLimit> ended) : IExecutionLimit, IDisposable
{
    private readonly CancellationTokenSource _source = new(Timeout.InfiniteTimeSpan, clock);
    private CancellationTokenRegistration _registration;
    private CancellationToken _caller;
    private bool _hasCommitted;

    public CancellationToken Token => _source.Token;

    public bool IsOver => _source.IsCancellationRequested && !_caller.IsCancellationRequested;

    public void Begin(CancellationToken caller)
    {
        (_caller, _hasCommitted) = (caller, false);
        _source.CancelAfter(time);
        _registration = caller.UnsafeRegister(static limit => ((ExecutionLimit)limit!)._source.Cancel(), this);
    }

    public void Committed()
    {
        _hasCommitted = true;
        _source.CancelAfter(time);
    }

    public void Lift() => _source.CancelAfter(Timeout.InfiniteTimeSpan);

    /// <summary>What the caller is told.</summary>
    public ExecutionResult ToResult()
    {
        var stopped = string.Create(CultureInfo.InvariantCulture, $"The operation took longer than {time.TotalSeconds} s and was stopped.");
        var error = new ExecutionError(
            _hasCommitted
                ? $"{stopped} What it had committed stays: ask again with the same idempotencyKey for the answer."
                : $"{stopped} Nothing was written."
        )
        {
            Code = ErrorCodes.ExecutionTimedOut,
        };
        error.AddExtension("committed", _hasCommitted);
        return new ExecutionResult(error);
    }

    public void Dispose()
    {
        // A caller that leaves at this moment has cancelled when this returns.
        _registration.Dispose();
        if (_source.TryReset())
        {
            ended(this);
            return;
        }

        _source.Dispose();
    }
}
