using Lintel.Data.Providers.Postgres.Wall;
using Npgsql;

namespace Lintel.Data.Providers.Postgres;

/// <summary>
/// The connections of one database. Whoever logs in is the same; in which role it works is said when the connection starts, so that what a
/// connection is reset to on its return to the pool is that role and nothing else. Each role has a pool of its own.
/// </summary>
internal sealed class PostgresConnections(DatabaseOptions options) : IDisposable
{
    /// <summary>Statements a connection keeps prepared; the least used one gives way.</summary>
    private const int MostPrepared = 200;

    /// <summary>So many connections the viewers of one role may have on any machine.</summary>
    private const int FewestConnections = 4;

    /// <summary>A page of rows comes in few pieces.</summary>
    private const int PageBytes = 32 * 1024;

    /// <summary>Seconds after which an idle connection of a viewers' pool is closed: there are many of these pools.</summary>
    private const int ViewerIdleSeconds = 30;

    /// <summary>
    /// A reading is planned once and not at every call: with its parameters the database would plan it anew each time, which costs more than
    /// the reading. Limits are literals, so a plan without the parameters' values is a good one. What is read together is one state of the
    /// data, and nothing is written.
    /// </summary>
    private const string Reading =
        " -c plan_cache_mode=force_generic_plan -c default_transaction_isolation=repeatable\\ read -c default_transaction_read_only=on";

    /// <summary>As the login itself, who owns the tables: for migrations only, and so rare that it is not pooled.</summary>
    public string Owner { get; } = new NpgsqlConnectionStringBuilder(options.ConnectionString) { Pooling = false }.ToString();

    /// <summary>Background work and mutations, which narrow themselves.</summary>
    public string Work { get; } = As(options, WallRoles.System).ToString();

    /// <summary>
    /// Reads on behalf of viewers, by the database role they work in: settings for <see cref="ReadSessions"/>. What the connection string says of its
    /// pool holds for them too.
    /// </summary>
    public NpgsqlConnectionStringBuilder OfViewers(string role)
    {
        var parts = As(options, role);
        parts.Options += Reading;
        if (!parts.ShouldSerialize("Maximum Pool Size"))
        {
            parts.MaxPoolSize = options.ViewerConnections ?? Math.Max(FewestConnections, 2 * Environment.ProcessorCount);
        }

        if (!parts.ShouldSerialize("Connection Idle Lifetime"))
        {
            parts.ConnectionIdleLifetime = ViewerIdleSeconds;
        }

        if (!parts.ShouldSerialize("Read Buffer Size"))
        {
            parts.ReadBufferSize = PageBytes;
        }

        return parts;
    }

    /// <summary>Closes what waits in the pool.</summary>
    public void Dispose()
    {
        using var connection = new NpgsqlConnection(Work);
        NpgsqlConnection.ClearPool(connection);
    }

    /// <summary>Statements that come again are prepared, unless the connection string says otherwise.</summary>
    private static NpgsqlConnectionStringBuilder As(DatabaseOptions options, string role)
    {
        var parts = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        parts.MaxAutoPrepare = parts.MaxAutoPrepare == 0 ? MostPrepared : parts.MaxAutoPrepare;
        parts.AutoPrepareMinUsages = 2;
        if (!parts.ShouldSerialize("GSS Encryption Mode"))
        {
            // Asked for at every connection, and two libraries in memory, for what few databases have.
            parts.GssEncryptionMode = GssEncryptionMode.Disable;
        }

        // A pool is told of by its connection string, in metrics and traces too.
        parts.PersistSecurityInfo = false;
        parts.Options = $"{parts.Options} -c role={role}".TrimStart();
        return parts;
    }
}
