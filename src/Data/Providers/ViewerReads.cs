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
    /// <summary>A connection whose statements are all run for this viewer.</summary>
    public abstract Task<ViewerConnection> OpenAsync(Viewer viewer, CancellationToken cancellationToken);

    /// <summary>What stands after FROM for rows that a query of the model computes.</summary>
    public abstract string Computed(IEntityType rows, string query);
}

/// <summary>An open connection of one viewer.</summary>
public abstract class ViewerConnection : IAsyncDisposable
{
    /// <summary>Runs a statement and hands over its rows one by one. Counts as one command.</summary>
    public async Task ReadAsync(string sql, IReadOnlyList<SqlValue> values, Action<DbDataReader> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        DatabaseMetrics.CountCommand();
        await RunAsync(sql, values, read, cancellationToken);
    }

    public abstract ValueTask DisposeAsync();

    protected abstract Task RunAsync(string sql, IReadOnlyList<SqlValue> values, Action<DbDataReader> read, CancellationToken cancellationToken);
}
