using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Lintel.Testing;

/// <summary>
/// One real PostgreSQL for this test process: made in a temporary folder at first use, on a free port of the loopback
/// address, gone when the process ends, however it ends. LINTEL_TEST_POSTGRES (a connection string of an account that
/// may create databases and roles) names a server to use instead.
/// </summary>
public static class PostgresServer
{
    /// <summary>The server's superuser, for whom no row-level security holds: nothing is tested as it.</summary>
    private const string Superuser = "postgres";

    private const string Account = "lintel";

    // The server lives as long as its standard input: a killed test process leaves nothing behind.
    // A 0-byte read is the end of the pipe; the shell gives background programs no standard input of ours.
    private const string Script = """
        "$1/initdb" -D "$2/data" -U "$3" -A trust -E UTF8 --locale=C --no-sync > "$2/initdb.log" 2>&1 || exit 1
        "$1/postgres" -D "$2/data" -p "$4" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
          -c max_connections=1000 -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
          > "$2/server.log" 2>&1 &
        server=$!
        cat > /dev/null
        kill -QUIT $server
        wait $server
        rm -rf "$2"
        """;

    private static readonly Lazy<Task<string>> Started = new(StartAsync);

    private static string? Given => Environment.GetEnvironmentVariable("LINTEL_TEST_POSTGRES");

    /// <summary>Why tests on PostgreSQL cannot run here; null when they can, or must.</summary>
    public static string? ReasonToSkip { get; } =
        Given is not null || PostgresPrograms.Folder is not null || IsRequired
            ? null
            : "PostgreSQL is not installed: apt-get install postgresql, or set LINTEL_TEST_POSTGRES.";

    private static bool IsRequired => Environment.GetEnvironmentVariable("CI") == "true";

    /// <summary>The same database, logged in to as a superuser; null where the server is not ours.</summary>
    public static string? AsSuperuser(string connectionString) =>
        Given is null ? new NpgsqlConnectionStringBuilder(connectionString) { Username = Superuser }.ToString() : null;

    /// <summary>A connection string to the server's maintenance database.</summary>
    public static Task<string> ConnectionStringAsync() => Started.Value;

    private static async Task<string> StartAsync()
    {
        if (Given is { } given)
        {
            return given;
        }

        var programs =
            PostgresPrograms.Folder
            ?? throw new InvalidOperationException("PostgreSQL is required on CI and not installed: apt-get install postgresql.");
        var folder = Directory.CreateTempSubdirectory("lintel-postgres-").FullName;
        await HandOverAsync(folder);
        var port = FreePort();
        var server = Process.Start(ServerStart(programs, folder, port))!;
        // Not waited for: a test host that takes long to end is killed before it can clean up the rest.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.StandardInput.Close();
        var connection = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = Account,
            Database = "postgres",
        }.ToString();
        var superuser = new NpgsqlConnectionStringBuilder(connection) { Username = Superuser, Pooling = false }.ToString();
        await WaitUntilReadyAsync(superuser, server, folder);
        await RunAsync(superuser, $"CREATE ROLE {Account} LOGIN CREATEDB CREATEROLE");
        return connection;
    }

    private static ProcessStartInfo ServerStart(string programs, string folder, int port)
    {
        string[] command = ["sh", "-c", Script, "sh", programs, folder, Superuser, port.ToString(CultureInfo.InvariantCulture)];
        string[] prefix = PostgresPrograms.OtherUser is { } user ? ["setpriv", $"--reuid={user}", "--clear-groups", "--"] : [];
        string[] whole = [.. prefix, .. command];
        return new ProcessStartInfo(whole[0], whole[1..])
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
    }

    private static async Task HandOverAsync(string folder)
    {
        if (PostgresPrograms.OtherUser is { } user)
        {
            using var chown = Process.Start("chown", [user, folder]);
            await chown.WaitForExitAsync();
        }
    }

    private static async Task RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task WaitUntilReadyAsync(string connectionString, Process server, string folder)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(connectionString);
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException exception)
            {
                if (server.HasExited || waited.Elapsed > TimeSpan.FromSeconds(60))
                {
                    var logs = Directory.GetFiles(folder, "*.log").Select(log => File.ReadAllText(log));
                    throw new InvalidOperationException($"PostgreSQL did not start: {string.Join('\n', logs)}", exception);
                }

                await Task.Delay(50);
            }
        }
    }
}
