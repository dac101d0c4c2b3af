using System.Globalization;
using Lintel.Data;
using Lintel.Domain.Audit;
using Lintel.Domain.Clients;
using Lintel.Domain.Communities;
using Lintel.Domain.Deals;
using Lintel.Domain.Listings;
using Lintel.Domain.Organisation;
using Lintel.Domain.Showings;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Lintel.Schema.Tests.Shared.Reading.Indexes;

/// <summary>
/// The demo brokerage many times over, until PostgreSQL plans as it does for <c>seed --size bench</c>: 100,000 listings, 20,000 deals. Made in some
/// seconds: copied inside PostgreSQL, without references to check, and indexed when all rows are there.
/// </summary>
internal static class LargeBrokerage
{
    private const int AuditEntries = 20_000;

    /// <summary>How many of each row there are in the end; of all others there is one.</summary>
    private static readonly Dictionary<Type, int> Copies = new()
    {
        [typeof(Office)] = 20,
        [typeof(Agent)] = 200,
        [typeof(Community)] = 100,
        [typeof(House)] = 50,
        [typeof(Listing)] = 50,
        [typeof(ListingPrice)] = 10,
        [typeof(Media)] = 10,
        [typeof(Client)] = 30,
        [typeof(ClientNeed)] = 15,
        [typeof(Showing)] = 10,
        [typeof(Deal)] = 50,
        [typeof(DealTask)] = 10,
    };

    /// <summary>What differs from copy to copy beside keys and instants.</summary>
    private static readonly Dictionary<string, string> Varied = new(StringComparer.Ordinal)
    {
        ["listing_number"] = "{0} || '-' || copy",
        ["deal_number"] = "{0} || '-' || copy",
        ["source_key"] = "{0} || '-' || copy",
        ["natural_key"] = "{0} || '-' || copy",
        ["code"] = "{0} || '-' || copy",
        ["member_full_name"] = "{0} || copy",
        ["full_name"] = "{0} || copy",
        ["name"] = "{0} || copy",
        ["phone_index"] = "left(md5({0} || copy), 24)",
        ["owner_phone_index"] = "left(md5({0} || copy), 24)",
        ["identity_number_index"] = "left(md5({0} || copy), 24)",
        // The demo is of one city, and knows nothing of some facts.
        ["city"] = "CASE WHEN copy % 3 = 0 THEN '上海' ELSE {0} END",
        ["show_anytime"] = "CASE WHEN copy % 3 = 0 THEN copy % 2 = 0 END",
        ["member_status"] = "CASE WHEN copy % 9 = 0 THEN 'INACTIVE' ELSE {0} END",
        ["pool"] = "CASE WHEN copy % 9 = 0 THEN 'PUBLIC' ELSE {0} END",
        ["showings.status"] = "CASE WHEN copy % 9 = 0 THEN 'CANCELED' ELSE {0} END",
        ["list_price_fen"] = "{0} + 1000 * copy",
        ["close_price_fen"] = "{0} + 1000 * copy",
        ["price_fen"] = "{0} + 1000 * copy",
        ["living_area_dm2"] = "{0} + copy",
    };

    private static readonly string[] Places = ["franchise_id", "store_id", "team_id"];

    public static async Task<TestDatabase> CreateAsync()
    {
        var database = await TestDatabase.CreateWithDemoAsync(DatabaseProvider.Postgres);
        await using var db = database.Open();
        await db.Database.OpenConnectionAsync();
        var statements = (string[])
            [
                "SET ROLE NONE",
                "SET max_parallel_maintenance_workers = 0; SET maintenance_work_mem = '256MB'",
                Bare,
                .. Copies.Select(one => Copy(db.Model.FindEntityType(one.Key)!, one.Value)),
                Audit,
                IndexAgain,
                "ANALYZE",
            ]; // of the model
        foreach (var sql in statements)
        {
            await using var command = new NpgsqlCommand(sql, (NpgsqlConnection)db.Database.GetDbConnection()) { CommandTimeout = 120 };
            await command.ExecuteNonQueryAsync();
        }

        return database;
    }

