using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Lintel.Server.Observability;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it can serve, its database included.</summary>
internal static class HealthRoutes
{
    private const string Ready = "ready";

    /// <summary>A database that says nothing for so long is away.</summary>
    private static readonly TimeSpan DatabasePatience = TimeSpan.FromSeconds(3);

    public static IServiceCollection AddLintelHealth(this IServiceCollection services)
    {
        services
            .AddHealthChecks()
            .AddCheck<StoppingHealth>("stopping", tags: [Ready])
            .AddCheck<DatabaseHealth>("database", failureStatus: null, tags: [Ready], timeout: DatabasePatience);
        return services;
    }

    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) });
        return routes;
    }
}
