using Lintel.Domain;
using Npgsql;

namespace Lintel.Data.Providers.Postgres.Wall;

/// <summary>The roles that connections work in. Nobody logs in as one of them, and none can look over the wall.</summary>
internal static class WallRoles
{
    /// <summary>Reads on behalf of who is not signed in: no row. Each role of the graph has one beside it, see <see cref="Of"/>.</summary>
    public const string Viewer = "lintel_viewer";

    /// <summary>Changes on behalf of an account of one brand.</summary>
    public const string Actor = "lintel_actor";

    /// <summary>The server's own work: every row.</summary>
    public const string System = "lintel_system";

    /// <summary>All who read on behalf of viewers.</summary>
    public static IReadOnlyList<string> Viewers { get; } = [Viewer, .. Enum.GetValues<Role>().Select(role => Of(role))];

    public static IReadOnlyList<string> All { get; } = [.. Viewers, Actor, System];

    /// <summary>Who reads on behalf of the viewers of a role, e.g. `lintel_viewer_store_manager`.</summary>
    public static string Of(Role? role) => role is { } one ? $"{Viewer}_{EnumNames.ToConstantCase(one.ToString()).ToLowerInvariant()}" : Viewer;

    /// <summary>
    /// Roles belong to the whole cluster, where another database may be making them at this moment: whoever comes second finds them.
    /// </summary>
    public static async Task EnsureAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Ensure, connection);
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            var roles = string.Join(", ", All);
            throw new DatabaseRefusedException(
                $"The database's login may not make the roles {roles} or take one of them. Let an administrator do it once: "
                    + $"CREATE ROLE … NOLOGIN NOINHERIT; for each, and GRANT {roles} TO the login; (docs/operations.md).",
                refused
            );
        }
    }

    // Being able to take a role is what is needed; from PostgreSQL 16 on, being its member does not say so.
    private static string Ensure { get; } =
        $"""
            DO $$
            DECLARE it text;
            BEGIN
              FOREACH it IN ARRAY ARRAY['{string.Join("', '", All)}'] LOOP
                IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = it) THEN
                  BEGIN
                    EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION', it);
                  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
                  END;
                END IF;
                BEGIN
                  PERFORM set_config('role', it, true);
                  PERFORM set_config('role', 'none', true);
                EXCEPTION WHEN insufficient_privilege THEN
                  EXECUTE format('GRANT %I TO %I', it, session_user);
                END;
              END LOOP;
            END
            $$
            """;
}
