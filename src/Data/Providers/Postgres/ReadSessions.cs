using Npgsql;

namespace Lintel.Data.Providers.Postgres;

/// <summary>
/// The sessions of one database role: at most so many as its pool may have connections, opened when they are needed and closed when they are not.
/// The one used last is used next, so that what a few can do leaves the others idle. Reads that found all of them taken wait in line. Small reads have
/// half of the sessions at most, and beyond that wait for one another: many of them in few round trips are done sooner than each in its own.
/// </summary>
internal sealed class ReadSessions : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Stack<ReadSession> _idle = [];
    private readonly ReadLine _line = new();
    private readonly string _connection;
    private readonly string _role;
    private readonly int _most;
    private readonly int _mostSmall;
    private readonly TimeSpan _mostWait;
    private readonly TimeSpan _mostIdle;
    private readonly TimeProvider _clock;
    private readonly ITimer _sweep;

    /// <summary>Sessions that are there or being opened.</summary>
    private int _count;

    /// <summary>Of these, those that small reads have.</summary>
    private int _small;
    private bool _isDisposed;

    public ReadSessions(NpgsqlConnectionStringBuilder settings, string role, TimeProvider clock)
    {
        (_role, _clock) = (role, clock);
        _most = settings.MaxPoolSize;
        _mostSmall = (_most + 1) / 2;
        _mostWait = settings.Timeout == 0 ? TimeSpan.MaxValue : TimeSpan.FromSeconds(settings.Timeout);
        _mostIdle = TimeSpan.FromSeconds(settings.ConnectionIdleLifetime);
        // These are the pool.
        settings.Pooling = false;
        _connection = settings.ToString();
        var interval = _mostIdle < _mostWait ? _mostIdle : _mostWait;
        _sweep = clock.CreateTimer(_ => Sweep(), state: null, interval, interval);
    }

    /// <summary>Runs a read, now or when a session is free for it.</summary>
    /// <exception cref="TimeoutException">None became free in the time that the connection string gives for opening one.</exception>
    public async Task RunAsync(ReadOrder order)
    {
        order.CancellationToken.ThrowIfCancellationRequested();
        if (!TryEnter(order, out var turn))
        {
            turn = await order.TurnAsync();
        }

        if (turn.Session is not null || turn.MayOpen)
        {
            await RunAsync(order, turn.Session);
        }

        if (order.Failure is { } failure)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
        }

        _sweep.Dispose();
        CloseIdle();
    }

    private async Task RunAsync(ReadOrder order, ReadSession? session)
    {
        try
        {
            session ??= await OpenAsync(order.CancellationToken);
            if (Company(order) is { } groups)
            {
                await session.RunAsync(groups);
                End(groups);
                if (!order.GoesAlone)
                {
                    return;
                }

                session = await UsableAsync(session, order.CancellationToken);
            }

            await session.RunAsync(order);
        }
        finally
        {
            Leave(session, order);
        }
    }

    /// <summary>A session that is free, or leave to open one. False: neither, the read is in line.</summary>
    private bool TryEnter(ReadOrder order, out ReadTurn turn)
    {
        lock (_lock)
        {
            var mayBegin = !order.IsSmall || _small < _mostSmall;
            if (mayBegin && _idle.TryPop(out var idle))
            {
                turn = new ReadTurn(idle, MayOpen: false);
            }
            else if (mayBegin && _count < _most)
            {
                _count++;
                turn = new ReadTurn(Session: null, MayOpen: true);
            }
            else
            {
                _line.Add(order, _clock.GetTimestamp());
                turn = default;
                return false;
            }

            _small += order.IsSmall ? 1 : 0;
            return true;
        }
    }

    private async Task<ReadSession> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(_connection);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return new ReadSession(connection, _role);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task<ReadSession> UsableAsync(ReadSession session, CancellationToken cancellationToken)
    {
        if (session.IsUsable)
        {
            return session;
        }

        session.Dispose();
        return await OpenAsync(cancellationToken);
    }

    /// <summary>The read with those in line behind it that go along; null: it goes alone.</summary>
    private List<ReadGroup>? Company(ReadOrder first)
    {
        if (first is not { IsSmall: true, GoesAlone: false })
        {
            return null;
        }

        var groups = new List<ReadGroup>(1) { new(first) };
        lock (_lock)
        {
            _line.TakeAlong(groups);
        }

        return groups is [{ Count: 1 }] ? null : groups;
    }

    /// <summary>Tells the others that they are read; those that are to go alone are next in line.</summary>
    private void End(List<ReadGroup> groups)
    {
        for (var i = groups.Count - 1; i >= 0; i--)
        {
            for (var j = groups[i].Count - 1; j >= (i == 0 ? 1 : 0); j--)
            {
                var order = groups[i][j];
                if (!order.GoesAlone)
                {
                    order.End();
                    continue;
                }

                lock (_lock)
                {
                    _line.PutBack(order);
                }
            }
        }
    }

    /// <summary>Gives the session, or the leave to open one, to whoever is next.</summary>
    private void Leave(ReadSession? session, ReadOrder order)
    {
        if (session is { IsUsable: false })
        {
            session.Dispose();
            session = null;
            // What broke this one, a server that went away, most likely broke those that wait.
            CloseIdle();
        }

        ReadOrder? next;
        lock (_lock)
        {
            _small -= order.IsSmall ? 1 : 0;
            next = _line.Next(maySmall: _small < _mostSmall);
            _small += next is { IsSmall: true } ? 1 : 0;
            if (next is null)
            {
                if (session is not null && !_isDisposed)
                {
                    session.LastUsed = _clock.GetTimestamp();
                    _idle.Push(session);
                    return;
                }

                _count--;
            }
        }

        if (next is not null)
        {
            next.Begin(new ReadTurn(session, MayOpen: session is null));
        }
        else
        {
            session?.Dispose();
        }
    }

    private void CloseIdle()
    {
        List<ReadSession> closed;
        lock (_lock)
        {
            closed = [.. _idle];
            _idle.Clear();
            _count -= closed.Count;
        }

        closed.ForEach(session => session.Dispose());
    }

    /// <summary>Closes what nobody has needed for a while, and sends away who has waited too long.</summary>
    private void Sweep()
    {
        List<ReadSession> closed;
        List<ReadOrder> late;
        lock (_lock)
        {
            closed = [.. _idle.Where(session => _clock.GetElapsedTime(session.LastUsed) >= _mostIdle)];
            if (closed.Count > 0)
            {
                var kept = _idle.Except(closed).Reverse().ToList();
                _idle.Clear();
                kept.ForEach(_idle.Push);
                _count -= closed.Count;
            }

            late = _line.Late(since => _clock.GetElapsedTime(since) >= _mostWait);
        }

        closed.ForEach(session => session.Dispose());
        late.ForEach(order => order.GiveUp(new TimeoutException($"No connection of {_role} became free.")));
    }
}
