using System.ComponentModel.DataAnnotations;

namespace Lintel.Data;

/// <summary>The databases Lintel runs on.</summary>
public enum DatabaseProvider
{
    /// <summary>Embedded, one file; for one server process.</summary>
    Sqlite,

    /// <summary>PostgreSQL 15 or newer.</summary>
    Postgres,
}

/// <summary>Where the brokerage's records are kept.</summary>
public sealed class DatabaseOptions
{
    /// <summary>The embedded database, relative to the working directory; its folder is made when missing.</summary>
    public const string EmbeddedConnection = "Data Source=.lintel/lintel.db";

    /// <summary>Default: <see cref="DatabaseProvider.Sqlite"/>.</summary>
    [EnumDataType(typeof(DatabaseProvider))]
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>ADO.NET connection string. Default: <see cref="EmbeddedConnection"/>.</summary>
    [Required]
    public string ConnectionString { get; set; } = EmbeddedConnection;

    /// <summary>
    /// How often a follower of the event log looks for events of other processes when no wake-up came. Default: 500 ms.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan EventPollInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Connections at a time for the viewers of one role, on PostgreSQL. Default: twice the processors, at least 4. The connection string's own
    /// Maximum Pool Size wins.
    /// </summary>
    [Range(1, 1000)]
    public int? ViewerConnections { get; set; }
}
