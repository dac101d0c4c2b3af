using System.Data.Common;
using Lintel.Domain;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Lintel.Data;

/// <summary>
/// The one door that reads on behalf of a viewer go through. On PostgreSQL it leads to connections that see no row until a
/// statement carries its viewer's scope (ADR 0014); SQLite has no such wall.
/// </summary>
public abstract class ViewerReads
{
    /// <summary>
    /// Runs statements for a viewer, all of them over one state of the data and, where there is a network, in one round trip. Hands over the
    /// rows one by one, with the number of their statement, statement after statement. Each statement counts as one command. A viewer
    /// that was remembered (it has an <see cref="Viewer.AccessEpoch"/>) is checked on the way, also where there is no statement.
    /// </summary>
    /// <exception cref="ViewerChangedException">The viewer may be another by now; what was handed over is not for it.</exception>
    public Task ReadAsync(Viewer viewer, IReadOnlyList<ReadStatement> statements, Action<int, DbDataReader> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(statements);
        ArgumentNullException.ThrowIfNull(read);
        DatabaseMetrics.CountCommands(statements.Count);
        return RunAsync(viewer, statements, read, cancellationToken);
    }

    /// <summary>
    /// A column that lets a statement say itself whether its viewer is still what it was remembered as; null: it has to be asked beside it.
    /// </summary>
    public virtual string? EpochColumn(Role? role) => null;

    /// <summary>What stands after FROM for rows that a query of the model computes.</summary>
    public abstract string Computed(IEntityType rows, string query);

    /// <summary>Compares the epoch that a viewer was read under, if it has one, with the one of now.</summary>
    internal static void Check(Viewer viewer, long? now)
    {
        if (viewer.AccessEpoch is { } then && then != now)
        {
            throw new ViewerChangedException();
        }
    }

    protected abstract Task RunAsync(
        Viewer viewer,
        IReadOnlyList<ReadStatement> statements,
        Action<int, DbDataReader> read,
        CancellationToken cancellationToken
    );
}
