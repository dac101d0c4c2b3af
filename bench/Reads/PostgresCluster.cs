using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Lintel.Reads;

/// <summary>A PostgreSQL of this benchmark alone, on a loopback port, its files kept for the next run.</summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    private const string Settings = """

        # bench/Reads: a server of modest size whose data fits in memory; nothing that only a benchmark would set.
        listen_addresses = '127.0.0.1'
        unix_socket_directories = ''
        shared_buffers = 1GB
        effective_cache_size = 4GB
        work_mem = 32MB
        maintenance_work_mem = 256MB
        max_wal_size = 4GB
        checkpoint_timeout = 30min
        random_page_cost = 1.1
        jit = off

        """;

    private const string Superuser = "postgres";
    private const string Login = "lintel";

    private readonly string _folder;
    private readonly int _port;

    private PostgresCluster(string folder, int port) => (_folder, _port) = (folder, port);

    /// <summary>The first process; the server's others are its children.</summary>
    public int ProcessId => int.Parse(File.ReadLines(Path.Combine(_folder, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>As an ordinary login that owns its databases: row-level security does not hold for a superuser.</summary>
    public string Connection(string database) => Connection(database, Login);

    /// <summary>With further settings where it is made now.</summary>
    public static async Task<PostgresCluster> StartAsync(string data, CancellationToken stop, string settings = "")
    {
        await Shell.InstallAsync("postgresql", () => Programs() is not null, stop);
        var folder = Path.Combine(data, "postgres");
        var cluster = new PostgresCluster(folder, FreePort());
        if (!File.Exists(Path.Combine(folder, "PG_VERSION")))
        {
            Directory.CreateDirectory(folder);
            if (IsRoot)
                await Shell.RunAsync("chown", ["postgres", folder], environment: null, stop);
            await RunAsync("initdb", ["-D", folder, "-U", Superuser, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"], stop);
            await File.AppendAllTextAsync(Path.Combine(folder, "postgresql.conf"), Settings + settings, stop);
        }

        var port = cluster._port.ToString(CultureInfo.InvariantCulture);
        await RunAsync("pg_ctl", ["start", "-w", "-D", folder, "-l", Path.Combine(folder, "server.log"), "-o", $"-p {port}"], stop);
        await using var source = NpgsqlDataSource.Create(cluster.Connection("postgres", Superuser));
        await using var command = source.CreateCommand(
            $"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{Login}') THEN CREATE ROLE {Login} LOGIN CREATEDB CREATEROLE; END IF; END $$"
        );
        await command.ExecuteNonQueryAsync(stop);
        return cluster;
    }

    public async Task<bool> HasAsync(string database, CancellationToken stop)
    {
        await using var source = NpgsqlDataSource.Create(Connection("postgres"));
        await using var command = source.CreateCommand("SELECT 1 FROM pg_database WHERE datname = $1");
        command.Parameters.Add(new() { Value = database });
        return await command.ExecuteScalarAsync(stop) is not null;
    }

    public Task ExecuteAsync(string database, string sql, CancellationToken stop) => RunSqlAsync(Connection(database), sql, stop);

    /// <summary>The same with all rights, row-level security and references included.</summary>
    public Task ExecuteFreelyAsync(string database, string sql, CancellationToken stop) => RunSqlAsync(Connection(database, Superuser), sql, stop);

    /// <summary>With all rights.</summary>
    public string FreeConnection(string database) => Connection(database, Superuser);

    /// <summary>Stops it as a crash would, and returns when it has recovered.</summary>
    public Task RestartAtOnceAsync(CancellationToken stop) =>
        RunAsync("pg_ctl", ["restart", "-w", "-m", "immediate", "-D", _folder, "-l", Path.Combine(_folder, "server.log")], stop);

    private static async Task RunSqlAsync(string connection, string sql, CancellationToken stop)
    {
        await using var source = NpgsqlDataSource.Create(connection + ";Command Timeout=0");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(stop);
    }

    public async ValueTask DisposeAsync() => await RunAsync("pg_ctl", ["stop", "-w", "-m", "fast", "-D", _folder], CancellationToken.None);

    private string Connection(string database, string user) => $"Host=127.0.0.1;Port={_port};Username={user};Database={database}";

    private static bool IsRoot => Environment.UserName == "root";

    private static string? Programs() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .EnumerateDirectories("/usr/lib/postgresql")
                .Select(version => Path.Combine(version, "bin"))
                .Where(folder => File.Exists(Path.Combine(folder, "initdb")))
                .Order(StringComparer.Ordinal)
                .LastOrDefault()
            : null;

    /// <summary>PostgreSQL does not run as root.</summary>
    private static async Task RunAsync(string program, string[] arguments, CancellationToken stop)
    {
        var path = Path.Combine(Programs()!, program); // installed at the start
        string[] line = IsRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments] : [path, .. arguments];
        // The server inherits the pipes of pg_ctl; a shell gives it none, so that pg_ctl can be seen to end.
        await Shell.RunAsync("sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", .. line], environment: null, stop);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
