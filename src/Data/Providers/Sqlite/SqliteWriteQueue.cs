using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using SQLitePCL;

namespace Lintel.Data.Providers.Sqlite;

/// <summary>
/// SQLite has one writer at a time, and its own waiting looks at no token. So the writers of this process wait here, in the order they came, without
/// a thread; for another process's writer they ask again and again. Whoever is cancelled waits no longer.
/// </summary>
internal sealed class SqliteWriteQueue : IDisposable
{
    /// <summary>How long another process's writer is waited for at most.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly SemaphoreSlim _turn = new(1);

    public void Dispose() => _turn.Dispose();

    /// <summary>Begins a transaction of a context whose connection is open, when it is its turn.</summary>
    public async Task<IDbContextTransaction> BeginAsync(DatabaseFacade database, DbConnection connection, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return new Turn(await BeginAsync(database, (SqliteConnection)connection, cancellationToken), _turn);
        }
        catch
        {
            _turn.Release();
            throw;
        }
    }

    private static async Task<IDbContextTransaction> BeginAsync(
        DatabaseFacade database,
        SqliteConnection connection,
        CancellationToken cancellationToken
    )
    {
        var patience = connection.DefaultTimeout;
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            // Neither SQLite nor its driver waits: each answers at once that the file is busy.
            raw.sqlite3_busy_timeout(connection.Handle, 0);
            connection.DefaultTimeout = -1;
            while (true)
            {
                try
                {
                    // Microsoft.Data.Sqlite begins IMMEDIATE unless asked for a deferred transaction.
                    return await database.BeginTransactionAsync(cancellationToken);
                }
                catch (SqliteException busy) when (busy.SqliteErrorCode == raw.SQLITE_BUSY && TimeProvider.System.GetElapsedTime(started) < Longest)
                {
                    await Task.Delay(Pause, cancellationToken);
                }
            }
        }
        finally
        {
            connection.DefaultTimeout = patience;
            raw.sqlite3_busy_timeout(connection.Handle, SqliteConnectionSetup.BusyMilliseconds);
        }
    }

    /// <summary>A transaction whose end is the next one's turn.</summary>
    private sealed class Turn(IDbContextTransaction transaction, SemaphoreSlim turn) : IDbContextTransaction, IInfrastructure<DbTransaction>
    {
        private bool _isOver;

        public Guid TransactionId => transaction.TransactionId;

        public bool SupportsSavepoints => transaction.SupportsSavepoints;

        public DbTransaction Instance => transaction.GetDbTransaction();

        public void Commit()
        {
            transaction.Commit();
            End();
        }

        public async Task CommitAsync(CancellationToken cancellationToken = default)
        {
            await transaction.CommitAsync(cancellationToken);
            End();
        }

        public void Rollback()
        {
            transaction.Rollback();
            End();
        }

        public async Task RollbackAsync(CancellationToken cancellationToken = default)
        {
            await transaction.RollbackAsync(cancellationToken);
            End();
        }

        public void CreateSavepoint(string name) => transaction.CreateSavepoint(name);

        public Task CreateSavepointAsync(string name, CancellationToken cancellationToken = default) =>
            transaction.CreateSavepointAsync(name, cancellationToken);

        public void RollbackToSavepoint(string name) => transaction.RollbackToSavepoint(name);

        public Task RollbackToSavepointAsync(string name, CancellationToken cancellationToken = default) =>
            transaction.RollbackToSavepointAsync(name, cancellationToken);

        public void ReleaseSavepoint(string name) => transaction.ReleaseSavepoint(name);

        public Task ReleaseSavepointAsync(string name, CancellationToken cancellationToken = default) =>
            transaction.ReleaseSavepointAsync(name, cancellationToken);

        public void Dispose()
        {
            transaction.Dispose();
            End();
        }

        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            End();
        }

        private void End()
        {
            if (!_isOver)
            {
                _isOver = true;
                turn.Release();
            }
        }
    }
}
