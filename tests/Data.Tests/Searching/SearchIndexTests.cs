using System.Data.Common;
using Lintel.Data.Seeding;
using Lintel.Domain;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Tests.Searching;

/// <summary>The index behind <c>search</c>: that it is what answers, that it is there, and whom it answers.</summary>
public sealed class SearchIndexTests
{
    [OnPostgres]
    public async Task PostgreSQL_finds_a_viewer_s_rows_by_the_index_and_reads_no_table_through()
    {
        await using var database = await TestDatabase.CreateWithDemoAsync(DatabaseProvider.Postgres);
        var viewer = await ViewerAsync(database);
        var found = $"SELECT id FROM listings WHERE {Condition(database, "id", "$1")}";
        // Of 2,000 rows PostgreSQL rather reads all.
        await OwnerAsync(database, FifteenCopies);

        // All of it is one transaction, whose scans PostgreSQL counts.
        var answers = await ReadAsync(
            database,
            viewer,
            new ReadStatement($"EXPLAIN {found}", [Term(database, "望京")]),
            new ReadStatement(found, [Term(database, "望京")]),
            Scans("ix_listings_search"),
            Scans("ix_communities_search"),
            Scans("listings"),
            Scans("communities")
        );

        Assert.Contains(answers[0], line => line.Contains("pk_listings", StringComparison.Ordinal));
        Assert.DoesNotContain(answers[0], line => line.Contains("Seq Scan on listings", StringComparison.Ordinal));
        Assert.Equal(16 * 123, answers[1].Count);
        Assert.Equal(["1", "1", "0", "0"], answers.Skip(2).Select(one => one.Single()));
    }

    [Fact]
    public async Task SQLite_finds_rows_by_the_index_and_reads_no_table_through()
    {
        await using var database = await TestDatabase.CreateWithDemoAsync(DatabaseProvider.Sqlite);
        var found = $"SELECT id FROM listings WHERE {Condition(database, "id", "$1")}";

        var answers = await ReadAsync(
            database,
            await ViewerAsync(database),
            new ReadStatement($"EXPLAIN QUERY PLAN {found}", [Term(database, "望京")]),
            new ReadStatement(found, [Term(database, "望京")])
        );

        Assert.Equal(123, answers[1].Count);
        Assert.Equal(
            ["SCAN communities_search VIRTUAL TABLE INDEX 0:M1", "SCAN listings_search VIRTUAL TABLE INDEX 0:M1"],
            answers[0].Where(line => line.StartsWith("SCAN", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        );
    }

    [OnPostgres]
    public async Task The_function_that_finds_tells_a_viewer_of_its_own_brand_only()
    {
        await using var database = await TestDatabase.CreateWithDemoAsync(DatabaseProvider.Postgres);
        var own = await ViewerAsync(database);
        var call = new ReadStatement("SELECT found_in_listings('望京')", []);

        Assert.Equal(123, (await ReadAsync(database, own, call))[0].Count);
        Assert.Empty((await ReadAsync(database, own with { BrandId = Guid.CreateVersion7(TestDatabase.Now) }, call))[0]);
        Assert.Empty((await ReadAsync(database, Viewer.Anonymous, call))[0]);
    }

    [OnPostgres]
    public async Task Nobody_but_a_viewer_may_call_it()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        await using var db = database.Open();

        var callers = await db
            .Database.SqlQuery<string>(
                $"SELECT DISTINCT r.rolname::text AS \"Value\" FROM pg_proc AS p, pg_roles AS r WHERE p.prosecdef AND p.proname LIKE 'found\\_in\\_%' AND r.rolname LIKE 'lintel\\_%' AND has_function_privilege(r.oid, p.oid, 'EXECUTE')"
            )
            .ToListAsync();

        Assert.Equal(11, callers.Count); // a role for each role's viewers, and the one of nobody
        Assert.All(callers, caller => Assert.StartsWith("lintel_viewer", caller, StringComparison.Ordinal));
    }

    [BothDatabases]
    public async Task An_index_that_is_lost_is_put_up_again_with_the_rows_there_are(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateWithDemoAsync(provider);
        await using var db = database.Open();
        var viewer = await ViewerAsync(database);
        var found = new ReadStatement($"SELECT id FROM listings WHERE {Condition(database, "id", "$1")}", [Term(database, "无人知晓")]);
        Assert.Empty(await database.Migration.RunAsync(CancellationToken.None));

        // As a migration leaves it that makes the table anew.
        var isSqlite = provider == DatabaseProvider.Sqlite;
        await OwnerAsync(database, isSqlite ? "DROP TRIGGER listings_search_updated" : "DROP INDEX ix_listings_search");
        await db.Listings.OrderBy(listing => listing.Id).Take(3).ExecuteUpdateAsync(set => set.SetProperty(listing => listing.Title, "无人知晓"));

        Assert.Equal(isSqlite ? 0 : 3, (await ReadAsync(database, viewer, found))[0].Count);
        Assert.Equal(isSqlite, await database.Migration.FaultAsync(CancellationToken.None) is not null);
        Assert.Equal(["search index put up on 1 tables."], await database.Migration.RunAsync(CancellationToken.None));
        Assert.Null(await database.Migration.FaultAsync(CancellationToken.None));
        Assert.Equal(3, (await ReadAsync(database, viewer, found))[0].Count);
    }

    [OnPostgres]
    public async Task A_function_that_somebody_changed_is_found_out()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        Assert.Null(await database.Migration.FaultAsync(CancellationToken.None));

        await OwnerAsync(database, "GRANT EXECUTE ON FUNCTION found_in_listings(text) TO PUBLIC");

        Assert.Contains("run the verb migrate", await database.Migration.FaultAsync(CancellationToken.None), StringComparison.Ordinal);
    }

