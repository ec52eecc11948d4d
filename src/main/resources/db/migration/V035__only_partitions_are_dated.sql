-- The planner may look at the date in a name before it looks at whose part the table is, and most names have no date:
-- only CASE keeps that order.
CREATE OR REPLACE FUNCTION drop_partitions(parent text, unit text, before timestamptz) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
    part    text;
    dropped integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('partitions of ' || parent));
    FOR part IN
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = parent::regclass
          AND CASE WHEN c.relname ~ '_\d{8}$'
              THEN (to_date(right(c.relname, 8), 'YYYYMMDD') + ('1 ' || unit)::interval) AT TIME ZONE 'UTC' <= before END
        ORDER BY c.relname
    LOOP
        EXECUTE format('DROP TABLE %I', part);
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END $$;