    /// <summary>
    /// Takes away all indexes and references. The index behind <c>search</c> does not come again: a function asks it, into which no plan looks.
    /// </summary>
    private const string Bare = """
        CREATE TEMP TABLE again AS
          SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS sql
          FROM pg_constraint WHERE contype = 'p' AND coninhcount = 0 AND connamespace = current_schema()::regnamespace
          UNION ALL
          SELECT replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ')
          FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid
          WHERE c.relnamespace = current_schema()::regnamespace AND NOT c.relispartition AND NOT i.indisprimary AND c.relname NOT LIKE '%\_search';
        DO $$
        DECLARE it record;
        BEGIN
          FOR it IN SELECT conrelid::regclass AS found, conname FROM pg_constraint
                    WHERE contype IN ('f', 'p') AND coninhcount = 0 AND connamespace = current_schema()::regnamespace ORDER BY contype
          LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', it.found, it.conname); END LOOP;
          FOR it IN SELECT i.indexrelid::regclass AS found FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid
                    WHERE c.relnamespace = current_schema()::regnamespace AND NOT c.relispartition
          LOOP EXECUTE format('DROP INDEX %s', it.found); END LOOP;
        END
        $$;
        CREATE FUNCTION copied(id uuid, copy int) RETURNS uuid LANGUAGE sql IMMUTABLE AS
          $$ SELECT CASE WHEN copy = 0 THEN id ELSE md5(id::text || copy)::uuid END $$
        """;

    private const string IndexAgain = """
        DO $$
        DECLARE it record;
        BEGIN
          FOR it IN SELECT sql FROM again LOOP EXECUTE it.sql; END LOOP;
        END
        $$
        """;

    private static string Audit { get; } =
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            INSERT INTO audit_entries (brand_id, sequence, kind, occurred_at, account_name, role, element, times, is_off_hours, previous_hash, hash)
              SELECT o.id, number, CASE WHEN number % 9 = 0 THEN 'REVEAL' ELSE 'DENIAL' END, o.created_at + number * interval '61 seconds', 'somebody ' || number % 50,
                CASE WHEN number % 3 = 0 THEN 'DIRECTOR' ELSE 'AGENT' END, 'Client.field' || number % 20, 1 + number % 3, number % 7 = 0, '', number::text
              FROM generate_series(1, {AuditEntries}) AS number, offices AS o WHERE o.kind = 'BRAND'
            """
        );

    private static string Copy(IEntityType entity, int copies)
    {
        var table = entity.GetTableName()!; // of the model
        var columns = entity.GetProperties().ToDictionary(property => property.GetColumnName(), StringComparer.Ordinal);
        var values = columns.Select(column => Value(entity, column.Value, $"l.\"{column.Key}\""));
        var only = entity.ClrType == typeof(Office) ? " WHERE l.kind NOT IN ('BRAND', 'REGION')" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"INSERT INTO {table} (\"{string.Join("\", \"", columns.Keys)}\") SELECT {string.Join(", ", values)} FROM {table} AS l, generate_series(1, {copies - 1}) AS copy{only}"
        );
    }

    private static string Value(IEntityType entity, IProperty property, string column)
    {
        var name = property.GetColumnName();
        if (property.IsPrimaryKey())
        {
            return $"copied({column}, copy)";
        }

        if (entity.ClrType == typeof(Office) && name == "parent_id")
        {
            return $"CASE WHEN l.kind = 'FRANCHISE' THEN {column} ELSE {Copied(column, typeof(Office))} END";
        }

        if (Places.Contains(name, StringComparer.Ordinal))
        {
            return Copied(column, typeof(Office));
        }

        if (property.GetContainingForeignKeys().FirstOrDefault() is { } reference && reference.PrincipalEntityType.ClrType != typeof(Office))
        {
            return Copied(column, reference.PrincipalEntityType.ClrType);
        }

        return property.ClrType == typeof(DateTimeOffset) || property.ClrType == typeof(DateTimeOffset?) ? $"{column} + copy * interval '41 seconds'"
            : Varied.TryGetValue($"{entity.GetTableName()}.{name}", out var varied) || Varied.TryGetValue(name, out varied)
                ? string.Format(CultureInfo.InvariantCulture, varied, column)
            : column;
    }

    private static string Copied(string column, Type principal) =>
        string.Create(CultureInfo.InvariantCulture, $"copied({column}, copy % {Copies.GetValueOrDefault(principal, 1)})");
}
