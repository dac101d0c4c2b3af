using System.Globalization;
using Npgsql;

namespace Lintel.Server.Tests;

/// <summary>Another user of a server's PostgreSQL: locks a table against it, and sees what it is waiting for.</summary>
internal sealed class OtherLogin : IAsyncDisposable
{
    private const string Others =
        "FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()";

    private readonly NpgsqlConnection _locking;
    private readonly NpgsqlConnection _watching;
    private NpgsqlTransaction? _lock;

    private OtherLogin(string connection) => (_locking, _watching) = (new NpgsqlConnection(connection), new NpgsqlConnection(connection));

    public static Task<OtherLogin> OpenAsync(ServerUnderTest server) => OpenAsync(server.Database.Options.ConnectionString);

    public static async Task<OtherLogin> OpenAsync(string connection)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(connection) { Pooling = false, ApplicationName = nameof(OtherLogin) }.ToString();
        var login = new OtherLogin(unpooled);
        await login._locking.OpenAsync();
        await login._watching.OpenAsync();
        return login;
    }

    public async Task LockAsync(string table)
    {
        _lock = await _locking.BeginTransactionAsync();
        await using var command = new NpgsqlCommand($"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE", _locking, _lock);
        await command.ExecuteNonQueryAsync();
    }

    public async Task UnlockAsync()
    {
        await _lock!.DisposeAsync(); // it was locked
        _lock = null;
    }

    /// <summary>Statements that wait for a lock.</summary>
    public Task<int> BlockedAsync() => CountAsync($"{Others} AND wait_event_type = 'Lock'");

    /// <summary>Breaks the connections of statements that wait for a lock.</summary>
    public Task<int> TerminateBlockedAsync() =>
        CountAsync($"FROM (SELECT pg_terminate_backend(pid) {Others} AND wait_event_type = 'Lock') AS terminated");

    /// <summary>Connections of the server.</summary>
    public Task<int> SessionsAsync() => CountAsync($"{Others} AND application_name <> '{nameof(OtherLogin)}'");

    public async Task UntilBlockedAsync(int statements)
    {
        using var patience = new CancellationTokenSource(ServerUnderTest.Patience);
        while (await BlockedAsync() < statements)
            patience.Token.ThrowIfCancellationRequested();
    }

    /// <summary>Does something, and returns when a statement waits for a lock that began after it.</summary>
    public async Task UntilBlockedAgainAsync(Action act)
    {
        await using var clock = new NpgsqlCommand("SELECT clock_timestamp()::text", _watching);
        var before = (string)(await clock.ExecuteScalarAsync())!;
        act();
        using var patience = new CancellationTokenSource(ServerUnderTest.Patience);
        while (await CountAsync($"{Others} AND wait_event_type = 'Lock' AND query_start > '{before}'") == 0)
            patience.Token.ThrowIfCancellationRequested();
    }

    public async ValueTask DisposeAsync()
    {
        await _locking.DisposeAsync();
        await _watching.DisposeAsync();
    }

    private async Task<int> CountAsync(string from)
    {
        await using var command = new NpgsqlCommand($"SELECT count(*) {from}", _watching);
        return Convert.ToInt32(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
