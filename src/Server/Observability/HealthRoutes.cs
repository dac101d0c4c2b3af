using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Lintel.Server.Observability;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it can serve, its database included.</summary>
internal static class HealthRoutes
{
    private const string Ready = "ready";

    public static IServiceCollection AddLintelHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: [Ready]);
        return services;
    }

    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) });
        return routes;
    }
}
