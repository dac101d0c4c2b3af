using Lintel.Data.Shared;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Providers.Postgres;

internal sealed class PostgresLintelDbContext(DbContextOptions<PostgresLintelDbContext> options, CommitSignal commits, FieldProtector protector)
    : LintelDbContext(options, commits, protector)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcInstantConverter>();
    }

    /// <summary>PostgreSQL delivers the notification at the commit, and not at all after a rollback.</summary>
    private protected override Task AnnounceAsync(Guid brandId, CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync($"SELECT pg_notify({PostgresDialect.Channel}, {brandId.ToString("N")})", cancellationToken);

    internal override Task<int> BulkInsertAsync<T>(IEnumerable<T> rows, CancellationToken cancellationToken) =>
        PostgresBulkInsert.InsertAsync(this, rows, cancellationToken);
}
