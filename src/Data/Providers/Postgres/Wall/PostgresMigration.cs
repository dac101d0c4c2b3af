using Lintel.Data.Providers.Postgres.Searching;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Lintel.Data.Providers.Postgres.Wall;

/// <summary>
/// Tables, their search indexes, then the wall. The wall knows columns, so it is taken down before a migration may change them: its tables stay closed meanwhile, and
/// who reads in between finds no rows.
/// </summary>
internal sealed class PostgresMigration(
    PostgresConnections connections,
    RowPolicies policies,
    CommitSignal commits,
    FieldProtector protector,
    TimeProvider clock
) : DatabaseMigration
{
    private const int Attempts = 5;

    public override async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        await using var db = OpenAsOwner();
        var creator = db.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(cancellationToken))
        {
            await creator.CreateAsync(cancellationToken);
        }

        await db.Database.OpenConnectionAsync(cancellationToken);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await AgainstOthersAsync(() => WallRoles.EnsureAsync(connection, cancellationToken), cancellationToken);
        var script = ScriptOf(db);
        var wall = new PostgresWall(connection, script);
        List<string?> done =
        [
            await PendingMigrations.ApplyAsync(
                db,
                cancellationToken,
                () => AgainstOthersAsync(() => wall.LowerAsync(cancellationToken), cancellationToken)
            ),
        ];
        await AgainstOthersAsync(
            async () =>
                done.Add(
                    await new PostgresSearchIndexes(connection, db.Model).RaiseAsync(cancellationToken) is > 0 and var indexed
                        ? $"search index put up on {indexed} tables."
                        : null
                ),
            cancellationToken
        );
        await AgainstOthersAsync(
            async () => done.Add(await wall.RaiseAsync(cancellationToken) ? $"row-level security put up on {script.Tables.Count} tables." : null),
            cancellationToken
        );
        return [.. done.OfType<string>()];
    }

    public override async Task<string?> FaultAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connections.Work);
        try
        {
            await connection.OpenAsync(cancellationToken);
        }
        catch (PostgresException refused)
            when (refused.SqlState is PostgresErrorCodes.InvalidParameterValue or PostgresErrorCodes.InsufficientPrivilege)
        {
            return $"the database's login cannot take the role {WallRoles.System}: run the verb migrate, or let an administrator grant it (docs/operations.md).";
        }

        await using var db = OpenAsOwner();
        return await new PostgresWall(connection, ScriptOf(db)).FaultAsync(cancellationToken);
    }

    private WallScript ScriptOf(LintelDbContext db) => new(db.Model, policies.Of(db));

    private PostgresLintelDbContext OpenAsOwner()
    {
        var builder = new DbContextOptionsBuilder<PostgresLintelDbContext>();
        PostgresRegistration.Configure(builder, connections.Owner);
        return new PostgresLintelDbContext(builder.Options, commits, protector, clock);
    }

    /// <summary>Again, where another process was at the same roles or tables: then there is less left to do.</summary>
    private static async Task AgainstOthersAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await work();
                return;
            }
            catch (PostgresException clash) when (attempt < Attempts && IsClash(clash))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20 * attempt), cancellationToken);
            }
        }
    }

    // "tuple concurrently updated" has no code of its own.
    private static bool IsClash(PostgresException failure) =>
        failure.IsTransient
        || failure.SqlState
            is PostgresErrorCodes.InternalError
                or PostgresErrorCodes.UniqueViolation
                or PostgresErrorCodes.DuplicateObject
                or PostgresErrorCodes.DeadlockDetected;
}
