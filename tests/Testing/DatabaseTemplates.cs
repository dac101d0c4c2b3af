using System.Collections.Concurrent;
using System.Globalization;
using Lintel.Data;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Lintel.Testing;

/// <summary>A database that is prepared once per test process and then copied per test.</summary>
internal abstract class DatabaseTemplate
{
    private static readonly ConcurrentDictionary<string, Lazy<Task>> Prepared = new(StringComparer.Ordinal);
    private static int _copies;

    /// <summary>The template's own database.</summary>
    protected abstract Task<DatabaseOptions> CreateAsync(string name);
    protected abstract Task<DatabaseOptions> CopyAsync(string name, string copy);
    protected abstract void Release(DatabaseOptions database);
    public abstract Task DropAsync(DatabaseOptions database);

    /// <summary>A fresh copy; the first call prepares the template.</summary>
    public async Task<DatabaseOptions> CloneAsync(string name, Func<DatabaseOptions, Task> prepare)
    {
        await Prepared
            .GetOrAdd(
                $"{GetType().Name}/{name}",
                _ => new Lazy<Task>(async () =>
                {
                    var template = await CreateAsync(name);
                    await prepare(template);
                    Release(template);
                })
            )
            .Value;
        var number = Interlocked.Increment(ref _copies);
        return await CopyAsync(name, string.Create(CultureInfo.InvariantCulture, $"test_{number}"));
    }
}

/// <summary>One file, copied.</summary>
internal sealed class SqliteTemplate : DatabaseTemplate
{
    private static readonly Lazy<string> Folder = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("lintel-sqlite-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        };
        return folder;
    });

    protected override Task<DatabaseOptions> CreateAsync(string name) => Task.FromResult(At(FileOf(name)));

    protected override Task<DatabaseOptions> CopyAsync(string name, string copy)
    {
        File.Copy(FileOf(name), FileOf(copy));
        return Task.FromResult(At(FileOf(copy)));
    }

    public override Task DropAsync(DatabaseOptions database)
    {
        Release(database);
        File.Delete(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource);
        return Task.CompletedTask;
    }

    /// <summary>Closing the last connection also moves the write-ahead log into the file.</summary>
    protected override void Release(DatabaseOptions database)
    {
        // The data layer completes the connection string, so its pool is found by the completed one.
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(database.ConnectionString) { ForeignKeys = true }.ToString());
        SqliteConnection.ClearPool(connection);
    }

    private static string FileOf(string name) => Path.Combine(Folder.Value, $"{name}.db");

    private static DatabaseOptions At(string file) => new() { Provider = DatabaseProvider.Sqlite, ConnectionString = $"Data Source={file}" };
}

/// <summary>One database of the test server, copied by the server.</summary>
internal sealed class PostgresTemplate : DatabaseTemplate
{
    // A server that was given to us may be used by several test processes at once.
    private static readonly string Prefix = string.Create(CultureInfo.InvariantCulture, $"lintel_{Environment.ProcessId}");

    protected override async Task<DatabaseOptions> CreateAsync(string name)
    {
        await RunAsync($"DROP DATABASE IF EXISTS {Prefix}_{name}");
        await RunAsync($"CREATE DATABASE {Prefix}_{name}");
        return await AtAsync($"{Prefix}_{name}");
    }

    protected override async Task<DatabaseOptions> CopyAsync(string name, string copy)
    {
        await RunAsync($"DROP DATABASE IF EXISTS {Prefix}_{copy}");
        await RunAsync($"CREATE DATABASE {Prefix}_{copy} TEMPLATE {Prefix}_{name}");
        return await AtAsync($"{Prefix}_{copy}");
    }

    public override async Task DropAsync(DatabaseOptions database)
    {
        Release(database);
        var name = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database;
        try
        {
            await RunAsync($"DROP DATABASE {name} WITH (FORCE)");
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            // The server's own vacuum works in it, which nobody may end by force; asked plainly, the server sends it away.
            await RunAsync($"DROP DATABASE {name}");
        }
    }

    protected override void Release(DatabaseOptions database)
    {
        using var connection = new NpgsqlConnection(database.ConnectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    private static async Task<DatabaseOptions> AtAsync(string name) =>
        new()
        {
            Provider = DatabaseProvider.Postgres,
            ConnectionString = new NpgsqlConnectionStringBuilder(await PostgresServer.ConnectionStringAsync())
            {
                Database = name,
                MaxPoolSize = 20,
            }.ToString(),
        };

    private static async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(await PostgresServer.ConnectionStringAsync());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
