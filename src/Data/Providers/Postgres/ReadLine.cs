namespace Lintel.Data.Providers.Postgres;

/// <summary>
/// Reads that wait for a session, in the order in which they came. A small one that is next takes the small ones behind it along. Not safe for
/// threads: its owner has a lock.
/// </summary>
internal sealed class ReadLine
{
    /// <summary>Statements of small reads that share a round trip at most.</summary>
    private const int MostStatements = 4;

    /// <summary>Small reads that share a round trip at most, also where they share a statement.</summary>
    private const int MostTogether = 16;

    private readonly LinkedList<ReadOrder> _small = [];
    private readonly LinkedList<ReadOrder> _others = [];
    private long _came;

    /// <summary>Waits from now on.</summary>
    public void Add(ReadOrder order, long now)
    {
        order.Wait(now, place: _came++);
        LineOf(order).AddLast(order);
    }

    /// <summary>Back to the head: it has waited already.</summary>
    public void PutBack(ReadOrder order)
    {
        order.PutBack();
        LineOf(order).AddFirst(order);
    }

    /// <summary>Who is next; null: nobody waits, or nobody who may begin.</summary>
    /// <param name="maySmall">A small read may begin too.</param>
    public ReadOrder? Next(bool maySmall)
    {
        while (First(maySmall) is { } first)
        {
            LineOf(first).RemoveFirst();
            if (first.TryTake())
            {
                return first;
            }
        }

        return null;
    }

    /// <summary>Takes the small reads along that wait: they keep nobody back who goes by himself.</summary>
    public void TakeAlong(List<ReadGroup> groups)
    {
        for (var together = 1; together < MostTogether && _small.First?.Value is { GoesAlone: false } next; )
        {
            var group = groups.Find(group => group.IsAlike(next));
            if (group is null && groups.Count == MostStatements)
            {
                return;
            }

            _small.RemoveFirst();
            if (!next.TryTake())
            {
                continue;
            }

            together++;
            if (group is null)
            {
                groups.Add(new ReadGroup(next));
            }
            else
            {
                group.Add(next);
            }
        }
    }

    /// <summary>Who began to wait so long ago.</summary>
    public List<ReadOrder> Late(Func<long, bool> isLongAgo) => [.. _small.Concat(_others).Where(order => isLongAgo(order.Since))];

    private ReadOrder? First(bool maySmall)
    {
        var (small, other) = (maySmall ? _small.First?.Value : null, _others.First?.Value);
        return small is null || other?.Place < small.Place ? other : small;
    }

    private LinkedList<ReadOrder> LineOf(ReadOrder order) => order.IsSmall ? _small : _others;
}
