namespace Lintel.Data.Providers.Postgres;

/// <summary>
/// Reads that wait for a session, in the order in which they came. Whoever is next takes others along, as far as they are small. Not safe for
/// threads: its owner has a lock.
/// </summary>
internal sealed class ReadLine
{
    /// <summary>Statements of small reads that share a round trip at most.</summary>
    private const int MostStatements = 4;

    /// <summary>Small reads that share a round trip at most, also where they share a statement.</summary>
    private const int MostTogether = 16;

    private readonly LinkedList<ReadOrder> _orders = [];

    /// <summary>Waits from now on.</summary>
    public void Add(ReadOrder order, long now)
    {
        order.Wait(now);
        _orders.AddLast(order);
    }

    /// <summary>Back to the head: it has waited already.</summary>
    public void PutBack(ReadOrder order)
    {
        order.PutBack();
        _orders.AddFirst(order);
    }

    /// <summary>Who is next; null: nobody waits.</summary>
    public ReadOrder? Next()
    {
        while (_orders.First?.Value is { } first)
        {
            _orders.RemoveFirst();
            if (first.TryTake())
            {
                return first;
            }
        }

        return null;
    }

    /// <summary>Takes along those behind a small read, as far as they are small without exception.</summary>
    public void TakeAlong(List<ReadGroup> groups)
    {
        for (var together = 1; together < MostTogether && _orders.First?.Value is { IsSmall: true, GoesAlone: false } next; )
        {
            var group = groups.Find(group => group.IsAlike(next));
            if (group is null && groups.Count == MostStatements)
            {
                return;
            }

            _orders.RemoveFirst();
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
    public List<ReadOrder> Late(Func<long, bool> isLongAgo) => [.. _orders.Where(order => isLongAgo(order.Since))];
}
