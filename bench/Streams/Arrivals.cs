using System.Buffers.Text;
using System.Diagnostics;

namespace Lintel.Streams;

/// <summary>When which event came to anybody, noted cheaply and looked at afterwards.</summary>
internal sealed class Arrivals(int most)
{
    private readonly long[] _sequences = new long[most];
    private readonly long[] _times = new long[most];
    private int _count;

    public int Count => Math.Min(Volatile.Read(ref _count), most);

    /// <summary>The sequence in a message; 0: there is none.</summary>
    public static long SequenceOf(ReadOnlySpan<byte> message)
    {
        var name = "\"sequence\":"u8;
        var at = message.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(message[(at + name.Length)..], out long sequence, out _) ? sequence : 0;
    }

    public void Note(ReadOnlySpan<byte> message)
    {
        var now = Stopwatch.GetTimestamp();
        if (SequenceOf(message) is not 0 and var sequence && Interlocked.Increment(ref _count) is var next && next <= most)
            (_sequences[next - 1], _times[next - 1]) = (sequence, now);
    }

    /// <summary>Milliseconds from an instant of each event's to its arrivals, the shortest first. Events without one are left out.</summary>
    public List<double> Since(IReadOnlyDictionary<long, long> instants)
    {
        var took = new List<double>(Count);
        for (var i = 0; i < Count; i++)
        {
            if (instants.TryGetValue(_sequences[i], out var from))
                took.Add(Math.Max(0, Stopwatch.GetElapsedTime(from, _times[i]).TotalMilliseconds));
        }

        took.Sort();
        return took;
    }

    public static double Percentile(List<double> sorted, double share) =>
        sorted.Count == 0 ? double.NaN : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
}
