using System.Collections.Concurrent;

namespace Lintel.Chaos;

/// <summary>A mutation that was answered: it is committed, whatever happens afterwards.</summary>
internal sealed record Acknowledged(string Kind, Guid DealId, long Sequence);

/// <summary>What the writers were answered.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentQueue<Acknowledged> _acknowledged = [];
    private readonly ConcurrentQueue<string> _wrong = [];
    private int _attempts;
    private int _refused;

    public int Count => _acknowledged.Count;
    public int Attempts => _attempts;
    public int Refused => _refused;
    public IReadOnlyCollection<Acknowledged> All => _acknowledged;
    public IReadOnlyCollection<string> Wrong => _wrong;

    public void CountAttempts(int more) => Interlocked.Add(ref _attempts, more);

    public void CountRefusal() => Interlocked.Increment(ref _refused);

    public void Add(Acknowledged one) => _acknowledged.Enqueue(one);

    /// <summary>An answer that cannot be right.</summary>
    public void Complain(string text) => _wrong.Enqueue(text);
}
