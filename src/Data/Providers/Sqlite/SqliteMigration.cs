using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Providers.Sqlite;

/// <summary>Tables, then the triggers that tell of changed accounts.</summary>
internal sealed class SqliteMigration(IDbContextFactory<LintelDbContext> contexts) : DatabaseMigration
{
    public override async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        List<string?> done = [await PendingMigrations.ApplyAsync(db, cancellationToken)];
        if (await SqliteAccessEpoch.IsMissingAsync(db, cancellationToken))
        {
            await SqliteAccessEpoch.EnsureAsync(db, cancellationToken);
            done.Add("triggers put up that tell of changed accounts.");
        }

        return [.. done.OfType<string>()];
    }

    /// <summary>Who can open the file can read it; all that can be missing is word of a changed account.</summary>
    public override async Task<string?> FaultAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await SqliteAccessEpoch.IsMissingAsync(db, cancellationToken)
            ? "the database's triggers that tell of changed accounts are absent or not those of this build: run the verb migrate."
            : null;
    }
}
