using System.Data;
using Npgsql;

namespace Lintel.Data.Providers.Postgres;

/// <summary>
/// A connection of one database role that is kept open, what it was last told of its viewer, and the statements it has run before. The scope is the
/// connection's, not the transaction's: it is said again only for a viewer who has another.
/// </summary>
/// <param name="connection">Open, in that role.</param>
/// <param name="role">The database role.</param>
internal sealed class ReadSession(NpgsqlConnection connection, string role) : IDisposable
{
    private const string Front = $"SELECT ({AccessEpoch.Sql}), current_user, set_config('{ViewerScope.Setting}', $1, false)";

    private readonly SessionCommands _commands = new();
    private readonly NpgsqlBatch _batch = new(connection);
    private string? _said;
    private bool _isMisled;

    /// <summary>False: nothing can be read through it any more.</summary>
    public bool IsUsable => connection.FullState == ConnectionState.Open && !_isMisled;

    /// <summary>When it was last given back.</summary>
    public long LastUsed { get; set; }

    /// <summary>Runs one read; what goes wrong is in its order.</summary>
    public Task RunAsync(ReadOrder order) => RunAsync([new ReadGroup(order)], isAlone: true, order.CancellationToken);

    /// <summary>
    /// Runs reads in one round trip and over one state of the data. What goes wrong with one is in its order; reads that are not come to because
    /// of it, or of which it is not known whose fault it was, are to go alone. One that is cancelled stops the round trip.
    /// </summary>
    public async Task RunAsync(IReadOnlyList<ReadGroup> groups)
    {
        using var anyone = CancellationTokenSource.CreateLinkedTokenSource([
            .. groups.SelectMany(group => Enumerable.Range(0, group.Count).Select(i => group[i].CancellationToken)),
        ]);
        await RunAsync(groups, isAlone: false, anyone.Token);
    }

    public void Dispose()
    {
        _batch.Dispose();
        connection.Dispose();
    }

    private async Task RunAsync(IReadOnlyList<ReadGroup> groups, bool isAlone, CancellationToken cancellationToken)
    {
        var said = Fill(groups);
        // What fails is rolled back, the scope with it.
        _said = null;
        var at = 0;
        List<ReadGroup>? silent = null;
        try
        {
            await using var rows = await _batch.ExecuteReaderAsync(cancellationToken);
            for (; at < groups.Count; at++)
            {
                if (!await TakeAsync(groups[at], rows, isFirst: at == 0, cancellationToken))
                {
                    (silent ??= []).Add(groups[at]);
                }
            }

            _said = said;
        }
        catch (OperationCanceledException cancelled) when (!isAlone)
        {
            for (; at < groups.Count; at++)
            {
                groups[at].Cancel(cancelled);
            }
        }
        catch (Exception fault)
        {
            groups[at].Break(fault);
            while (++at < groups.Count)
            {
                groups[at].Break(fault: null);
            }
        }

        if (silent is not null)
        {
            // It waits for nothing, and must not fail one for another.
            await AskAsync(silent, isAlone ? cancellationToken : CancellationToken.None);
        }
    }

    /// <summary>Takes the rows of a group; false: there was none that tells whether its viewers are still the same.</summary>
    private async Task<bool> TakeAsync(ReadGroup group, NpgsqlDataReader rows, bool isFirst, CancellationToken cancellationToken)
    {
        var isChecked = group.HasFront;
        if (group.HasFront)
        {
            if (!isFirst)
            {
                await rows.NextResultAsync(cancellationToken);
            }

            await rows.ReadAsync(cancellationToken);
            group.Check(EpochOfFront(rows));
        }

        for (var i = 0; i < group.First.Statements.Count; i++)
        {
            if (i > 0 || group.HasFront || !isFirst)
            {
                await rows.NextResultAsync(cancellationToken);
            }

            while (await rows.ReadAsync(cancellationToken))
            {
                if (i == 0 && !isChecked)
                {
                    group.Check(InRole(group.EpochOf(rows)));
                    isChecked = true;
                }

                group.Hand(i, rows);
            }
        }

        return isChecked;
    }

    /// <summary>Asks on behalf of those who saw no row.</summary>
    private async Task AskAsync(List<ReadGroup> groups, CancellationToken cancellationToken)
    {
        var said = groups[0].Scope;
        _batch.BatchCommands.Clear();
        _batch.BatchCommands.Add(FrontOf(said, place: 0));
        _said = null;
        try
        {
            await using var rows = await _batch.ExecuteReaderAsync(cancellationToken);
            await rows.ReadAsync(cancellationToken);
            var epoch = EpochOfFront(rows);
            groups.ForEach(group => group.Check(epoch));
            _said = said;
        }
        catch (Exception fault)
        {
            groups.ForEach(group => group.Break(fault));
        }
    }

    private long EpochOfFront(NpgsqlDataReader row) =>
        InRole(string.Equals(row.GetString(1), role, StringComparison.Ordinal) ? row.GetInt64(0) : null);

    /// <summary>
    /// Nothing a read does changes the role; should one have done it all the same, nothing more is read through the connection.
    /// </summary>
    private long InRole(long? epoch)
    {
        if (epoch is { } known)
        {
            return known;
        }

        _isMisled = true;
        throw new InvalidOperationException($"A connection of {role} works in another role.");
    }

    /// <summary>Puts the statements of the groups together and returns the scope that stands after them.</summary>
    private string? Fill(IReadOnlyList<ReadGroup> groups)
    {
        var said = _said;
        var commands = _batch.BatchCommands;
        commands.Clear();
        for (var i = 0; i < groups.Count; i++)
        {
            var (group, statements) = (groups[i], groups[i].Statements);
            group.HasFront = statements is not [{ ShowsEpoch: true }, ..] || !string.Equals(said, group.Scope, StringComparison.Ordinal);
            if (group.HasFront)
            {
                said = group.Scope;
                commands.Add(FrontOf(said, commands.Count));
            }

            for (var statement = 0; statement < statements.Count; statement++)
            {
                commands.Add(_commands.Of(statements[statement], commands.Count));
            }
        }

        return said;
    }

    private NpgsqlBatchCommand FrontOf(string scope, int place) =>
        _commands.Of(new ReadStatement(Front, [new StatementValue(scope, DbType.String)]), place);
}
