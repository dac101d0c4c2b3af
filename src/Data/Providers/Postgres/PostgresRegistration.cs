using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lintel.Data.Providers.Postgres;

internal static class PostgresRegistration
{
    public static IServiceCollection AddPostgres(this IServiceCollection services, DatabaseOptions options)
    {
        services.AddSingleton<DatabaseDialect, PostgresDialect>();
        services.AddSingleton<IDbContextFactory<LintelDbContext>, ProviderContextFactory<PostgresLintelDbContext>>();
        return services.AddDbContextFactory<PostgresLintelDbContext>(builder => Configure(builder, options.ConnectionString));
    }

    public static void Configure(DbContextOptionsBuilder builder, string connection) =>
        builder.UseNpgsql(connection).UseSnakeCaseNamingConvention().AddInterceptors(new CommandCounter());
}
