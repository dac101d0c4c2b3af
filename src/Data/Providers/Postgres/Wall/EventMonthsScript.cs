namespace Lintel.Data.Providers.Postgres.Wall;

/// <summary>
/// The functions that make the months of the event log and drop them (ADR 30). Only the owner of a table may give it partitions, so they have its rights, and
/// the server's own role alone may call them. A lock that they do not get within 3 s is tried for again by the next sweep: nobody waits behind them longer.
/// </summary>
internal static class EventMonthsScript
{
    /// <summary>Makes so many months from an instant on; those that are there are left alone. What waits for a month in <c>events_default</c> is moved into it.</summary>
    public const string Make = "event_months_make";

    /// <summary>Drops the months that end before an instant and of which nothing is kept; how many.</summary>
    public const string Drop = "event_months_drop";

    public const string Text = $"""
        CREATE OR REPLACE FUNCTION {Make}(first timestamptz, months int) RETURNS int LANGUAGE plpgsql SECURITY DEFINER AS $body$
          DECLARE
            month timestamp := date_trunc('month', first AT TIME ZONE 'UTC');
            part text;
            since timestamptz;
            until timestamptz;
            made int := 0;
          BEGIN
            FOR i IN 0 .. months - 1 LOOP
              since := (month + make_interval(months => i)) AT TIME ZONE 'UTC';
              until := (month + make_interval(months => i + 1)) AT TIME ZONE 'UTC';
              part := 'events_' || to_char(since AT TIME ZONE 'UTC', 'YYYY_MM');
              CONTINUE WHEN to_regclass(part) IS NOT NULL;
              -- Nobody is on the way to events_default then: a row would be refused when the month is there, and who reads would find rows in neither.
              LOCK TABLE ONLY events IN ACCESS EXCLUSIVE MODE;
              LOCK TABLE events_default IN ACCESS EXCLUSIVE MODE;
              CONTINUE WHEN to_regclass(part) IS NOT NULL;
              EXECUTE format('CREATE TABLE %I (LIKE events INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', part);
              EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part);
              EXECUTE format('INSERT INTO %I SELECT * FROM events_default WHERE occurred_at >= $1 AND occurred_at < $2', part) USING since, until;
              DELETE FROM events_default WHERE occurred_at >= since AND occurred_at < until;
              EXECUTE format('ALTER TABLE events ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', part, since, until);
              made := made + 1;
            END LOOP;
            RETURN made;
          END
        $body$;
        CREATE OR REPLACE FUNCTION {Drop}(before timestamptz) RETURNS int LANGUAGE plpgsql SECURITY DEFINER AS $body$
          DECLARE
            part text;
            kept boolean;
            dropped int := 0;
            any_kept CONSTANT text := 'SELECT EXISTS (SELECT 1 FROM event_counters AS c
              WHERE EXISTS (SELECT 1 FROM %I AS e WHERE e.brand_id = c.brand_id AND e.sequence > c.swept))';
          BEGIN
            FOR part IN
              SELECT c.relname FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid
              WHERE i.inhparent = 'events'::regclass AND c.relname ~ '^events_\d{"{4}"}_\d{"{2}"}$'
                AND (to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month') AT TIME ZONE 'UTC' <= before
              ORDER BY c.relname
            LOOP
              EXECUTE format(any_kept, part) INTO kept;
              CONTINUE WHEN kept;
              LOCK TABLE ONLY events IN ACCESS EXCLUSIVE MODE;
              -- Somebody may have come in before the lock.
              EXECUTE format(any_kept, part) INTO kept;
              CONTINUE WHEN kept;
              EXECUTE format('DROP TABLE %I', part);
              dropped := dropped + 1;
            END LOOP;
            RETURN dropped;
          END
        $body$;
        DO $put_up$
        BEGIN
          EXECUTE format('ALTER FUNCTION {Make}(timestamptz, int) SET search_path = %I, pg_temp', current_schema());
          EXECUTE format('ALTER FUNCTION {Drop}(timestamptz) SET search_path = %I, pg_temp', current_schema());
        END
        $put_up$;
        ALTER FUNCTION {Make}(timestamptz, int) SET lock_timeout = '3s';
        ALTER FUNCTION {Drop}(timestamptz) SET lock_timeout = '3s';
        REVOKE ALL ON FUNCTION {Make}(timestamptz, int), {Drop}(timestamptz) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION {Make}(timestamptz, int), {Drop}(timestamptz) TO {WallRoles.System};
        """;
}
