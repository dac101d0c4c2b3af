using Lintel.Data.Providers.Postgres.Wall;
using Npgsql;

namespace Lintel.Data.Providers.Postgres;

/// <summary>
/// The connections of one database. Whoever logs in is the same; in which role it works is said when the connection starts, so that what a
/// connection is reset to on its return to the pool is that role and nothing else.
/// </summary>
internal sealed class PostgresConnections(DatabaseOptions options) : IDisposable
{
    /// <summary>As the login itself, who owns the tables: for migrations only, and so rare that it is not pooled.</summary>
    public string Owner { get; } = new NpgsqlConnectionStringBuilder(options.ConnectionString) { Pooling = false }.ToString();

    /// <summary>Background work and mutations, which narrow themselves.</summary>
    public string Work { get; } = As(options, WallRoles.System);

    /// <summary>Reads on behalf of viewers.</summary>
    public string Viewer { get; } = As(options, WallRoles.Viewer);

    /// <summary>Closes what waits in the pools.</summary>
    public void Dispose()
    {
        foreach (var pool in (string[])[Work, Viewer])
        {
            using var connection = new NpgsqlConnection(pool);
            NpgsqlConnection.ClearPool(connection);
        }
    }

    private static string As(DatabaseOptions options, string role)
    {
        var parts = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        parts.Options = $"{parts.Options} -c role={role}".TrimStart();
        return parts.ToString();
    }
}
