using System.Collections.Concurrent;
using System.Data.Common;
using Lintel.Data.Providers.Postgres.Wall;
using Lintel.Domain;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Lintel.Data.Providers.Postgres;

/// <summary>
/// Statements run in sessions of their viewer's role, in one batch: one round trip, and one implicit transaction. A session has one scope; what
/// has another says so in front of its statements (ADR 0022).
/// </summary>
internal sealed class PostgresViewerReads(PostgresConnections connections, RoleScopes scopes, TimeProvider clock) : ViewerReads, IDisposable
{
    private readonly ConcurrentDictionary<RoleOrNobody, ReadSessions> _sessions = new();

    /// <summary>Null where the session works in another role than it should.</summary>
    public override string EpochColumn(Role? role) => $"({AccessEpoch.Sql} AND current_user = '{WallRoles.Of(role)}')";

    public override string Computed(IEntityType rows, string query) => WallScript.Quote(WallScript.ViewOf(rows));

    public void Dispose()
    {
        foreach (var sessions in _sessions.Values)
        {
            sessions.Dispose();
        }
    }

    protected override Task RunAsync(
        Viewer viewer,
        IReadOnlyList<ReadStatement> statements,
        Action<int, DbDataReader> read,
        CancellationToken cancellationToken
    ) => SessionsOf(viewer.Role).RunAsync(new ReadOrder(viewer, scopes.Of(viewer, clock.GetUtcNow()), statements, read, cancellationToken));

    private ReadSessions SessionsOf(Role? role) =>
        _sessions.GetOrAdd(
            new RoleOrNobody(role),
            static (of, reads) =>
            {
                var name = WallRoles.Of(of.Role);
                return new ReadSessions(reads.Connections.OfViewers(name), name, reads.Clock);
            },
            (Connections: connections, Clock: clock)
        );

    private readonly record struct RoleOrNobody(Role? Role);
}
