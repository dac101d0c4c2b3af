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
    /// rows one by one, with the number of their statement, statement after statement. Each statement counts as one command.
    /// </summary>
    public async Task ReadAsync(
        Viewer viewer,
        IReadOnlyList<ReadStatement> statements,
        Action<int, DbDataReader> read,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(statements);
        ArgumentNullException.ThrowIfNull(read);
        DatabaseMetrics.CountCommands(statements.Count);
        await RunAsync(viewer, statements, read, cancellationToken);
    }

    /// <summary>What stands after FROM for rows that a query of the model computes.</summary>
    public abstract string Computed(IEntityType rows, string query);

    protected abstract Task RunAsync(
        Viewer viewer,
        IReadOnlyList<ReadStatement> statements,
        Action<int, DbDataReader> read,
        CancellationToken cancellationToken
    );
}
