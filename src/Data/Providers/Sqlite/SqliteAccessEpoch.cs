using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Providers.Sqlite;

/// <summary>
/// The triggers that raise the access epoch. They are put up after the migrations and not by one: SQLite changes a table by making it anew, and
/// its triggers go with the old one.
/// </summary>
internal static class SqliteAccessEpoch
{
    private static readonly (string Name, string When)[] Triggers =
    [
        ("access_epoch_account_inserted", "AFTER INSERT ON accounts"),
        ("access_epoch_account_updated", "AFTER UPDATE ON accounts"),
        ("access_epoch_account_deleted", "AFTER DELETE ON accounts"),
        ("access_epoch_custom_fields", "AFTER UPDATE OF custom_fields_version ON offices"),
        ("access_epoch_api_key_updated", $"AFTER UPDATE OF {AccessEpoch.KeyColumns} ON api_keys"),
        ("access_epoch_api_key_deleted", "AFTER DELETE ON api_keys"),
        ("access_epoch_trusted_document_updated", $"AFTER UPDATE OF {AccessEpoch.DocumentColumns} ON trusted_documents"),
        ("access_epoch_trusted_document_deleted", "AFTER DELETE ON trusted_documents"),
    ];

    /// <summary>Whether a database that has accounts has not got the triggers of this build.</summary>
    public static async Task<bool> IsMissingAsync(LintelDbContext db, CancellationToken cancellationToken)
    {
        var there = await db
            .Database.SqlQueryRaw<string>("SELECT sql AS Value FROM sqlite_master WHERE type = 'trigger' OR name = 'accounts'")
            .ToListAsync(cancellationToken);
        return there.Count > 0 && Triggers.Any(trigger => !there.Contains(SqlOf(trigger), StringComparer.Ordinal));
    }

    /// <summary>Puts them up, and raises the epoch once: nobody knows what was changed while one was missing.</summary>
    public static async Task EnsureAsync(LintelDbContext db, CancellationToken cancellationToken)
    {
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        foreach (var trigger in Triggers)
        {
            await db.Database.ExecuteSqlRawAsync(AnewSqlOf(trigger), cancellationToken);
        }

        await db.Database.ExecuteSqlRawAsync("UPDATE access_epoch SET value = value + 1", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static string AnewSqlOf((string Name, string When) trigger) => $"DROP TRIGGER IF EXISTS {trigger.Name}; {SqlOf(trigger)}";

    private static string SqlOf((string Name, string When) trigger) =>
        $"CREATE TRIGGER {trigger.Name} {trigger.When} BEGIN UPDATE access_epoch SET value = value + 1; END";
}
