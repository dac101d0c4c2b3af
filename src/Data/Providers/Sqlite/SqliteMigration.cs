using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Providers.Sqlite;

internal sealed class SqliteMigration(IDbContextFactory<LintelDbContext> contexts) : DatabaseMigration
{
    public override async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await PendingMigrations.ApplyAsync(db, cancellationToken) is { } applied ? [applied] : [];
    }

    /// <summary>Who can open the file can read it; there is nothing to be in the way of.</summary>
    public override Task<string?> FaultAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);
}
