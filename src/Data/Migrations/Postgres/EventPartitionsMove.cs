namespace Lintel.Data.Migrations.Postgres;

/// <summary>
/// Moves the event log into a table by months, and back. The wall is down meanwhile and is put up anew; what others have put on the table (rights, policies,
/// triggers) is taken along.
/// </summary>
internal static class EventPartitionsMove
{
    /// <summary>
    /// A partitioned table's key has to have the column that it is divided by. That numbers are not given twice is the counter's doing, whose row lock is held
    /// when they are (ADR 6).
    /// </summary>
    public const string ToMonths = $"""
        {Before}
        CREATE TABLE events (LIKE events_before INCLUDING DEFAULTS INCLUDING CONSTRAINTS) PARTITION BY RANGE (occurred_at);
        ALTER TABLE events ADD CONSTRAINT pk_events PRIMARY KEY (brand_id, sequence, occurred_at);
        CREATE TABLE events_default PARTITION OF events DEFAULT;
        ALTER TABLE events_default ENABLE ROW LEVEL SECURITY;
        DO $$
        DECLARE month timestamp;
        BEGIN
          FOR month IN
            SELECT date_trunc('month', occurred_at AT TIME ZONE 'UTC') FROM events_before
            UNION SELECT date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => ahead) FROM generate_series(0, 2) AS ahead
          LOOP
            EXECUTE format(
              'CREATE TABLE %I PARTITION OF events FOR VALUES FROM (%L) TO (%L)',
              'events_' || to_char(month, 'YYYY_MM'), month AT TIME ZONE 'UTC', (month + interval '1 month') AT TIME ZONE 'UTC'
            );
            EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', 'events_' || to_char(month, 'YYYY_MM'));
          END LOOP;
        END
        $$;
        {After}
        """;

    public const string ToOneTable = $"""
        {Before}
        CREATE TABLE events (LIKE events_before INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
        ALTER TABLE events ADD CONSTRAINT pk_events PRIMARY KEY (brand_id, sequence);
        {After}
        """;

    private const string Before = """
        CREATE TEMPORARY TABLE taken_along ON COMMIT DROP AS
          SELECT format('GRANT %s ON events TO %s%s', a.privilege_type, CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END,
                   CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END) AS statement
            FROM pg_class AS c, aclexplode(c.relacl) AS a WHERE c.oid = 'events'::regclass AND a.grantee <> c.relowner
          UNION ALL
          SELECT format('CREATE POLICY %I ON events AS %s FOR %s TO %s%s%s', p.policyname, p.permissive, p.cmd,
                   (SELECT string_agg(CASE r WHEN 'public' THEN r::text ELSE quote_ident(r) END, ', ') FROM unnest(p.roles) AS r),
                   coalesce(' USING (' || p.qual || ')', ''), coalesce(' WITH CHECK (' || p.with_check || ')', ''))
            FROM pg_policies AS p WHERE p.schemaname = current_schema() AND p.tablename = 'events'
          UNION ALL
          SELECT pg_get_triggerdef(t.oid) FROM pg_trigger AS t WHERE t.tgrelid = 'events'::regclass AND NOT t.tgisinternal;
        ALTER TABLE events RENAME TO events_before;
        ALTER INDEX pk_events RENAME TO pk_events_before;
        """;

    private const string After = """
        ALTER TABLE events ENABLE ROW LEVEL SECURITY;
        INSERT INTO events SELECT * FROM events_before;
        DROP TABLE events_before;
        DO $$
        DECLARE it text;
        BEGIN
          FOR it IN SELECT statement FROM taken_along LOOP EXECUTE it; END LOOP;
        END
        $$;
        DROP TABLE taken_along;
        """;
}
