namespace Lintel.Server.Transport.Limits;

/// <summary>
/// How many operations each viewer has under way. A viewer has a place in a fixed table only while one of its operations runs, so nothing is kept
/// of those who are gone, and counting makes nothing and waits for nobody. Two of a viewer that begin at the same instant beside a third viewer's
/// end may get a place each: the bound is then that much wider, for so long. Viewers whose hash is the same share a place.
/// </summary>
/// <param name="most">So many of one viewer at a time.</param>
internal sealed class ViewerConcurrency(int most)
{
    /// <summary>Not counted: nobody, or one for whom there was no place, since more viewers are busy than a server can serve.</summary>
    public const int Uncounted = -1;

    /// <summary>The viewer has as many under way as it may.</summary>
    public const int Refused = -2;

    private const int Places = 16_384; // a power of two
    private const int Neighbours = 16;

    /// <summary>The hash of the viewer above, the count below; no count: free.</summary>
    private readonly ulong[] _places = new ulong[Places];

    /// <summary>Counts one more operation of a viewer: its place, to give back with <see cref="Leave"/>, or <see cref="Refused"/>.</summary>
    public int Enter(string? subject)
    {
        if (subject is null)
            return Uncounted;

        var hash = (uint)subject.GetHashCode(StringComparison.Ordinal);
        while (true)
        {
            var (place, seen) = Find(hash);
            if (place == Uncounted)
                return Uncounted;
            if (CountOf(seen) >= (uint)most)
                return Refused;
            var next = ((ulong)hash << 32) | (CountOf(seen) + 1);
            if (Interlocked.CompareExchange(ref _places[place], next, seen) == seen)
                return place;
        }
    }

    public void Leave(int place)
    {
        if (place >= 0)
            Interlocked.Decrement(ref _places[place]);
    }

    /// <summary>Operations that are counted now, of all viewers.</summary>
    public int Count => _places.Sum(place => (int)CountOf(place));

    /// <summary>The viewer's place, or a free one.</summary>
    private (int Place, ulong Seen) Find(uint hash)
    {
        var free = (Place: Uncounted, Seen: 0UL);
        for (uint i = 0; i < Neighbours; i++)
        {
            var place = (int)((hash + i) % Places);
            var seen = Volatile.Read(ref _places[place]);
            if (CountOf(seen) == 0)
                free = free.Place == Uncounted ? (place, seen) : free;
            else if ((uint)(seen >> 32) == hash)
                return (place, seen);
        }

        return free;
    }

    private static uint CountOf(ulong place) => (uint)place;
}
