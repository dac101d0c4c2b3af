using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Lintel.Data.Providers.Sqlite.Searching;

/// <summary>
/// The indexes of the searched tables of one database, brought to what this build has. They are known by their triggers, which are lost with
/// a table that a migration makes anew.
/// </summary>
internal sealed class SqliteSearchIndexes(LintelDbContext db)
{
    /// <summary>Makes those that are missing or another build's; how many.</summary>
    public async Task<int> RaiseAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        var missing = await MissingAsync(cancellationToken);
        foreach (var table in missing)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = transaction.GetDbTransaction();
            command.CommandText = SqliteSearch.Index(table);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return missing.Count;
    }

    /// <summary>The tables whose index is missing or another build's.</summary>
    public async Task<IReadOnlyList<SearchedTable>> MissingAsync(CancellationToken cancellationToken)
    {
        var triggers = await db
            .Database.SqlQuery<string>($"SELECT sql AS \"Value\" FROM sqlite_master WHERE type = 'trigger'")
            .ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        return [.. SearchedTable.AllOf(db.Model).Where(table => !SqliteSearch.Triggers(table).All(trigger => triggers.Contains(trigger.Sql)))];
    }
}
