using System.Collections.Concurrent;
using System.Globalization;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Reading;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit.Abstractions;

namespace Lintel.Schema.Tests.Wall;

/// <summary>What PostgreSQL holds by itself, when the application's own predicates are gone (ADR 0014).</summary>
public sealed class WallTests(ITestOutputHelper output)
{
    private static readonly string[] Undeclared =
    [
        "audit_heads",
        "event_counters",
        "idempotency_records",
        "version_changes",
        "__EFMigrationsHistory",
    ];

    [OnPostgres]
    public async Task Without_the_application_s_predicate_every_viewer_sees_the_same_rows()
    {
        var graph = await WallScene.SharedAsync();
        await using var db = graph.Database.Open();
        var declared = DeclaredGraph.OfThisAssembly();
        var scopes = (PlanScopes)graph.Service(typeof(PlanScopes));
        var (behind, bare) = (new TableMap(db.Model, db.Protector, graph.Database.Reads), new TableMap(db.Model, db.Protector));
        await using var owner = await OpenAsync(graph, role: null);
        var (cases, rows, differing) = (0, 0, new List<string>());

        foreach (var type in declared.Types)
        {
            var most = 0;
            foreach (var viewer in Everybody(graph.Cast))
            {
                var expected = await WithPredicateAsync(owner, declared, bare, graph.Database.Dialect, type, viewer, scopes.InputsOf(viewer));
                var seen = await WithoutPredicateAsync(graph, behind.Source(type.Entity), viewer);
                (cases, rows, most) = (cases + 1, rows + seen.Count, Math.Max(most, seen.Count));
                if (!expected.SequenceEqual(seen, StringComparer.Ordinal))
                {
                    differing.Add($"{type.Name} as {viewer.Name} {viewer.Role}: {expected.Count} by the predicate, {seen.Count} by the wall");
                }
            }

            Assert.True(most > 0, $"The scene has no {type.Name} that anybody sees.");
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{declared.Types.Count} types, {cases} cases, {rows} rows seen"));
        Assert.Equal([], differing);
        Assert.Equal(declared.Types.Count * Everybody(graph.Cast).Count, cases);
    }

    [OnPostgres]
    public async Task Values_of_custom_fields_are_the_franchise_s_own()
    {
        var graph = await WallScene.SharedAsync();
        var cast = graph.Cast;

        foreach (var viewer in (Viewer[])[cast.Li, cast.Chen, cast.Sun, cast.PartnerEast])
        {
            Assert.Equal([WallScene.OfEast], await CustomTextsAsync(graph, viewer));
        }

        Assert.Equal([WallScene.OfWest], await CustomTextsAsync(graph, cast.PartnerWest));
        foreach (var viewer in (Viewer[])[cast.Ma, cast.He, cast.Zhou, cast.StrangerOps, Viewer.Anonymous])
        {
            Assert.Equal([], await CustomTextsAsync(graph, viewer));
        }
    }

    [OnPostgres]
    public async Task Without_a_viewer_there_are_no_rows()
    {
        var graph = await WallScene.SharedAsync();
        await using var db = graph.Database.Open();
        var tables = new TableMap(db.Model, db.Protector, graph.Database.Reads);
        foreach (var role in Roles)
        {
            await using var connection = await OpenAsync(graph, role);
            foreach (var type in DeclaredGraph.OfThisAssembly().Types.Where(type => type.Name != "Community" && type.Name != "House"))
            {
                Assert.Equal(0L, await ScalarAsync(connection, $"SELECT COUNT(*) FROM {tables.Source(type.Entity)} AS rows"));
            }

            foreach (var table in Undeclared)
            {
                var refused = await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(connection, $"SELECT COUNT(*) FROM \"{table}\""));
                Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
            }
        }
    }

