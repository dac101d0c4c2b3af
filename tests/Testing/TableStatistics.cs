using Lintel.Data;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Testing;

/// <summary>What a database has noted about its tables.</summary>
public static class TableStatistics
{
    /// <summary>Those of the tables that the database was told to look at, e.g. `deals, listings`. What it looks at by itself does not count.</summary>
    public static async Task<string> LookedAtAsync(this LintelDbContext db, params string[] tables)
    {
        ArgumentNullException.ThrowIfNull(db);
        var names =
            !db.Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal) // it has one
                ? db.Database.SqlQuery<string>($"SELECT relname::text AS \"Value\" FROM pg_class WHERE pg_stat_get_analyze_count(oid) > 0")
            : await HasStatisticsAsync(db) ? db.Database.SqlQuery<string>($"SELECT DISTINCT tbl AS \"Value\" FROM sqlite_stat1")
            : null;
        var known = names is null ? [] : await names.ToListAsync();
        return string.Join(", ", known.Intersect(tables, StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    private static async Task<bool> HasStatisticsAsync(LintelDbContext db) =>
        await db.Database.SqlQuery<int>($"SELECT COUNT(*) AS \"Value\" FROM sqlite_master WHERE name = 'sqlite_stat1'").SingleAsync() == 1;
}
