using System.Globalization;

namespace Lintel.Reads;

/// <summary>The data set: Lintel's own <c>seed --size bench</c>, made once and kept; a larger one is multiplied from it.</summary>
internal sealed class BenchData(string folder, string lintel, Keys keys)
{
    public const int SeededListings = 200_000;

    /// <summary>
    /// Copies of the listings with their homes and photos, ids and prices of their own. Ids keep their time; the sealed values, which are bound
    /// to the id, are left out.
    /// </summary>
    private static string Multiplied(int copies) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            SET session_replication_role = replica; -- no checks of references: copies refer to copies
            CREATE FUNCTION bench_id(id uuid, copy int) RETURNS uuid LANGUAGE sql IMMUTABLE AS
              $$ SELECT (left(replace(id::text, '-', ''), 16) || left(md5(id::text || copy), 16))::uuid $$;
            INSERT INTO houses
              SELECT copied.* FROM generate_series(2, {copies}) AS copy, houses AS h,
                jsonb_populate_record(h, jsonb_build_object('id', bench_id(h.id, copy), 'natural_key', h.natural_key || '#' || copy)) AS copied;
            INSERT INTO listings
              SELECT copied.* FROM generate_series(2, {copies}) AS copy, listings AS l,
                jsonb_populate_record(l, jsonb_build_object(
                  'id', bench_id(l.id, copy), 'house_id', bench_id(l.house_id, copy), 'listing_number', l.listing_number || '-' || copy,
                  'list_price_fen', l.list_price_fen + copy * 1000000, 'source_key', null,
                  'owner_name', null, 'owner_name_index', null, 'owner_phone', null, 'owner_phone_index', null)) AS copied;
            INSERT INTO media
              SELECT copied.* FROM generate_series(2, {copies}) AS copy, media AS m,
                jsonb_populate_record(m, jsonb_build_object('id', bench_id(m.id, copy), 'listing_id', bench_id(m.listing_id, copy))) AS copied;
            """
        );

    /// <summary>What Lintel is told, beside the database.</summary>
    public Dictionary<string, string> Environment { get; } =
        new(keys.Settings(), StringComparer.Ordinal)
        {
            ["DOTNET_ENVIRONMENT"] = "Production",
            // Nothing happens beside what is asked.
            ["Lintel__Deadlines__Watch"] = "false",
            // Everything is priced, taken and given back; one viewer that asks as fast as it can is never refused.
            ["Lintel__Cost__Budget"] = "9007199254740991",
            ["Lintel__Cost__Operation"] = "9007199254740991",
            ["Lintel__StateFolder"] = Path.Combine(folder, "state"),
        };

    private const string Seeded = "lintel_bench";

    /// <summary>The connection string of a database with so many listings.</summary>
    public async Task<string> OnPostgresAsync(PostgresCluster cluster, int listings, CancellationToken stop)
    {
        await SeedOnceAsync(cluster, Seeded, stop);
        var copies = listings / SeededListings;
        if (copies <= 1)
            return await MigratedAsync("Postgres", cluster.Connection(Seeded), stop);

        var multiplied = string.Create(CultureInfo.InvariantCulture, $"{Seeded}_{listings}");
        await CopyOnceAsync(cluster, Seeded, multiplied, Multiplied(copies), stop);
        return await MigratedAsync("Postgres", cluster.Connection(multiplied), stop);
    }

    /// <summary>The data set as an earlier build made it, and a copy of it, migrated to this one: both hold the same rows.</summary>
    public async Task<(string Earlier, string Present)> OnPostgresAsync(PostgresCluster cluster, EarlierBuild build, CancellationToken stop)
    {
        var (earlier, present) = ($"{Seeded}_{build.Commit}", $"{Seeded}_{build.Commit}_since");
        await new BenchData(folder, build.Assembly, keys).SeedOnceAsync(cluster, earlier, stop);
        await CopyOnceAsync(cluster, earlier, present, sql: null, stop);
        return (cluster.Connection(earlier), await MigratedAsync("Postgres", cluster.Connection(present), stop));
    }

    public async Task<string> OnSqliteAsync(CancellationToken stop)
    {
        var file = Path.Combine(folder, "bench.db");
        if (!File.Exists(file))
        {
            await SeedAsync("Sqlite", $"Data Source={file}.making;Pooling=False", stop);
            File.Move(file + ".making", file);
        }

        return await MigratedAsync("Sqlite", $"Data Source={file}", stop);
    }

    /// <summary>The small demo, where the data does not matter.</summary>
    public async Task<string> OnSmallSqliteAsync(CancellationToken stop)
    {
        var file = Path.Combine(folder, "small.db");
        if (!File.Exists(file))
        {
            await SeedAsync("Sqlite", $"Data Source={file}.making;Pooling=False", stop, "small");
            File.Move(file + ".making", file);
        }

        return await MigratedAsync("Sqlite", $"Data Source={file}", stop);
    }

    private async Task SeedOnceAsync(PostgresCluster cluster, string database, CancellationToken stop)
    {
        if (await cluster.HasAsync(database, stop))
            return;

        await SeedAsync("Postgres", cluster.Connection(database + "_making"), stop);
        await cluster.ExecuteAsync(database + "_making", "VACUUM ANALYZE", stop);
        await cluster.ExecuteAsync("postgres", $"ALTER DATABASE {database}_making RENAME TO {database}", stop);
    }

    /// <summary>A copy, made once; the SQL is run in it with all rights before it counts as made.</summary>
    private static async Task CopyOnceAsync(PostgresCluster cluster, string database, string copy, string? sql, CancellationToken stop)
    {
        if (await cluster.HasAsync(copy, stop))
            return;

        Console.Error.WriteLine($"making {copy}");
        await cluster.ExecuteAsync("postgres", $"DROP DATABASE IF EXISTS {copy}_making", stop);
        await cluster.ExecuteAsync("postgres", $"CREATE DATABASE {copy}_making TEMPLATE {database}", stop);
        if (sql is not null)
            await cluster.ExecuteFreelyAsync(copy + "_making", sql, stop);
        await cluster.ExecuteAsync(copy + "_making", "VACUUM ANALYZE", stop);
        await cluster.ExecuteAsync("postgres", $"ALTER DATABASE {copy}_making RENAME TO {copy}", stop);
    }

    private Task SeedAsync(string provider, string connection, CancellationToken stop, string size = "bench")
    {
        Console.Error.WriteLine($"seeding {provider}");
        return LintelAsync(["seed", "--size", size], provider, connection, stop);
    }

    /// <summary>A data set that was kept is of the build that made it.</summary>
    private async Task<string> MigratedAsync(string provider, string connection, CancellationToken stop)
    {
        await LintelAsync(["migrate"], provider, connection, stop);
        return connection;
    }

    private Task LintelAsync(string[] verb, string provider, string connection, CancellationToken stop) =>
        Shell.RunAsync(
            "dotnet",
            [lintel, .. verb],
            new Dictionary<string, string>(Environment, StringComparer.Ordinal)
            {
                ["Lintel__Database__Provider"] = provider,
                ["Lintel__Database__ConnectionString"] = connection,
            },
            stop
        );
}
