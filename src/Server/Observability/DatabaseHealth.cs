using Lintel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lintel.Server.Observability;

/// <summary>Ready means: the database answers, and its tables are those of this build.</summary>
internal sealed class DatabaseHealth(IDbContextFactory<LintelDbContext> contexts) : IHealthCheck
{
    /// <summary>A connection that is being opened to a machine that says nothing is not waited for: it ends by itself, later than the caller asks again.</summary>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        AskAsync(cancellationToken).WaitAsync(cancellationToken);

    private async Task<HealthCheckResult> AskAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var pending = await db.Database.GetPendingMigrationsAsync(cancellationToken);
        return pending.Any() ? HealthCheckResult.Unhealthy("The database is behind: run the verb migrate.") : HealthCheckResult.Healthy();
    }
}
