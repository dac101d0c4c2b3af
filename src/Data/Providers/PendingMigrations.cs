using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Providers;

/// <summary>The migrations that a database has not seen yet.</summary>
internal static class PendingMigrations
{
    /// <summary>Applies them and says so; null when there are none.</summary>
    public static async Task<string?> ApplyAsync(LintelDbContext db, CancellationToken cancellationToken, Func<Task>? before = null)
    {
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        if (pending.Count == 0)
        {
            return null;
        }

        if (before is not null)
        {
            await before();
        }

        await db.Database.MigrateAsync(cancellationToken);
        return $"{pending.Count} migration(s) applied, up to {pending[^1]}.";
    }
}
