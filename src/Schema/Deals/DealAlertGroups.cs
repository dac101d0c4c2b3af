using System.Diagnostics.CodeAnalysis;
using Lintel.Schema.Shared.Access;

namespace Lintel.Schema.Deals;

/// <summary>Those who follow the same log as the same access class with the same conditions: each event is looked at once for all of them.</summary>
internal sealed class DealAlertGroups
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DealAlertGroup> _groups = new(StringComparer.Ordinal);

    /// <summary>Leaves with its disposal.</summary>
    public Membership Join(Guid brandId, AccessClass viewers, DealAlertConditions where)
    {
        var key = $"{brandId:N}|{viewers}|{where.Key}";
        lock (_gate)
        {
            if (!_groups.TryGetValue(key, out var group))
            {
                _groups.Add(key, group = new DealAlertGroup());
            }

            group.Members++;
            return new Membership(group, () => Leave(key, group));
        }
    }

    private void Leave(string key, DealAlertGroup group)
    {
        lock (_gate)
        {
            if (--group.Members == 0)
            {
                _groups.Remove(key);
            }
        }
    }

    internal sealed class Membership(DealAlertGroup group, Action leave) : IDisposable
    {
        /// <inheritdoc cref="DealAlertGroup.TryFind"/>
        public bool TryFind(long sequence, Func<Task<DealStreamItem?>> make, [NotNullWhen(true)] out Task<DealStreamItem?>? item) =>
            group.TryFind(sequence, make, out item);

        public void Dispose() => leave();
    }
}

/// <summary>The latest events as a group is told them, in a row without a gap.</summary>
internal sealed class DealAlertGroup
{
    /// <summary>Who is further behind looks for itself, and holds up nobody.</summary>
    private const int Kept = 1_024;

    private readonly Lock _gate = new();
    private readonly List<Task<DealStreamItem?>> _items = [];
    private long _next;

    /// <summary>Guarded by the groups' lock.</summary>
    public int Members { get; set; }

    /// <summary>
    /// The event with a number as the group is told it; the first to ask makes it. False: the group is not there yet, or has left it behind, or it could
    /// not be made.
    /// </summary>
    public bool TryFind(long sequence, Func<Task<DealStreamItem?>> make, [NotNullWhen(true)] out Task<DealStreamItem?>? item)
    {
        lock (_gate)
        {
            if (_items.Count == 0)
            {
                _next = sequence;
            }

            if (sequence == _next)
            {
                Keep(item = Task.Run(make));
                return true;
            }

            var first = _next - _items.Count;
            item = sequence >= first && sequence < _next ? _items[(int)(sequence - first)] : null;
            return item is { IsFaulted: false };
        }
    }

    private void Keep(Task<DealStreamItem?> item)
    {
        _next++;
        _items.Add(item);
        if (_items.Count == 2 * Kept)
        {
            _items.RemoveRange(0, Kept);
        }
    }
}
