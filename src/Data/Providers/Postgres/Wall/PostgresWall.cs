using System.Globalization;
using Npgsql;

namespace Lintel.Data.Providers.Postgres.Wall;

/// <summary>
/// The wall of one database. Its mark says which script put it up and what the database's catalogue looked like after: another build's wall is
/// found by the first, a policy that somebody dropped by the second.
/// </summary>
internal sealed class PostgresWall(NpgsqlConnection connection, WallScript script)
{
    private const long Lock = 0x4C696E74656C; // "Lintel": one process at a time

    private const string Catalogue = """
        WITH ours AS (SELECT ARRAY[0::oid] || array_agg(oid) AS roles FROM pg_roles WHERE rolname = ANY($2))
        SELECT md5(coalesce(string_agg(line, E'\n' ORDER BY line COLLATE "C"), '')) FROM (
          SELECT concat_ws('|', 'relation', c.relname, c.relrowsecurity, c.relforcerowsecurity, c.reloptions::text,
                   CASE c.relkind WHEN 'v' THEN pg_get_viewdef(c.oid) END,
                   (SELECT string_agg(a.grantee || ' ' || a.privilege_type, ',' ORDER BY a.privilege_type COLLATE "C", a.grantee)
                    FROM aclexplode(c.relacl) AS a WHERE a.grantee = ANY(ours.roles)),
                   (SELECT string_agg(concat_ws(' ', t.attname, a.grantee, a.privilege_type), ',' ORDER BY t.attnum, a.privilege_type COLLATE "C", a.grantee)
                    FROM pg_attribute AS t, aclexplode(t.attacl) AS a WHERE t.attrelid = c.oid AND a.grantee = ANY(ours.roles))) AS line
          FROM ours, pg_class AS c WHERE c.relnamespace = current_schema()::regnamespace AND c.relname = ANY($1)
          UNION ALL
          SELECT concat_ws('|', 'policy', c.relname, p.polname, p.polcmd, p.polpermissive, p.polroles::text,
                   pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
          FROM ours, pg_policy AS p JOIN pg_class AS c ON c.oid = p.polrelid
          WHERE c.relnamespace = current_schema()::regnamespace AND c.relname = ANY($1) AND p.polroles && ours.roles
          UNION ALL
          SELECT concat_ws('|', 'trigger', c.relname, t.tgname, t.tgenabled, pg_get_triggerdef(t.oid), pg_get_functiondef(t.tgfoid))
          FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid
          WHERE c.relnamespace = current_schema()::regnamespace AND c.relname = ANY($1) AND starts_with(t.tgname::text, $3)
          UNION ALL
          SELECT concat_ws('|', 'function', pg_get_functiondef(p.oid),
                   (SELECT string_agg(a.grantee || ' ' || a.privilege_type, ',' ORDER BY a.grantee) FROM aclexplode(p.proacl) AS a WHERE a.grantee = ANY(ours.roles)))
          FROM ours, pg_proc AS p WHERE p.pronamespace = current_schema()::regnamespace AND p.proname = ANY($1)
        ) AS lines
        """;