    [OnPostgres]
    public async Task A_scope_shows_no_more_than_the_role_of_its_connection()
    {
        var graph = await WallScene.SharedAsync();
        await using var db = graph.Database.Open();
        var declared = DeclaredGraph.OfThisAssembly();
        var scopes = (PlanScopes)graph.Service(typeof(PlanScopes));
        var (behind, bare) = (new TableMap(db.Model, db.Protector, graph.Database.Reads), new TableMap(db.Model, db.Protector));
        await using var owner = await OpenAsync(graph, role: null);
        var (empty, filled) = (0, 0);

        // Every role with every place of a viewer who has none but the brand's, and who sees all of it in its own role.
        foreach (var role in (Role?[])[null, .. Enum.GetValues<Role>().Cast<Role?>()])
        {
            var other = graph.Cast.Ma with { Role = role };
            await using var connection = await OpenAsync(graph, RoleOf(role));
            await ScalarAsync(connection, $"SELECT set_config('lintel.scope', '{ScopeOf(graph.Cast.Ma)}', false)");
            foreach (var type in declared.Types)
            {
                var seen = (long)(await ScalarAsync(connection, $"SELECT COUNT(*) FROM {behind.Source(type.Entity)} AS rows"))!; // a count
                var expected = await WithPredicateAsync(owner, declared, bare, graph.Database.Dialect, type, other, scopes.InputsOf(other));
                Assert.Equal($"{type.Name} as {role}: {expected.Count}", $"{type.Name} as {role}: {seen}");
                (empty, filled) = seen == 0 ? (empty + 1, filled) : (empty, filled + 1);
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{filled} with rows, {empty} without"));
        Assert.True(filled > 30 && empty > 60);
    }

    [OnPostgres]
    public async Task A_connection_serves_the_viewers_of_one_role_only()
    {
        var graph = await WallScene.SharedAsync();
        var connections = new ConcurrentDictionary<int, string>();
        var wrong = new ConcurrentBag<string>();

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 20).SelectMany(_ => Everybody(graph.Cast)),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (viewer, cancellationToken) =>
                await graph.Database.Reads.ReadAsync(
                    viewer,
                    [new ReadStatement("SELECT pg_backend_pid(), current_user::text", [])],
                    (_, row) =>
                    {
                        var role = row.GetString(1);
                        if (role != RoleOf(viewer.Role) || connections.GetOrAdd(row.GetInt32(0), role) != role)
                        {
                            wrong.Add($"{viewer.Name}: {role}");
                        }
                    },
                    cancellationToken
                )
        );

        Assert.Equal([], wrong);
        Assert.Equal(Roles.Order(StringComparer.Ordinal), connections.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [OnPostgres]
    public async Task One_answer_is_of_one_state_and_cannot_write()
    {
        var graph = await WallScene.SharedAsync();
        List<string> seen = [];
        const string Look =
            "SELECT concat_ws('|', current_setting('transaction_isolation'), current_setting('transaction_read_only'), current_setting('plan_cache_mode'))";

        // Twice, so that once it is a connection that came back from the pool.
        foreach (var _ in (bool[])[true, false])
        {
            await graph.Database.Reads.ReadAsync(
                graph.Cast.Feng,
                [new ReadStatement(Look, [])],
                (_, row) => seen.Add(row.GetString(0)),
                CancellationToken.None
            );
        }

        Assert.Equal(["repeatable read|on|force_generic_plan", "repeatable read|on|force_generic_plan"], seen);
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            graph.Database.Reads.ReadAsync(graph.Cast.Feng, [new ReadStatement("CREATE TEMP TABLE x ()", [])], (_, _) => { }, default)
        );
        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, refused.SqlState);
    }

    [OnPostgres]
    public async Task A_viewer_writes_nothing()
    {
        var graph = await WallScene.SharedAsync();
        await using var db = graph.Database.Open();
        var tables = db.Model.GetEntityTypes().Select(entity => entity.GetTableName()).OfType<string>().ToList();
        await using var owner = await OpenAsync(graph, role: null);

        var writable = await ScalarAsync(
            owner,
            $"SELECT string_agg(t, ', ') FROM unnest(ARRAY['{string.Join("', '", tables)}']) AS t, unnest(ARRAY['{string.Join("', '", Roles)}']) AS r WHERE has_table_privilege(r, t, 'INSERT, UPDATE, DELETE, TRUNCATE')"
        );

        Assert.Equal(DBNull.Value, writable);
    }

    [OnPostgres]
    public async Task A_scope_holds_what_the_policies_of_its_role_look_at_and_no_more()
    {
        var graph = await WallScene.SharedAsync();
        var seen = new List<string>();
        const string Look =
            "SELECT concat_ws('|', current_user, (SELECT COUNT(*) > 0 FROM accounts), length(btrim(substr(current_setting('lintel.scope'), 1, 28))), (SELECT string_agg(m[1], '|') FROM regexp_matches(substr(current_setting('lintel.scope'), 29), '([0-9a-f-]{36})', 'g') AS m))";

        foreach (var viewer in (Viewer[])[graph.Cast.Ma, graph.Cast.Zhou, graph.Cast.Li, graph.Cast.Ma])
        {
            await graph.Database.Reads.ReadAsync(viewer, [new ReadStatement(Look, [])], (_, row) => seen.Add(row.GetString(0)), default);
        }

        var (ma, zhou, li) = (graph.Cast.Ma, graph.Cast.Zhou, graph.Cast.Li);
        Assert.Equal(
            [
                $"lintel_viewer_platform_ops|t|0|{ma.BrandId}",
                $"lintel_viewer_client|f|0|{ScopeOf(zhou)}",
                $"lintel_viewer_agent|f|28|{ScopeOf(li)}",
                $"lintel_viewer_platform_ops|t|0|{ma.BrandId}",
            ],
            seen
        );

        static string ScopeOf(Viewer viewer) =>
            string.Join('|', new[] { viewer.BrandId, viewer.FranchiseId, viewer.StoreId, viewer.AgentId, viewer.ClientId }.OfType<Guid>());
    }

