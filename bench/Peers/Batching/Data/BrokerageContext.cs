using Microsoft.EntityFrameworkCore;

namespace Lintel.Batching.Data;

/// <summary>The tables as Lintel's migrations make them.</summary>
internal sealed class BrokerageContext(DbContextOptions<BrokerageContext> options) : DbContext(options)
{
    public DbSet<Listing> Listings => Set<Listing>();
    public DbSet<Community> Communities => Set<Community>();
    public DbSet<Agent> Agents => Set<Agent>();
    public DbSet<Office> Offices => Set<Office>();
    public DbSet<Photo> Media => Set<Photo>();
    public DbSet<Client> Clients => Set<Client>();
    public DbSet<Deal> Deals => Set<Deal>();
    public DbSet<DealTask> DealTasks => Set<DealTask>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        if (!Database.IsSqlite())
            return;

        // SQLite has no instants: they are ticks.
        modelBuilder.Entity<Listing>().Property(listing => listing.CreatedAt).HasConversion(at => at.UtcTicks, ticks => new(ticks, TimeSpan.Zero));
        modelBuilder.Entity<Deal>().Property(deal => deal.CreatedAt).HasConversion(at => at.UtcTicks, ticks => new(ticks, TimeSpan.Zero));
    }
}
