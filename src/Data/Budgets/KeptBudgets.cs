using System.Collections.Concurrent;

namespace Lintel.Data;

/// <summary>What a server keeps of each owner's budget. One that is full again is forgotten, since a new one is full too.</summary>
/// <param name="make">A full one.</param>
/// <param name="isFull">Nothing of it is spent.</param>
internal sealed class KeptBudgets<T>(Func<T> make, Func<T, bool> isFull)
    where T : class
{
    /// <summary>When there are more, those that are full are looked for.</summary>
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<Guid, T> _kept = new();

    /// <summary>The owner's, if anything is known of it.</summary>
    public T? Find(Guid owner) => _kept.GetValueOrDefault(owner);

    /// <summary>The owner's, a full one at first.</summary>
    public T Of(Guid owner)
    {
        if (_kept.TryGetValue(owner, out var known))
        {
            return known;
        }

        if (_kept.Count >= Most)
        {
            foreach (var (other, budget) in _kept)
            {
                if (isFull(budget))
                {
                    _kept.TryRemove(other, out _);
                }
            }
        }

        return _kept.GetOrAdd(owner, _ => make());
    }
}
