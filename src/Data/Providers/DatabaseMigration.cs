namespace Lintel.Data;

/// <summary>Brings a database up to this build: its tables, their search indexes, and on PostgreSQL the wall around them.</summary>
public abstract class DatabaseMigration
{
    /// <summary>Does what is missing; one sentence for each thing done, none when nothing was.</summary>
    /// <exception cref="DatabaseRefusedException">The login may not do it.</exception>
    public abstract Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken);

    /// <summary>Why this build must not serve from the database as it stands; null when it may.</summary>
    public abstract Task<string?> FaultAsync(CancellationToken cancellationToken);
}

/// <summary>The database does not let its login do what is needed. The message is for whoever runs the server.</summary>
public sealed class DatabaseRefusedException(string message, Exception? cause = null) : Exception(message, cause);
