using System.Buffers.Binary;

namespace Lintel.Data.Seeding;

/// <summary>
/// A small generator (SplitMix64) of our own: the demo brokerage must not change with a version of the runtime.
/// </summary>
internal sealed class DemoRandom(ulong seed)
{
    private ulong _state = seed;

    public ulong NextBits()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Between 0 and 1, never 1.</summary>
    public double NextFraction() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Between both, both included.</summary>
    public int Between(int low, int high) => low + (int)(NextFraction() * (high - low + 1));

    public double Between(double low, double high) => low + (NextFraction() * (high - low));

    public bool Chance(double probability) => NextFraction() < probability;

    public T Pick<T>(IReadOnlyList<T> items) => items[Between(0, items.Count - 1)];

    /// <summary>One of the items, each as likely as its weight says.</summary>
    public T Pick<T>(params ReadOnlySpan<(T Item, int Weight)> items)
    {
        var total = 0;
        foreach (var (_, weight) in items)
        {
            total += weight;
        }

        var at = Between(0, total - 1);
        foreach (var (item, weight) in items)
        {
            at -= weight;
            if (at < 0)
            {
                return item;
            }
        }

        throw new InvalidOperationException("There is nothing to pick from.");
    }

    public double Normal()
    {
        // Box and Muller; the first factor must not be 0.
        var radius = Math.Sqrt(-2 * Math.Log(1 - NextFraction()));
        return radius * Math.Cos(2 * Math.PI * NextFraction());
    }

    public double LogNormal(double median, double sigma) => median * Math.Exp(sigma * Normal());

    /// <summary>Two-sided exponential: a sharp middle with long tails, as asking prices have.</summary>
    public double Laplace(double scale)
    {
        var side = NextFraction() - 0.5;
        return -scale * Math.Sign(side) * Math.Log(1 - (2 * Math.Abs(side)));
    }

    /// <summary>A version 7 uuid of the given moment, reproducible unlike the runtime's own.</summary>
    public Guid NextId(DateTimeOffset at)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (ulong)at.ToUnixTimeMilliseconds() << 16);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], NextBits());
        var random = NextBits();
        bytes[6] = (byte)(0x70 | (random & 0x0F));
        bytes[7] = (byte)(random >> 8);
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }

    public void Shuffle<T>(IList<T> items)
    {
        for (var i = items.Count - 1; i > 0; i--)
        {
            var j = Between(0, i);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