    /// <summary>Sold ones, since a house is on offer once.</summary>
    private const string FifteenCopies = """
        INSERT INTO listings
          SELECT copied.* FROM generate_series(1, 15) AS copy, listings AS l,
            jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid(), 'listing_number', l.listing_number || '-' || copy, 'source_key', null,
              'status', 'CLOSED', 'owner_name', null, 'owner_name_index', null, 'owner_phone', null, 'owner_phone_index', null)) AS copied;
        ANALYZE listings
        """;

    private static string Condition(TestDatabase database, string key, string parameter)
    {
        using var db = database.Open();
        return database.Dialect.Found(SearchedTable.Of(db.Model.FindEntityType(typeof(Domain.Listings.Listing))!)!, key, parameter); // searched
    }

    private static StatementValue Term(TestDatabase database, string term) => new(database.Dialect.Term(term), null);

    private static ReadStatement Scans(string relation) => new($"SELECT pg_stat_get_xact_numscans('{relation}'::regclass)", []);

    private static async Task<Viewer> ViewerAsync(TestDatabase database)
    {
        await using var db = database.Open();
        var director = DemoPersonas.All.First(persona => persona.Role == Role.Compliance);
        return (await db.ViewerOfAsync(director.Subject, database.Clock.GetUtcNow(), CancellationToken.None))!; // a persona has an account
    }

    /// <summary>The rows of each statement, their last columns as text.</summary>
    private static async Task<List<List<string>>> ReadAsync(TestDatabase database, Viewer viewer, params ReadStatement[] statements)
    {
        var answers = statements.Select(_ => new List<string>()).ToList();
        await database.Reads.ReadAsync(
            viewer,
            statements,
            (statement, row) => answers[statement].Add(row.GetValue(row.FieldCount - 1).ToString()!), // text or a number
            CancellationToken.None
        );
        return answers;
    }

    /// <summary>As the login that owns the tables.</summary>
    private static async Task OwnerAsync(TestDatabase database, string sql)
    {
        await using var db = database.Open();
        await db.Database.OpenConnectionAsync();
        await using DbCommand command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // Written above.
        command.CommandText = database.Options.Provider == DatabaseProvider.Postgres ? $"SET ROLE NONE; {sql}; RESET ROLE" : sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
