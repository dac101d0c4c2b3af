using System.Text.Json;

namespace Lintel.Chaos;

/// <summary>What a follower has handled, kept as a client keeps it: by position, each once.</summary>
internal sealed class Sightings
{
    private readonly HashSet<string> _positions = new(StringComparer.Ordinal);
    private readonly List<long> _sequences = [];
    private readonly Lock _gate = new();
    private string _last = "0";

    /// <summary>Where to go on.</summary>
    public string Position
    {
        get
        {
            lock (_gate)
                return _last;
        }
    }

    public long Latest
    {
        get
        {
            lock (_gate)
                return _sequences.Count == 0 ? 0 : _sequences[^1];
        }
    }

    public IReadOnlyList<long> Sequences
    {
        get
        {
            lock (_gate)
                return [.. _sequences];
        }
    }

    /// <summary>Items that came again and were dropped.</summary>
    public int Repeats { get; private set; }

    /// <summary>Items that did not follow the one that their <c>previousSequence</c> names.</summary>
    public int Gaps { get; private set; }

    /// <summary>An item of <c>dealAlerts</c>.</summary>
    public void Take(JsonElement item)
    {
        var sequence = item.GetProperty("sequence").GetInt64();
        var position = item.GetProperty("position").GetString()!; // never null in the graph
        var previous =
            item.TryGetProperty("previousSequence", out var named) && named.ValueKind == JsonValueKind.Number ? named.GetInt64() : (long?)null;
        lock (_gate)
        {
            if (!_positions.Add(position))
            {
                Repeats++;
                return;
            }

            if (previous is not null && (_sequences.Count == 0 || _sequences[^1] != previous))
                Gaps++;
            _sequences.Add(sequence);
            _last = position;
        }
    }

    /// <summary>A page of <c>events</c>: its items, and where the next one begins.</summary>
    public void TakePage(JsonElement page)
    {
        foreach (var item in page.GetProperty("items").EnumerateArray())
            Take(item);
        lock (_gate)
            _last = page.GetProperty("position").GetString()!; // never null in the graph
    }
}
