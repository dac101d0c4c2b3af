using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Lintel.Domain;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Metadata;
using SQLitePCL;

namespace Lintel.Data.Providers.Sqlite;

/// <summary>
/// SQLite has no rights of its own: the predicates of the statements are all there is. Its connections stay open, with the statements they have
/// prepared, and cannot write.
/// </summary>
internal sealed class SqliteViewerReads(SqliteConnectionText connection) : ViewerReads, IDisposable
{
    private readonly ConcurrentBag<Session> _idle = [];

    public override string Computed(IEntityType rows, string query) => $"({query})";

    public void Dispose()
    {
        while (_idle.TryTake(out var session))
        {
            session.Dispose();
        }
    }

    protected override async Task RunAsync(
        Viewer viewer,
        IReadOnlyList<ReadStatement> statements,
        Action<int, DbDataReader> read,
        CancellationToken cancellationToken
    )
    {
        if (!_idle.TryTake(out var session))
        {
            session = await Session.OpenAsync(connection.Text, cancellationToken);
        }

        try
        {
            session.Run(viewer, statements, read, cancellationToken);
            _idle.Add(session);
        }
        catch (SqliteException interrupted) when (interrupted.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            session.Dispose();
            throw new OperationCanceledException("A statement was interrupted.", interrupted, cancellationToken);
        }
        catch
        {
            // Whatever state it is in, nobody gets it again.
            session.Dispose();
            throw;
        }
    }

    private sealed class Session(SqliteConnection connection) : IDisposable
    {
        /// <summary>Statements a connection keeps prepared; when there are more, all are let go.</summary>
        private const int MostPrepared = 200;

        private static readonly ReadStatement Epoch = new(AccessEpoch.Sql, []);

        private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

        public static async Task<Session> OpenAsync(string text, CancellationToken cancellationToken)
        {
            var connection = new SqliteConnection(text);
            await connection.OpenAsync(cancellationToken);
            await using var pragma = connection.CreateCommand();
            pragma.CommandText = "PRAGMA query_only = ON; PRAGMA cache_size = -16384;";
            await pragma.ExecuteNonQueryAsync(cancellationToken);
            return new Session(connection);
        }

        public void Run(Viewer viewer, IReadOnlyList<ReadStatement> statements, Action<int, DbDataReader> read, CancellationToken cancellationToken)
        {
            // SQLite works in this thread and looks at no token.
            using var interrupting = cancellationToken.UnsafeRegister(
                static connection => raw.sqlite3_interrupt(((SqliteConnection)connection!).Handle),
                connection
            );

            // Several statements see one state of the data only inside a transaction.
            using var transaction = statements.Count > 1 ? connection.BeginTransaction(deferred: true) : null;
            if (viewer.AccessEpoch is not null)
            {
                var epoch = Command(Epoch);
                epoch.Transaction = transaction;
                Check(viewer, epoch.ExecuteScalar() as long?);
            }

            for (var i = 0; i < statements.Count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var command = Command(statements[i]);
                command.Transaction = transaction;
                using var rows = command.ExecuteReader();
                while (rows.Read())
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    read(i, rows);
                }
            }
        }

        public void Dispose()
        {
            Forget();
            connection.Dispose();
        }

        private SqliteCommand Command(ReadStatement statement)
        {
            if (!_commands.TryGetValue(statement.Sql, out var command))
            {
                if (_commands.Count == MostPrepared)
                {
                    Forget();
                }

                command = connection.CreateCommand();
                command.CommandText = statement.Sql;
                for (var i = 1; i <= statement.Values.Length; i++)
                {
                    command.Parameters.Add(new SqliteParameter { ParameterName = string.Create(CultureInfo.InvariantCulture, $"${i}") });
                }

                _commands[statement.Sql] = command;
            }

            for (var i = 0; i < statement.Values.Length; i++)
            {
                statement.Values[i].Into(command.Parameters[i]);
            }

            return command;
        }

        private void Forget()
        {
            foreach (var command in _commands.Values)
            {
                command.Dispose();
            }

            _commands.Clear();
        }
    }
}

/// <summary>The connection string of the readers: not of the pool, where a connection that cannot write is of no use to others.</summary>
internal sealed record SqliteConnectionText(string Text);
