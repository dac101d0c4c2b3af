using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lintel.Server.Observability;

/// <summary>A server that was told to stop takes no new work, from that moment on.</summary>
internal sealed class StoppingHealth(IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            lifetime.ApplicationStopping.IsCancellationRequested
                ? HealthCheckResult.Unhealthy("The server is stopping.")
                : HealthCheckResult.Healthy()
        );
}
