using Microsoft.Extensions.ObjectPool;
using Microsoft.Extensions.Options;

namespace Lintel.Server.Transport.Limits;

/// <summary>Gives each operation its time. What measures it is used again, so that an operation in time makes nothing.</summary>
internal sealed class ExecutionTime
{
    /// <summary>More than run at a time on an ordinary day; an operation beyond makes its own.</summary>
    private const int MostKept = 256;

    private readonly DefaultObjectPool<ExecutionLimit> _limits;

    public ExecutionTime(IOptions<TransportLimits> limits, TimeProvider clock)
    {
        var time = TimeSpan.FromSeconds(limits.Value.ExecutionSeconds);
        _limits = new DefaultObjectPool<ExecutionLimit>(new Policy(() => new ExecutionLimit(time, clock, Return)), MostKept);
    }

    /// <summary>The time of one operation, from now; disposed of at its end. It is cancelled with the caller too.</summary>
    public ExecutionLimit Begin(CancellationToken caller)
    {
        var limit = _limits.Get();
        limit.Begin(caller);
        return limit;
    }

    private void Return(ExecutionLimit limit) => _limits.Return(limit);

    private sealed class Policy(Func<ExecutionLimit> create) : PooledObjectPolicy<ExecutionLimit>
    {
        public override ExecutionLimit Create() => create();

        public override bool Return(ExecutionLimit obj) => true;
    }
}
