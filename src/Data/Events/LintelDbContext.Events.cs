using System.Globalization;
using Lintel.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Lintel.Data;

public abstract partial class LintelDbContext
{
    /// <summary>From this many on, events are not worth tracking: an import's batch takes a third of the time.</summary>
    private const int BulkEvents = 50;

    private readonly List<RecordedEvent> _recorded = [];

    /// <summary>The events of the running unit of work, in order; not yet in the log.</summary>
    public IReadOnlyList<RecordedEvent> Recorded => _recorded;

    /// <summary>
    /// Notes an event of the running unit of work. It reaches the log with <see cref="CommitAsync"/> and not before;
    /// a rollback forgets it.
    /// </summary>
    public void Record(DomainEvent happened, IPlaced at, Guid? ownerAgentId, Viewer actor)
    {
        var placement = Placement.Of(at);
        if (_recorded.Count > 0 && _recorded[0].Placement.BrandId != placement.BrandId)
        {
            throw new InvalidOperationException("A unit of work belongs to one brand.");
        }

        _recorded.Add(new RecordedEvent(happened, placement, ownerAgentId, actor.AccountId));
    }

    /// <summary>
    /// Saves the changes, appends the recorded events with the brand's next numbers, commits and wakes the followers.
    /// Returns the number of the last event; null when there was none. <paramref name="completing"/> runs when that number
    /// is known and nothing is committed yet: what it changes is part of the transaction.
    /// </summary>
    public async Task<long?> CommitAsync(
        IDbContextTransaction transaction,
        DateTimeOffset at,
        CancellationToken cancellationToken,
        Action<long?>? completing = null
    )
    {
        await SaveChangesAsync(cancellationToken);
        if (_recorded.Count == 0)
        {
            completing?.Invoke(null);
            await SaveChangesAsync(cancellationToken);
            await CommitWholeAsync(transaction, cancellationToken);
            return null;
        }

        // Last of all, because the counter's row lock is held from here to the commit:
        // that is what makes numbers follow the order of commits.
        var brandId = _recorded[0].Placement.BrandId;
        // Numbered from 1: which numbers these are is known with the counter.
        var last = await AppendAsync(transaction, [.. _recorded.Select((recorded, i) => LoggedEvent.Create(recorded, i + 1, at))], cancellationToken);
        completing?.Invoke(last);
        await SaveChangesAsync(cancellationToken);
        await CommitWholeAsync(transaction, cancellationToken);
        _recorded.Clear();
        commits.Raise(brandId);
        return last;
    }

    /// <summary>Makes room for the events of this month and the next, where months have their own.</summary>
    internal virtual Task MakeEventMonthsAsync(DateTimeOffset now, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Drops the months of the event log that ended before an instant and of which no brand keeps anything.</summary>
    internal virtual Task DropEventMonthsAsync(DateTimeOffset before, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Raises the counter of the events' brand by their number and gives each the next one; returns the last. What waits for the changes to be saved is
    /// saved with them. Other processes are told of it when the transaction commits.
    /// </summary>
    private protected virtual async Task<long> AppendAsync(
        IDbContextTransaction transaction,
        IReadOnlyList<LoggedEvent> events,
        CancellationToken cancellationToken
    )
    {
        var last = await TakeNumbersAsync(transaction, events[0].BrandId, events.Count, cancellationToken);
        foreach (var logged in events)
        {
            logged.Renumber(last - events.Count);
        }

        if (events.Count < BulkEvents)
        {
            Events.AddRange(events);
        }
        else
        {
            await BulkInsertAsync(events, cancellationToken);
        }

        return last;
    }

    /// <summary>Who cancels learns whether there was a commit: once it is asked for, it is waited for.</summary>
    private static Task CommitWholeAsync(IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return transaction.CommitAsync(CancellationToken.None);
    }

    private async Task<long> TakeNumbersAsync(IDbContextTransaction transaction, Guid brandId, int count, CancellationToken cancellationToken)
    {
        await using var command = Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction.GetDbTransaction();
        command.CommandText = """
            INSERT INTO event_counters (brand_id, last, swept) VALUES (@brand, @count, 0)
            ON CONFLICT (brand_id) DO UPDATE SET last = event_counters.last + excluded.last
            RETURNING last
            """;
        Add("@brand", brandId);
        Add("@count", (long)count);
        DatabaseMetrics.CountCommand();
        var last = await command.ExecuteScalarAsync(cancellationToken);
        return Convert.ToInt64(last, CultureInfo.InvariantCulture);

        void Add(string name, object value)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }
    }
}
