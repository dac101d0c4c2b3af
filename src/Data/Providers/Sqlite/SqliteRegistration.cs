using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lintel.Data.Providers.Sqlite;

internal static class SqliteRegistration
{
    public static IServiceCollection AddSqlite(this IServiceCollection services, DatabaseOptions options)
    {
        var connection = Complete(options.ConnectionString);
        services.AddSingleton<DatabaseDialect, SqliteDialect>();
        services.AddSingleton(new SqliteConnectionText(new SqliteConnectionStringBuilder(connection) { Pooling = false }.ToString()));
        services.AddSingleton<SqliteWriteQueue>();
        services.AddSingleton<ViewerReads, SqliteViewerReads>();
        services.AddSingleton<ViewerBudgets, MemoryBudgets>();
        services.AddSingleton<DatabaseMigration, SqliteMigration>();
        services.AddSingleton<IDbContextFactory<LintelDbContext>, ProviderContextFactory<SqliteLintelDbContext>>();
        return services.AddDbContextFactory<SqliteLintelDbContext>(builder => Configure(builder, connection));
    }

    public static void Configure(DbContextOptionsBuilder builder, string connection) =>
        builder.UseSqlite(connection).UseSnakeCaseNamingConvention().AddInterceptors(new SqliteConnectionSetup(), new CommandCounter());

    /// <summary>Foreign keys on, and the folder of the file made: SQLite makes files, not folders.</summary>
    private static string Complete(string connection)
    {
        var parts = new SqliteConnectionStringBuilder(connection) { ForeignKeys = true };
        if (parts.Mode != SqliteOpenMode.Memory && Path.GetDirectoryName(parts.DataSource) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        return parts.ToString();
    }
}
