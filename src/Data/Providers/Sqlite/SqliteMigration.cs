using Lintel.Data.Providers.Sqlite.Searching;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Providers.Sqlite;

internal sealed class SqliteMigration(IDbContextFactory<LintelDbContext> contexts) : DatabaseMigration
{
    public override async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var applied = await PendingMigrations.ApplyAsync(db, cancellationToken);
        var indexed = await new SqliteSearchIndexes(db).RaiseAsync(cancellationToken);
        List<string?> done = [applied, indexed == 0 ? null : $"search index put up on {indexed} tables."];
        return [.. done.OfType<string>()];
    }

    /// <summary>Who can open the file can read it, so there is no wall; but rows that are not in the index are not found.</summary>
    public override async Task<string?> FaultAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return (await new SqliteSearchIndexes(db).MissingAsync(cancellationToken)).Count == 0
            ? null
            : "the database's search index is absent or not the one of this build: run the verb migrate.";
    }
}
