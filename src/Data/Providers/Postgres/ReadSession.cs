using System.Data;
using System.Runtime.CompilerServices;
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
    /// <summary>Statements that are kept with their parameters; when there are more, all are let go.</summary>
    private const int MostCommands = 200;

    private const string Front = $"SELECT ({AccessEpoch.Sql}), current_user, set_config('{ViewerScope.Setting}', $1, false)";

    private readonly Dictionary<(string Sql, int Place), NpgsqlBatchCommand> _commands = new(SameText.Comparer);
    private readonly NpgsqlBatch _batch = new(connection);
    private string? _said;
    private bool _isMisled;

    /// <summary>False: nothing can be read through it any more.</summary>
    public bool IsUsable => connection.FullState == ConnectionState.Open && !_isMisled;

    /// <summary>When it was last given back.</summary>
    public long LastUsed { get; set; }

    /// <summary>Runs one read; what goes wrong is in the order.</summary>
    public Task RunAsync(ReadOrder order) => RunAsync([order], order.CancellationToken);

    /// <summary>
    /// Runs several reads in one round trip and over one state of the data. What goes wrong with one is in its order; reads that are not come to
    /// because of it are to go alone. One that is cancelled stops the round trip.
    /// </summary>
    public async Task RunAsync(IReadOnlyList<ReadOrder> orders)
    {
        using var anyone = CancellationTokenSource.CreateLinkedTokenSource([.. orders.Select(order => order.CancellationToken)]);
        await RunAsync(orders, anyone.Token);
    }

    public void Dispose()
    {
        _batch.Dispose();
        connection.Dispose();
    }

    private async Task RunAsync(IReadOnlyList<ReadOrder> orders, CancellationToken cancellationToken)
    {
        var said = Fill(orders);
        // What fails is rolled back, the scope with it.
        _said = null;
        var at = 0;
        List<ReadOrder>? silent = null;
        try
        {
            await using var rows = await _batch.ExecuteReaderAsync(cancellationToken);
            for (; at < orders.Count; at++)
            {
                if (!await TakeAsync(orders[at], rows, isFirst: at == 0, cancellationToken))
                {
                    (silent ??= []).Add(orders[at]);
                }
            }

            _said = said;
        }
        catch (Exception fault)
        {
            // Where one of several is cancelled, it is not the one that the database was busy with.
            var isCancelled = orders.Count > 1 && fault is OperationCanceledException;
            for (var i = at; i < orders.Count; i++)
            {
                if (isCancelled ? orders[i].CancellationToken.IsCancellationRequested : i == at)
                {
                    orders[i].Failure = fault;
                }
                else
                {
                    // A read of a single row that has its row is done.
                    orders[i].GoesAlone = orders[i] is { HasRow: false, Failure: null };
                }
            }
        }

        if (silent is not null)
        {
            // It waits for nothing, and must not fail one for another.
            await AskAsync(silent, orders.Count == 1 ? cancellationToken : CancellationToken.None);
        }
    }

    /// <summary>Takes the rows of one read; false: there was none that tells whether its viewer is still the same.</summary>
    private async Task<bool> TakeAsync(ReadOrder order, NpgsqlDataReader rows, bool isFirst, CancellationToken cancellationToken)
    {
        var isChecked = order.HasFront;
        if (order.HasFront)
        {
            if (!isFirst)
            {
                await rows.NextResultAsync(cancellationToken);
            }

            await rows.ReadAsync(cancellationToken);
            Check(order, rows.GetInt64(0), string.Equals(rows.GetString(1), role, StringComparison.Ordinal));
        }

        for (var i = 0; i < order.Statements.Count; i++)
        {
            if (i > 0 || order.HasFront || !isFirst)
            {
                await rows.NextResultAsync(cancellationToken);
            }

            while (await rows.ReadAsync(cancellationToken))
            {
                if (i == 0 && !isChecked)
                {
                    var epoch = rows.FieldCount - 1;
                    var isRight = !rows.IsDBNull(epoch);
                    Check(order, isRight ? rows.GetInt64(epoch) : 0, isRight);
                    isChecked = true;
                }

                order.HasRow = true;
                if (order.Failure is null)
                {
                    Hand(order, i, rows);
                }
            }
        }

        return isChecked;
    }

    private static void Hand(ReadOrder order, int statement, NpgsqlDataReader rows)
    {
        try
        {
            order.Read(statement, rows);
        }
        catch (Exception fault)
        {
            order.Failure = fault;
        }
    }

    /// <summary>Asks on behalf of those who saw no row.</summary>
    private async Task AskAsync(List<ReadOrder> orders, CancellationToken cancellationToken)
    {
        var said = orders[0].Scope;
        _batch.BatchCommands.Clear();
        _batch.BatchCommands.Add(FrontOf(said, place: 0));
        _said = null;
        try
        {
            await using var rows = await _batch.ExecuteReaderAsync(cancellationToken);
            await rows.ReadAsync(cancellationToken);
            foreach (var order in orders)
            {
                Check(order, rows.GetInt64(0), string.Equals(rows.GetString(1), role, StringComparison.Ordinal));
            }

            _said = said;
        }
        catch (Exception fault)
        {
            orders.ForEach(order => order.Failure ??= fault);
        }
    }

    /// <summary>
    /// Nothing a read does changes the role; should one have done it all the same, nothing more is read through the connection.
    /// </summary>
    private void Check(ReadOrder order, long epoch, bool isRightRole)
    {
        if (!isRightRole)
        {
            _isMisled = true;
            throw new InvalidOperationException($"A connection of {role} works in another role.");
        }

        if (order.Viewer.AccessEpoch is { } then && then != epoch)
        {
            order.Failure = new ViewerChangedException();
        }
    }

    /// <summary>Puts the statements of the reads together and returns the scope that stands after them.</summary>
    private string? Fill(IReadOnlyList<ReadOrder> orders)
    {
        var said = _said;
        var commands = _batch.BatchCommands;
        commands.Clear();
        foreach (var order in orders)
        {
            order.HasFront = order.Statements is not [{ ShowsEpoch: true }, ..] || !string.Equals(said, order.Scope, StringComparison.Ordinal);
            if (order.HasFront)
            {
                said = order.Scope;
                commands.Add(FrontOf(said, commands.Count));
            }

            for (var i = 0; i < order.Statements.Count; i++)
            {
                commands.Add(CommandOf(order.Statements[i], commands.Count));
            }
        }

        return said;
    }

    private NpgsqlBatchCommand FrontOf(string scope, int place) =>
        CommandOf(new ReadStatement(Front, [new StatementValue(scope, DbType.String)]), place);

    private NpgsqlBatchCommand CommandOf(ReadStatement statement, int place)
    {
        var values = statement.Values;
        if (_commands.TryGetValue((statement.Sql, place), out var known))
        {
            for (var i = 0; i < values.Length; i++)
            {
                known.Parameters[i].Value = values[i].Value ?? DBNull.Value;
            }

            return known;
        }

        if (_commands.Count >= MostCommands)
        {
            _commands.Clear();
        }

        var command = new NpgsqlBatchCommand(statement.Sql);
        foreach (var value in values)
        {
            var parameter = new NpgsqlParameter();
            value.Into(parameter);
            command.Parameters.Add(parameter);
        }

        return _commands[(statement.Sql, place)] = command;
    }

    /// <summary>A plan has its texts once, so they are told apart without being read.</summary>
    private sealed class SameText : IEqualityComparer<(string Sql, int Place)>
    {
        public static SameText Comparer { get; } = new();

        public bool Equals((string Sql, int Place) x, (string Sql, int Place) y) => ReferenceEquals(x.Sql, y.Sql) && x.Place == y.Place;

        public int GetHashCode((string Sql, int Place) obj) => RuntimeHelpers.GetHashCode(obj.Sql) ^ obj.Place;
    }
}
