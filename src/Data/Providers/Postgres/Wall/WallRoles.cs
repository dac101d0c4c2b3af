using Npgsql;

namespace Lintel.Data.Providers.Postgres.Wall;

/// <summary>The roles that connections work in. Nobody logs in as one of them, and none can look over the wall.</summary>
internal static class WallRoles
{
    /// <summary>Reads on behalf of a viewer.</summary>
    public const string Viewer = "lintel_viewer";

    /// <summary>Changes on behalf of an account of one brand.</summary>
    public const string Actor = "lintel_actor";

    /// <summary>The server's own work: every row.</summary>
    public const string System = "lintel_system";

    public static IReadOnlyList<string> All { get; } = [Viewer, Actor, System];

    /// <summary>
    /// Roles belong to the whole cluster, where another database may be making them at this moment: whoever comes second finds them.
    /// </summary>
    public static async Task EnsureAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        foreach (var role in All)
        {
            await using var command = new NpgsqlCommand(Ensure(role), connection);
            try
            {
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
            catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
            {
                throw new DatabaseRefusedException(
                    $"The database's login may not make the role {role} or take it. Let an administrator do it once: "
                        + $"CREATE ROLE {role} NOLOGIN NOINHERIT; GRANT {role} TO the login; (docs/operations.md).",
                    refused
                );
            }
        }
    }

    // Being able to take the role is what is needed; from PostgreSQL 16 on, being its member does not say so.
    private static string Ensure(string role) =>
        $"""
            DO $$
            BEGIN
              IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = '{role}') THEN
                BEGIN
                  CREATE ROLE {role} NOLOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
                EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
                END;
              END IF;
              BEGIN
                PERFORM set_config('role', '{role}', true);
                PERFORM set_config('role', 'none', true);
              EXCEPTION WHEN insufficient_privilege THEN
                EXECUTE format('GRANT {role} TO %I', session_user);
              END;
            END
            $$
            """;
}
