using Lintel.Data.Shared;
using Lintel.Domain;
using Lintel.Domain.Audit;
using Lintel.Domain.Clients;
using Lintel.Domain.Communities;
using Lintel.Domain.Deals;
using Lintel.Domain.Imports;
using Lintel.Domain.Listings;
using Lintel.Domain.Organisation;
using Lintel.Domain.Reports;
using Lintel.Domain.Showings;
using Lintel.Domain.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Lintel.Data;

/// <summary>
/// The brokerage's records. Obtained from <see cref="IDbContextFactory{TContext}"/>: a query opens one for the length of
/// one fetch, a mutation owns one for its life. Its other parts are in <c>Events/</c>, <c>Protection/</c>, <c>Audit/</c>, <c>Organisation/</c>, <c>Platform/</c> and <c>Versions/</c>.
/// </summary>
public abstract partial class LintelDbContext(DbContextOptions options, CommitSignal commits, FieldProtector protector, TimeProvider clock)
    : DbContext(options)
{
    /// <summary>Longest text of an enum value; also long enough for the names of kinds to come.</summary>
    internal const int LongestEnumText = 40;

    public DbSet<Office> Offices => Set<Office>();
    public DbSet<Agent> Agents => Set<Agent>();
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    public DbSet<TrustedDocument> TrustedDocuments => Set<TrustedDocument>();
    public DbSet<TrustedDocumentChange> TrustedDocumentChanges => Set<TrustedDocumentChange>();
    public DbSet<AccessEpoch> AccessEpochs => Set<AccessEpoch>();
    public DbSet<Cooperation> Cooperations => Set<Cooperation>();
    public DbSet<Community> Communities => Set<Community>();
    public DbSet<House> Houses => Set<House>();
    public DbSet<Listing> Listings => Set<Listing>();
    public DbSet<ListingPrice> ListingPrices => Set<ListingPrice>();
    public DbSet<Media> Media => Set<Media>();
    public DbSet<MediaUpload> MediaUploads => Set<MediaUpload>();
    public DbSet<Client> Clients => Set<Client>();
    public DbSet<ClientNeed> ClientNeeds => Set<ClientNeed>();
    public DbSet<Showing> Showings => Set<Showing>();
    public DbSet<Deal> Deals => Set<Deal>();
    public DbSet<DealTask> DealTasks => Set<DealTask>();
    public DbSet<AgentPerformance> AgentPerformances => Set<AgentPerformance>();
    public DbSet<StorePerformance> StorePerformances => Set<StorePerformance>();
    public DbSet<LoggedEvent> Events => Set<LoggedEvent>();
    public DbSet<EventCounter> EventCounters => Set<EventCounter>();
    public DbSet<IdempotencyRecord> IdempotencyRecords => Set<IdempotencyRecord>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<AuditHead> AuditHeads => Set<AuditHead>();
    public DbSet<ImportRun> ImportRuns => Set<ImportRun>();
    public DbSet<WebhookEndpoint> WebhookEndpoints => Set<WebhookEndpoint>();
    public DbSet<WebhookDelivery> WebhookDeliveries => Set<WebhookDelivery>();
    public DbSet<QuarantinedRow> QuarantinedRows => Set<QuarantinedRow>();

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        Complete();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        Complete();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>
    /// A transaction that is a write transaction from its first statement: what it reads cannot be outrun by another
    /// writer on SQLite (BEGIN IMMEDIATE), and on PostgreSQL unique keys and versions decide.
    /// </summary>
    public virtual Task<IDbContextTransaction> BeginWriteAsync(CancellationToken cancellationToken) =>
        Database.BeginTransactionAsync(cancellationToken);

    /// <summary>
    /// A write transaction on behalf of somebody of a brand: on PostgreSQL no statement in it reaches another brand's rows (ADR 0014).
    /// </summary>
    public async Task<IDbContextTransaction> BeginWriteAsync(Guid brandId, CancellationToken cancellationToken)
    {
        var transaction = await BeginWriteAsync(cancellationToken);
        try
        {
            await NarrowAsync(brandId, transaction, cancellationToken);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Inserts rows by the fastest way of the database, without tracking them, inside the running transaction.
    /// Returns how many. Rows must come after those they refer to.
    /// </summary>
    internal abstract Task<int> BulkInsertAsync<T>(IEnumerable<T> rows, CancellationToken cancellationToken)
        where T : class;

    /// <summary>
    /// Lets the database look at what its tables hold now, which it plans by. It does so by itself too, but some time after many rows came.
    /// Outside a transaction.
    /// </summary>
    internal abstract Task AnalyzeAsync(CancellationToken cancellationToken);

    /// <summary>What belongs to the changes and nobody has to think of: personal data is sealed, new versions are noted.</summary>
    private void Complete()
    {
        var entries = ChangeTracker.Entries().ToList();
        SealProtected(entries);
        NoteVersions(entries);
    }

    private protected virtual Task NarrowAsync(Guid brandId, IDbContextTransaction transaction, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>Lifts what <see cref="NarrowAsync"/> did.</summary>
    private protected virtual Task WidenAsync(IDbContextTransaction transaction, CancellationToken cancellationToken) => Task.CompletedTask;

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.AddInterceptors(ProtectedMaterialization.Instance);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        foreach (var type in typeof(Listing).Assembly.GetTypes().Where(type => type.IsEnum))
        {
            if (!type.IsDefined(typeof(FlagsAttribute), inherit: false))
            {
                configurationBuilder
                    .Properties(type)
                    .HaveConversion(typeof(ConstantCaseConverter<>).MakeGenericType(type))
                    .HaveMaxLength(LongestEnumText);
            }
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(LintelDbContext).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            if (typeof(IVersioned).IsAssignableFrom(entity.ClrType))
            {
                modelBuilder.Entity(entity.ClrType).Property(nameof(IVersioned.Version)).IsConcurrencyToken();
            }

            // Ids are made by the application, so a tracked row with an id can still be a new one.
            if (entity.FindPrimaryKey() is { Properties: [var id] } && id.ClrType == typeof(Guid))
            {
                id.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
            }

            foreach (var reference in entity.GetForeignKeys())
            {
                reference.DeleteBehavior = DeleteBehavior.Restrict;
            }
        }
    }
}
