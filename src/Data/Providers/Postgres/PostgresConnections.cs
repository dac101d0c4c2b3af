using Lintel.Data.Providers.Postgres.Wall;
using Npgsql;

namespace Lintel.Data.Providers.Postgres;

/// <summary>
/// The connections of one database. Whoever logs in is the same; in which role it works is said when the connection starts, so that what a
/// connection is reset to on its return to the pool is that role and nothing else.
/// </summary>
internal sealed class PostgresConnections(DatabaseOptions options) : IDisposable
{
    /// <summary>Statements a connection keeps prepared; the least used one gives way.</summary>
    private const int MostPrepared = 200;

    /// <summary>As the login itself, who owns the tables: for migrations only, and so rare that it is not pooled.</summary>
    public string Owner { get; } = new NpgsqlConnectionStringBuilder(options.ConnectionString) { Pooling = false }.ToString();

    /// <summary>Background work and mutations, which narrow themselves.</summary>
    public string Work { get; } = As(options, WallRoles.System, plans: "");

    /// <summary>Reads on behalf of viewers.</summary>
    /// <remarks>
    /// A reading is planned once and not at every call: with its parameters the database would plan it anew each time, which costs more than
    /// the reading. Limits are literals, so a plan without the parameters' values is a good one.
    /// </remarks>
    public string Viewer { get; } = As(options, WallRoles.Viewer, plans: " -c plan_cache_mode=force_generic_plan");

    /// <summary>Closes what waits in the pools.</summary>
    public void Dispose()
    {
        foreach (var pool in (string[])[Work, Viewer])
        {
            using var connection = new NpgsqlConnection(pool);
            NpgsqlConnection.ClearPool(connection);
        }
    }

    /// <summary>Statements that come again are prepared, unless the connection string says otherwise.</summary>
    private static string As(DatabaseOptions options, string role, string plans)
    {
        var parts = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        parts.MaxAutoPrepare = parts.MaxAutoPrepare == 0 ? MostPrepared : parts.MaxAutoPrepare;
        parts.AutoPrepareMinUsages = 2;
        parts.Options = $"{parts.Options} -c role={role}{plans}".TrimStart();
        return parts.ToString();
    }
}
