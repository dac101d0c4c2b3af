using Lintel.Data.Providers.Postgres.Wall;
using Lintel.Data.Shared;
using Lintel.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Lintel.Data.Providers.Postgres;

internal sealed class PostgresLintelDbContext(
    DbContextOptions<PostgresLintelDbContext> options,
    CommitSignal commits,
    FieldProtector protector,
    TimeProvider clock
) : LintelDbContext(options, commits, protector, clock)
{
    /// <summary>Months of the event log that there are from now on: this one and two to come.</summary>
    private const int MonthsAhead = 3;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcInstantConverter>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        SharedBudget.Map(modelBuilder);
    }

    /// <summary>
    /// The counter, the events and the notification by one statement, since the brand's other writers wait from here to the commit. PostgreSQL delivers the
    /// notification then, and not at all after a rollback.
    /// </summary>
    private protected override Task<long> AppendAsync(
        IDbContextTransaction transaction,
        IReadOnlyList<LoggedEvent> events,
        CancellationToken cancellationToken
    ) => PostgresAppend.RunAsync(this, transaction, events, cancellationToken);

    internal override Task MakeEventMonthsAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync($"SELECT event_months_make({now}, {MonthsAhead})", cancellationToken);

    internal override Task DropEventMonthsAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync($"SELECT event_months_drop({before})", cancellationToken);

    /// <summary>One statement: it takes no row that another worker takes, writes or pauses at this moment, and does not wait for it.</summary>
    internal override async Task<IReadOnlyList<Guid>> LeaseWebhooksAsync(
        Guid lease,
        DateTimeOffset now,
        DateTimeOffset until,
        int most,
        CancellationToken cancellationToken
    ) =>
        await Database
            .SqlQuery<Guid>(
                $"""
                WITH due AS (
                  SELECT endpoint.id FROM webhook_endpoints AS endpoint
                  JOIN event_counters AS counter ON counter.brand_id = endpoint.brand_id AND counter.last > endpoint.position
                  WHERE endpoint.state = 'ACTIVE'
                    AND (endpoint.next_attempt_at IS NULL OR endpoint.next_attempt_at <= {now})
                    AND (endpoint.leased_until IS NULL OR endpoint.leased_until <= {now})
                  ORDER BY endpoint.leased_until NULLS FIRST
                  LIMIT {most}
                  FOR UPDATE OF endpoint SKIP LOCKED
                )
                UPDATE webhook_endpoints AS taken SET lease_id = {lease}, leased_until = {until} FROM due WHERE taken.id = due.id RETURNING taken.id
                """
            )
            .ToListAsync(cancellationToken);

    private protected override Task NarrowAsync(Guid brandId, IDbContextTransaction transaction, CancellationToken cancellationToken) =>
        TakeAsync(
            WallRoles.Actor,
            ViewerScope.Of(new Viewer { Name = WallRoles.Actor, BrandId = brandId }, now: null),
            transaction,
            cancellationToken
        );

    private protected override Task WidenAsync(IDbContextTransaction transaction, CancellationToken cancellationToken) =>
        TakeAsync(WallRoles.System, scope: "", transaction, cancellationToken);

    /// <summary>Works in a role, within a scope, to the end of the transaction.</summary>
    private async Task TakeAsync(string role, string scope, IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction.GetDbTransaction();
        command.CommandText = $"SELECT set_config('role', @role, true), set_config('{ViewerScope.Setting}', @scope, true)";
        command.Parameters.Add(new NpgsqlParameter("@role", role));
        command.Parameters.Add(new NpgsqlParameter("@scope", scope));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>It is the owner's to do, who is whoever logs in; of tables that are another's, PostgreSQL warns and leaves them to them.</summary>
    internal override async Task AnalyzeAsync(CancellationToken cancellationToken)
    {
        var tables = Model.GetEntityTypes().Select(entity => entity.GetTableName()).OfType<string>().Distinct(StringComparer.Ordinal);
        await using var transaction = await Database.BeginTransactionAsync(cancellationToken);
        await using var command = Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction.GetDbTransaction();
        command.CommandText = $"SET LOCAL ROLE NONE; ANALYZE {string.Join(", ", tables.Select(WallScript.Quote))}";
        command.CommandTimeout = 0; // as long as the tables are large
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    internal override Task<int> BulkInsertAsync<T>(IEnumerable<T> rows, CancellationToken cancellationToken) =>
        PostgresBulkInsert.InsertAsync(this, rows, cancellationToken);
}
