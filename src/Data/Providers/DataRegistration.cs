using Lintel.Data.Deals;
using Lintel.Data.Imports;
using Lintel.Data.Providers.Postgres;
using Lintel.Data.Providers.Sqlite;
using Lintel.Data.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lintel.Data;

/// <summary>The data layer's services; the only place that chooses between providers.</summary>
public static class DataRegistration
{
    /// <summary>
    /// Registers <see cref="IDbContextFactory{TContext}"/> of <see cref="LintelDbContext"/>, <see cref="DatabaseDialect"/>,
    /// <see cref="ViewerReads"/>, <see cref="EventFeed"/>, <see cref="ListingImport"/> and <see cref="QuarantineExport"/>, and the
    /// system clock when there is none; and <see cref="DatabaseMigration"/>, which on PostgreSQL needs <see cref="RowPolicies"/>.
    /// Personal data is sealed with <paramref name="keys"/>.
    /// </summary>
    public static IServiceCollection AddLintelData(this IServiceCollection services, DatabaseOptions options, KeyRing keys)
    {
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(new FieldProtector(keys));
        services.AddSingleton<KeyRotation>();
        services.TryAddSingleton(new CostLimits());
        services.AddSingleton<DenialLog>();
        services.AddSingleton<ApiKeyUses>();
        services.AddSingleton<TrustedTexts>();
        services.AddSingleton<AuditVerification>();
        services.TryAddSingleton(new RetentionOptions());
        services.AddSingleton<RetentionSweep>();
        services.TryAddSingleton(new DeadlineOptions());
        services.AddSingleton<DeadlineWatch>();
        services.AddSingleton<CommitSignal>();
        services.AddSingleton<EventFeed>();
        services.AddSingleton<SubjectHistory>();
        services.AddSingleton<ListingImport>();
        services.AddSingleton<QuarantineExport>();
        services.TryAddSingleton(new WebhookOptions());
        services.TryAddSingleton<HostNames, ResolvedHostNames>();
        services.AddSingleton<WebhookMetrics>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<WebhookLines>();
        return options.Provider switch
        {
            DatabaseProvider.Sqlite => services.AddSqlite(options),
            DatabaseProvider.Postgres => services.AddPostgres(),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Provider, "There is no such database provider."),
        };
    }
}
