using Lintel.Data;
using Lintel.Data.Seeding;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Lintel.Server.Hosting;

/// <summary>Brings tables up to date and fills an empty database, at the start of a server or on command.</summary>
internal sealed class DatabasePreparation(
    DatabaseMigration migration,
    IDbContextFactory<LintelDbContext> contexts,
    IOptions<StartOptions> options,
    IHostEnvironment environment,
    TimeProvider clock
)
{
    /// <summary>What the options allow before serving.</summary>
    public async Task BeforeServingAsync(Action<string> say, CancellationToken cancellationToken)
    {
        if (options.Value.Migrate ?? environment.IsDevelopment())
            await MigrateAsync(say, cancellationToken);

        if (await migration.FaultAsync(cancellationToken) is { } fault)
            throw new ConfigurationFault(fault);

        if ((options.Value.SeedDemo ?? environment.IsDevelopment()) && await IsEmptyAsync(cancellationToken))
        {
            await SeedAsync(DemoSize.Small, say, cancellationToken);
        }
    }

    public async Task MigrateAsync(Action<string> say, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var done in await migration.RunAsync(cancellationToken))
                say($"Database: {done}");
        }
        catch (DatabaseRefusedException refused)
        {
            throw new ConfigurationFault(refused.Message, refused);
        }
    }

    public async Task<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return !await db.Offices.AnyAsync(cancellationToken);
    }

    public async Task SeedAsync(DemoSize size, Action<string> say, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await DemoBrokerage.SeedAsync(db, size, clock, cancellationToken);
        say($"Demo brokerage ({size}): seeded in {clock.GetElapsedTime(started).TotalSeconds:0.0} s.");
    }
}