    /// <summary>Puts the wall up as this build has it; false when it stands already.</summary>
    public async Task<bool> RaiseAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await RunAsync(string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({Lock})"), cancellationToken);
        if (await IsThisBuildsAsync(cancellationToken))
        {
            return false;
        }

        await RunAsync(Removal(), cancellationToken);
        await RunAsync(script.Text, cancellationToken);
        var mark = $"lintel wall {script.Hash} {await CatalogueAsync(cancellationToken)}";
        await RunAsync($"COMMENT ON TABLE {WallScript.Quote(WallScript.MarkedTable)} IS '{mark}'", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Takes the policies, views and functions away; the tables stay closed.</summary>
    public async Task LowerAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await RunAsync(string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({Lock})"), cancellationToken);
        await RunAsync(Removal(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Why nothing may be served through this connection; null when it may.</summary>
    public async Task<string?> FaultAsync(CancellationToken cancellationToken)
    {
        if (await TextAsync(MightyLogins, cancellationToken) is { } mighty)
        {
            return $"the database's role {mighty} is a superuser or has BYPASSRLS, so no row-level security holds for it: log in as one that has neither (docs/operations.md).";
        }

        if (await TextAsync(Trespassers, cancellationToken) is { } trespasser)
        {
            return $"the database's role {trespasser}, so it sees more than it may: revoke that (docs/operations.md).";
        }

        if (await RefusedRoleAsync(cancellationToken) is { } refused)
        {
            return $"the database's login cannot take the roles of viewers ({refused}): run the verb migrate, or let an administrator grant them (docs/operations.md).";
        }

        // Until the minor versions of November 2024 this left the connection in its login's own role.
        await RunAsync("DISCARD ALL", cancellationToken);
        // The driver does not know that its prepared statements went too.
        connection.UnprepareAll();
        if (await TextAsync("SELECT current_user", cancellationToken) != WallRoles.System)
        {
            return "this PostgreSQL, or a proxy before it, forgets a connection's role when it goes back to the pool: update to 15.9, 16.5, 17.1 or newer, and pool by session.";
        }

        return await IsThisBuildsAsync(cancellationToken)
            ? null
            : "the database's row-level security is absent or not the one of this build: run the verb migrate.";
    }

    private static string MightyLogins =>
        $"""
            SELECT string_agg(rolname, ', ') FROM pg_roles
            WHERE (rolname IN (session_user, current_user) OR rolname = ANY(ARRAY['{string.Join(
                "', '",
                WallRoles.All
            )}'])) AND (rolsuper OR rolbypassrls)
            """;

    private static string Trespassers =>
        $"""
            SELECT format('%s is a member of %s', narrow.rolname, wide.rolname)
            FROM pg_roles AS narrow JOIN pg_auth_members AS m ON m.member = narrow.oid JOIN pg_roles AS wide ON wide.oid = m.roleid
            WHERE narrow.rolname IN ('{string.Join("', '", WallRoles.All)}') LIMIT 1
            """;

    /// <summary>What the database says to taking the viewers' roles one after the other; null when it lets the login take them all.</summary>
    private async Task<string?> RefusedRoleAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(
                $"SELECT set_config('role', role, true) FROM unnest(ARRAY['{string.Join("', '", WallRoles.Viewers)}']) AS role",
                cancellationToken
            );
            return null;
        }
        catch (PostgresException refused)
            when (refused.SqlState is PostgresErrorCodes.InvalidParameterValue or PostgresErrorCodes.InsufficientPrivilege)
        {
            return refused.MessageText;
        }
    }

    private async Task<bool> IsThisBuildsAsync(CancellationToken cancellationToken)
    {
        var mark = await TextAsync(
            $"SELECT obj_description(to_regclass('{WallScript.Quote(WallScript.MarkedTable)}'), 'pg_class')",
            cancellationToken
        );
        return mark is not null && mark == $"lintel wall {script.Hash} {await CatalogueAsync(cancellationToken)}";
    }

    /// <summary>Everything a wall of any build is made of, and whatever else lets its roles or everybody in.</summary>
    private string Removal()
    {
        var roles = $"'{string.Join("', '", WallRoles.All)}'";
        var tables = string.Join(", ", script.Tables.Select(table => $"'{table}'"));
        return $"""
            DO $$
            DECLARE it record;
            BEGIN
              FOR it IN SELECT c.relname FROM pg_class AS c
                        WHERE c.relkind = 'v' AND c.relnamespace = current_schema()::regnamespace AND c.relname LIKE '%\_of\_viewer'
              LOOP EXECUTE format('DROP VIEW %I', it.relname); END LOOP;
              FOR it IN SELECT p.oid::regprocedure AS found FROM pg_proc AS p
                        WHERE p.pronamespace = current_schema()::regnamespace AND p.prosecdef AND p.proname LIKE 'found\_in\_%'
              LOOP EXECUTE format('DROP FUNCTION %s', it.found); END LOOP;
              FOR it IN SELECT c.relname, p.polname FROM pg_policy AS p JOIN pg_class AS c ON c.oid = p.polrelid
                        WHERE c.relnamespace = current_schema()::regnamespace
                          AND p.polroles && (SELECT ARRAY[0::oid] || array_agg(oid) FROM pg_roles WHERE rolname IN ({roles}))
              LOOP EXECUTE format('DROP POLICY %I ON %I', it.polname, it.relname); END LOOP;
              FOR it IN SELECT c.relname FROM pg_class AS c
                        WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace AND c.relname IN ({tables})
              LOOP EXECUTE format('REVOKE ALL ON %I FROM PUBLIC, {string.Join(", ", WallRoles.All)}', it.relname); END LOOP;
              IF to_regclass('{WallScript.Quote(WallScript.MarkedTable)}') IS NOT NULL THEN
                COMMENT ON TABLE {WallScript.Quote(WallScript.MarkedTable)} IS NULL;
              END IF;
            END
            $$
            """;
    }

    private async Task<string> CatalogueAsync(CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Catalogue, connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. script.Tables, .. script.Views, .. script.Functions] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. WallRoles.All] });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = AccessEpochScript.Name });
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!; // an aggregate is one row
    }

    private async Task<string?> TextAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    private async Task RunAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
