using Lintel.Data.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Lintel.Data.Providers.Sqlite;

internal sealed class SqliteLintelDbContext(
    DbContextOptions<SqliteLintelDbContext> options,
    CommitSignal commits,
    FieldProtector protector,
    TimeProvider clock,
    SqliteWriteQueue writers
) : LintelDbContext(options, commits, protector, clock)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<TicksInstantConverter>();
    }

    public override async Task<IDbContextTransaction> BeginWriteAsync(CancellationToken cancellationToken)
    {
        await Database.OpenConnectionAsync(cancellationToken);
        return await writers.BeginAsync(Database, Database.GetDbConnection(), cancellationToken);
    }

    /// <summary>One process serves a file, so its budgets are in memory.</summary>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Ignore<SharedBudget>();
    }

    /// <summary>Of each index so many entries are looked at: that takes a moment in a file of any size.</summary>
    internal override Task AnalyzeAsync(CancellationToken cancellationToken) =>
        Database.ExecuteSqlRawAsync("PRAGMA analysis_limit = 1000; ANALYZE", cancellationToken);

    internal override Task<int> BulkInsertAsync<T>(IEnumerable<T> rows, CancellationToken cancellationToken) =>
        SqliteBulkInsert.InsertAsync(this, rows, cancellationToken);
}
