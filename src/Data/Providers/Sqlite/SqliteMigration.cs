using Lintel.Data.Providers.Sqlite.Searching;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Providers.Sqlite;

/// <summary>Tables, then the triggers that tell of changed accounts, then what rows are searched by.</summary>
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

        var indexed = await new SqliteSearchIndexes(db).RaiseAsync(cancellationToken);
        done.Add(indexed == 0 ? null : $"search index put up on {indexed} tables.");
        return [.. done.OfType<string>()];
    }

    /// <summary>
    /// Who can open the file can read it, so there is no wall; but word of a changed account can be missing, and rows that are not in the index
    /// are not found.
    /// </summary>
    public override async Task<string?> FaultAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await SqliteAccessEpoch.IsMissingAsync(db, cancellationToken)
                ? "the database's triggers that tell of changed accounts are absent or not those of this build: run the verb migrate."
            : (await new SqliteSearchIndexes(db).MissingAsync(cancellationToken)).Count > 0
                ? "the database's search index is absent or not the one of this build: run the verb migrate."
            : null;
    }
}