    [OnPostgres]
    public async Task A_connection_that_came_back_in_another_role_reads_nothing_and_is_let_go()
    {
        await using var graph = await Graph.CreateAsync(DatabaseProvider.Postgres);
        var (reads, viewer) = (graph.Database.Reads, graph.Cast.Ma);
        var roles = new List<string>();
        ReadStatement inAnotherRole = new("SELECT set_config('role', 'lintel_viewer_client', false)", []);
        ReadStatement role = new("SELECT current_user", []);
        await reads.ReadAsync(viewer, [inAnotherRole], (_, _) => { }, CancellationToken.None);

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            reads.ReadAsync(viewer, [role], (_, row) => roles.Add(row.GetString(0)), CancellationToken.None)
        );
        Assert.Equal([], roles);

        await reads.ReadAsync(viewer, [role], (_, row) => roles.Add(row.GetString(0)), CancellationToken.None);
        Assert.Equal(["lintel_viewer_platform_ops"], roles);
    }

    [OnPostgres]
    public async Task An_actor_reaches_no_row_of_another_brand()
    {
        await using var graph = await WallScene.CreateAsync();
        var (own, foreign) = (graph.Cast.Li.BrandId!.Value, graph.Cast.Stranger.BrandId!.Value);
        await using var db = graph.Database.Open();
        var branded = db
            .Model.GetEntityTypes()
            .Where(entity => entity.GetTableName() is not null && entity.FindProperty("BrandId") is not null)
            .Select(entity => entity.GetTableName()!)
            .ToList();
        await using var transaction = await db.BeginWriteAsync(own, CancellationToken.None);

        foreach (var table in branded)
        {
            Assert.Equal($"{table} 0", $"{table} {await ScalarAsync(db, $"SELECT COUNT(*) FROM {table} WHERE brand_id <> '{own}'")}");
        }

        Assert.Equal(0, await RunAsync(db, $"UPDATE listings SET title = 'x' WHERE brand_id = '{foreign}'"));
        Assert.Equal(
            0,
            await RunAsync(db, $"DELETE FROM client_needs USING clients WHERE clients.id = client_id AND clients.brand_id = '{foreign}'")
        );
        Assert.True(await RunAsync(db, "UPDATE listings SET title = title") > 0);
        await IsRefusedAsync(db, $"UPDATE listings SET brand_id = '{foreign}'");
        await IsRefusedAsync(db, $"INSERT INTO event_counters (brand_id, last) VALUES ('{foreign}', 1)");
        // A part of another brand's listing, whichever brand it says it is of.
        foreach (var brand in (Guid[])[own, foreign])
        {
            await IsRefusedAsync(
                db,
                $"INSERT INTO media (id, brand_id, listing_id, media_category, media_url, \"order\") SELECT gen_random_uuid(), '{brand}', '{await ForeignListingAsync(graph)}', 'PHOTO', 'x', 9"
            );
        }

        await IsRefusedAsync(db, "DELETE FROM audit_entries");
        await IsRefusedAsync(db, "UPDATE events SET kind = kind");
    }

    [OnPostgres]
    public async Task The_narrowing_of_an_actor_ends_with_its_transaction()
    {
        await using var graph = await WallScene.CreateAsync();
        await using var db = graph.Database.Open();
        await db.Database.OpenConnectionAsync();

        foreach (var commit in (bool[])[true, false])
        {
            await using var transaction = await db.BeginWriteAsync(graph.Cast.Li.BrandId!.Value, CancellationToken.None);
            Assert.Equal("lintel_actor", await ScalarAsync(db, "SELECT current_user::text"));
            await (commit ? transaction.CommitAsync() : transaction.RollbackAsync());
            Assert.Equal("lintel_system", await ScalarAsync(db, "SELECT current_user || coalesce(current_setting('lintel.scope', true), '')"));
        }
    }

    [OnPostgres]
    public async Task No_role_can_look_over_the_wall()
    {
        var graph = await WallScene.SharedAsync();
        await using var owner = await OpenAsync(graph, role: null);

        Assert.Equal(
            "13 false",
            await ScalarAsync(
                owner,
                "SELECT COUNT(*) || ' ' || bool_or(rolsuper OR rolbypassrls OR rolcanlogin)::text FROM pg_roles WHERE rolname LIKE 'lintel\\_%'"
            )
        );
        foreach (var role in (string[])[.. Roles, "lintel_system"])
        {
            await using var connection = await OpenAsync(graph, role);
            Assert.Equal(
                $"{role} off",
                await ScalarAsync(
                    connection,
                    "SELECT concat_ws(' ', current_user, current_setting('is_superuser')) FROM pg_roles WHERE rolname = session_user AND NOT rolsuper AND NOT rolbypassrls"
                )
            );
        }
    }

    private static async Task<List<string>> CustomTextsAsync(Graph graph, Viewer viewer)
    {
        var texts = new List<string>();
        await graph.Database.Reads.ReadAsync(
            viewer,
            [new ReadStatement("SELECT text FROM custom_values", [])],
            (_, row) => texts.Add(row.GetString(0)),
            CancellationToken.None
        );
        return texts;
    }

    private static List<string> Roles => [RoleOf(role: null), .. Enum.GetValues<Role>().Select(role => RoleOf(role))];

    private static string RoleOf(Role? role) =>
        role is { } one ? "lintel_viewer_" + EnumNames.ToConstantCase(one.ToString()).ToLowerInvariant() : "lintel_viewer";

    /// <summary>The scope of a viewer of the brand who has no other place: the instant, the account and the brand.</summary>
    private static string ScopeOf(Viewer viewer) =>
        $"{TestDatabase.Now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}{viewer.AccountId}{viewer.BrandId}";

    private static List<Viewer> Everybody(Cast cast) =>
        [.. cast.OneOfEachRole, cast.Feng, cast.Wang, cast.Zhao, cast.Stranger, cast.PartnerWest, cast.StrangerOps, Viewer.Anonymous];

    private static async Task<List<string>> WithPredicateAsync(
        NpgsqlConnection owner,
        DeclaredGraph declared,
        TableMap tables,
        DatabaseDialect dialect,
        EntityType type,
        Viewer viewer,
        ReadInputs inputs
    )
    {
        var scope = new PlanScope(declared, tables, dialect, viewer);
        var alias = scope.Rows.NewAlias();
        var condition = scope.Rows.Visible(type, alias);
        await using var command = new NpgsqlCommand($"SELECT {alias}::text FROM {tables.Source(type.Entity)} AS {alias} WHERE {condition}", owner);
        foreach (var parameter in scope.Parameters.All)
        {
            command.Parameters.Add(parameter.With(inputs, command));
        }

        var seen = new List<string>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            seen.Add(rows.GetString(0));
        }

        return [.. seen.Order(StringComparer.Ordinal)];
    }

    private static async Task<List<string>> WithoutPredicateAsync(Graph graph, string source, Viewer viewer)
    {
        var seen = new List<string>();
        await graph.Database.Reads.ReadAsync(
            viewer,
            [new ReadStatement($"SELECT rows::text FROM {source} AS rows", [])],
            (_, row) => seen.Add(row.GetString(0)),
            CancellationToken.None
        );
        return [.. seen.Order(StringComparer.Ordinal)];
    }

    private static async Task<object?> ForeignListingAsync(Graph graph)
    {
        await using var owner = await OpenAsync(graph, role: null);
        return await ScalarAsync(owner, $"SELECT id FROM listings WHERE brand_id = '{graph.Cast.Stranger.BrandId}' LIMIT 1");
    }

    private static string ConnectionString(Graph graph, string? role) =>
        new NpgsqlConnectionStringBuilder(graph.Database.Options.ConnectionString)
        {
            Options = role is null ? null : $"-c role={role}",
            Pooling = false,
        }.ToString();

    private static async Task<NpgsqlConnection> OpenAsync(Graph graph, string? role)
    {
        var connection = new NpgsqlConnection(ConnectionString(graph, role));
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private static Task<object?> ScalarAsync(LintelDbContext db, string sql) => ScalarAsync((NpgsqlConnection)db.Database.GetDbConnection(), sql);

    private static async Task<int> RunAsync(LintelDbContext db, string sql)
    {
        await using var command = new NpgsqlCommand(sql, (NpgsqlConnection)db.Database.GetDbConnection());
        return await command.ExecuteNonQueryAsync();
    }

    private static async Task IsRefusedAsync(LintelDbContext db, string sql)
    {
        await RunAsync(db, "SAVEPOINT attempt");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(db, sql));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        await RunAsync(db, "ROLLBACK TO attempt");
    }
}
