using Lintel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lintel.Server.Observability;

/// <summary>Ready means: the database answers, and its tables are those of this build.</summary>
internal sealed class DatabaseHealth(IDbContextFactory<LintelDbContext> contexts) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var pending = await db.Database.GetPendingMigrationsAsync(cancellationToken);
        return pending.Any() ? HealthCheckResult.Unhealthy("The database is behind: run the verb migrate.") : HealthCheckResult.Healthy();
    }
}
