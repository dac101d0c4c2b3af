using Lintel.Data.Providers.Postgres.Budgets;
using Lintel.Data.Providers.Postgres.Wall;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lintel.Data.Providers.Postgres;

internal static class PostgresRegistration
{
    public static IServiceCollection AddPostgres(this IServiceCollection services)
    {
        services.AddSingleton<PostgresConnections>();
        services.AddSingleton<RoleScopes>();
        services.AddSingleton<DatabaseDialect, PostgresDialect>();
        services.AddSingleton<ViewerReads, PostgresViewerReads>();
        services.AddSingleton<ViewerBudgets, PostgresBudgets>();
        services.AddSingleton<DatabaseMigration, PostgresMigration>();
        services.AddSingleton<IDbContextFactory<LintelDbContext>, ProviderContextFactory<PostgresLintelDbContext>>();
        return services.AddDbContextFactory<PostgresLintelDbContext>(
            (provider, builder) => Configure(builder, provider.GetRequiredService<PostgresConnections>().Work)
        );
    }

    public static void Configure(DbContextOptionsBuilder builder, string connection) =>
        builder.UseNpgsql(connection).UseSnakeCaseNamingConvention().AddInterceptors(new CommandCounter());
}
