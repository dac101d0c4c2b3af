using System.Data.Common;

namespace Lintel.Data.Providers.Postgres;

/// <summary>
/// Reads that the same statements answer: one read, or several that look for single rows and differ in nothing but the key. Those become one
/// statement for all their keys, and each gets the row of its own.
/// </summary>
internal sealed class ReadGroup(ReadOrder first)
{
    private List<ReadOrder>? _orders;

    public ReadOrder First => first;
    public string Scope => first.Scope;
    public int Count => _orders?.Count ?? 1;

    /// <summary>Its scope is said in front of its statements.</summary>
    public bool HasFront { get; set; }

    public ReadOrder this[int index] => _orders is null ? first : _orders[index];

    public IReadOnlyList<ReadStatement> Statements => _orders is null ? first.Statements : [ForAllKeys(_orders)];

    /// <summary>Takes in a read that is alike.</summary>
    public void Add(ReadOrder order) => (_orders ??= [first]).Add(order);

    /// <summary>A read differs from these in its key only.</summary>
    public bool IsAlike(ReadOrder order)
    {
        var (ours, theirs) = (first.Statements[0], order.Statements[0]);
        if (
            ours.ByKeys is not { } byKeys
            || !ReferenceEquals(byKeys, theirs.ByKeys)
            || first.Key is null
            || order.Key is null
            || !string.Equals(Scope, order.Scope, StringComparison.Ordinal)
        )
        {
            return false;
        }

        for (var i = 0; i < ours.Values.Length; i++)
        {
            if (i != byKeys.Key && !Equals(ours.Values[i].Value, theirs.Values[i].Value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The epoch of a row of the first statement, where it is shown; null: the session worked in another role than its own.</summary>
    public long? EpochOf(DbDataReader row)
    {
        var column = row.FieldCount - (_orders is null ? 1 : 2);
        return row.IsDBNull(column) ? null : row.GetInt64(column);
    }

    /// <summary>Tells those who were remembered as somebody else.</summary>
    public void Check(long epoch)
    {
        for (var i = 0; i < Count; i++)
        {
            if (this[i].Viewer.AccessEpoch is { } then && then != epoch)
            {
                this[i].Failure = new ViewerChangedException();
            }
        }
    }

    /// <summary>Gives a row to whom it belongs.</summary>
    public void Hand(int statement, DbDataReader row)
    {
        if (_orders is null)
        {
            Hand(first, statement, row);
            return;
        }

        var key = row.GetGuid(row.FieldCount - 1);
        foreach (var order in _orders)
        {
            if (order.Key == key)
            {
                Hand(order, statement, row);
            }
        }
    }

    /// <summary>One of those who share the round trip cancelled it, and is not the one that the database was busy with: the others go alone.</summary>
    public void Cancel(Exception cancelled)
    {
        for (var i = 0; i < Count; i++)
        {
            if (this[i].CancellationToken.IsCancellationRequested)
            {
                this[i].Failure = cancelled;
            }
        }

        Break(fault: null);
    }

    /// <summary>
    /// Its statement failed, or did not come to run (null). Whose fault it was is seen when each goes alone, but for those who have their row.
    /// </summary>
    public void Break(Exception? fault)
    {
        if (fault is not null && _orders is null)
        {
            first.Failure = fault;
            return;
        }

        for (var i = 0; i < Count; i++)
        {
            this[i].GoesAlone = this[i] is { HasRow: false, Failure: null };
        }
    }

    private static void Hand(ReadOrder order, int statement, DbDataReader row)
    {
        order.HasRow = true;
        if (order.Failure is not null)
        {
            return;
        }

        try
        {
            order.Read(statement, row);
        }
        catch (Exception fault)
        {
            order.Failure = fault;
        }
    }

    private static ReadStatement ForAllKeys(List<ReadOrder> orders)
    {
        var one = orders[0].Statements[0];
        var byKeys = one.ByKeys!; // reads with others are such
        var values = one.Values.ToArray();
        values[byKeys.Key] = new StatementValue(orders.Select(order => order.Key!.Value).Distinct().ToArray(), Type: null);
        return new ReadStatement(byKeys.Sql, values) { ShowsEpoch = one.ShowsEpoch };
    }
}
