-- Minutes are kept by day and hours by month, so that forgetting them is dropping a table and not deleting rows.
CREATE FUNCTION make_partitions(parent text, unit text, first timestamptz, last timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    begins timestamptz := date_trunc(unit, first, 'UTC');
    ends   timestamptz;
    part   text;
BEGIN
    WHILE begins <= last LOOP
        ends := (begins AT TIME ZONE 'UTC' + ('1 ' || unit)::interval) AT TIME ZONE 'UTC';
        part := parent || to_char(begins AT TIME ZONE 'UTC', '_YYYYMMDD');
        IF to_regclass(part) IS NULL THEN
            -- Replicas make them too: who comes second finds it made, by reading the catalogue itself, since to_regclass
            -- may answer from what this session knew before it waited.
            PERFORM pg_advisory_xact_lock(hashtext('partitions of ' || parent));
            IF NOT EXISTS (SELECT FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                           WHERE i.inhparent = parent::regclass AND c.relname = part) THEN
                -- Attached rather than created in place: that would lock readers and writers of the parent out.
                EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', part, parent);
                EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', parent, part, begins, ends);
            END IF;
        END IF;
        begins := ends;
    END LOOP;
END $$;

-- Drops what lies wholly before the given instant.
CREATE FUNCTION drop_partitions(parent text, unit text, before timestamptz) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
    part    text;
    dropped integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('partitions of ' || parent));
    FOR part IN
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = parent::regclass
          AND (to_date(right(c.relname, 8), 'YYYYMMDD') + ('1 ' || unit)::interval) AT TIME ZONE 'UTC' <= before
        ORDER BY c.relname
    LOOP
        EXECUTE format('DROP TABLE %I', part);
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END $$;

ALTER TABLE usage_minute RENAME TO usage_minute_before;
ALTER TABLE usage_minute_before RENAME CONSTRAINT usage_minute_pkey TO usage_minute_before_pkey;
DROP INDEX usage_minute_by_team, usage_minute_by_time;

-- Borrowed is, of what a team holds of a flavor, as many devices as it has on loan: those that it got last.
-- No foreign key on device, or making a partition would lock that table.
CREATE TABLE usage_minute (
    minute      timestamptz NOT NULL,
    device      uuid NOT NULL,
    lease       uuid,
    team        text,
    verdict     text NOT NULL,
    borrowed    boolean NOT NULL DEFAULT false,
    busy_avg    real,
    busy_max    real,
    memory_used bigint,
    power_watts real,
    samples     smallint NOT NULL,
    PRIMARY KEY (device, minute),
    CONSTRAINT a_verdict_is_known CHECK (verdict IN ('BUSY', 'IDLE_HELD', 'UNKNOWN', 'FREE')),
    CONSTRAINT a_held_minute_has_a_team CHECK ((verdict = 'FREE') = (team IS NULL) AND (team IS NULL) = (lease IS NULL)),
    CONSTRAINT only_what_is_held_is_borrowed CHECK (NOT borrowed OR verdict <> 'FREE'),
    CONSTRAINT busy_is_a_ratio CHECK (busy_avg BETWEEN 0 AND 1 AND busy_max BETWEEN 0 AND 1)
) PARTITION BY RANGE (minute);
CREATE INDEX usage_minute_by_team ON usage_minute (team, minute) INCLUDE (verdict, busy_avg);
CREATE INDEX usage_minute_by_time ON usage_minute (minute);

SELECT make_partitions('usage_minute', 'day', min(minute), max(minute)) FROM usage_minute_before;
INSERT INTO usage_minute (minute, device, lease, team, verdict, busy_avg, busy_max, memory_used, power_watts, samples)
SELECT minute, device, lease, team, verdict, busy_avg, busy_max, memory_used, power_watts, samples FROM usage_minute_before;

-- The hours that were measured, for how many seconds of each, and whether minutes came since they were last added up.
CREATE TABLE watched_hour (
    at      timestamptz PRIMARY KEY,
    seconds integer NOT NULL DEFAULT 0,
    due     boolean NOT NULL DEFAULT true,
    CONSTRAINT an_hour_has_3600_seconds CHECK (seconds BETWEEN 0 AND 3600)
);
CREATE INDEX watched_hour_due ON watched_hour (at) WHERE due;
INSERT INTO watched_hour (at) SELECT DISTINCT date_trunc('hour', minute, 'UTC') FROM usage_minute_before;
DROP TABLE usage_minute_before;

-- Seconds of one device with one holder (none: free), in whole seconds, so that sums of sums are exact.
CREATE TABLE usage_hour (
    at          timestamptz NOT NULL,
    device      uuid NOT NULL,
    lease       uuid,
    team        text,
    flavor      text NOT NULL,
    busy        integer NOT NULL,
    idle_held   integer NOT NULL,
    unknown     integer NOT NULL,
    free        integer NOT NULL,
    borrowed    integer NOT NULL,
    samples     integer NOT NULL,
    busy_avg    real,
    busy_max    real,
    memory_used bigint,
    power_watts real,
    CONSTRAINT one_row_per_device_hour_and_holder UNIQUE NULLS NOT DISTINCT (device, at, lease),
    CONSTRAINT an_hour_of_use_has_3600_seconds CHECK (busy + idle_held + unknown + free BETWEEN 1 AND 3600),
    CONSTRAINT who_holds_is_not_free CHECK ((team IS NULL) = (free > 0) AND (team IS NULL) = (lease IS NULL)),
    CONSTRAINT no_more_is_borrowed_than_held CHECK (borrowed BETWEEN 0 AND busy + idle_held + unknown)
) PARTITION BY RANGE (at);
-- Rows come in order of time.
CREATE INDEX usage_hour_by_time ON usage_hour USING brin (at) WITH (pages_per_range = 16);
CREATE INDEX usage_hour_by_team ON usage_hour (team, at);
CREATE INDEX usage_hour_by_lease ON usage_hour (lease, at);

-- The same by day (UTC), for a year at a glance; a thousand GPUs are 365,000 rows a year, so it is one table.
CREATE TABLE usage_day (
    at          timestamptz NOT NULL,
    device      uuid NOT NULL,
    lease       uuid,
    team        text,
    flavor      text NOT NULL,
    busy        integer NOT NULL,
    idle_held   integer NOT NULL,
    unknown     integer NOT NULL,
    free        integer NOT NULL,
    borrowed    integer NOT NULL,
    samples     integer NOT NULL,
    busy_avg    real,
    busy_max    real,
    memory_used bigint,
    power_watts real,
    CONSTRAINT one_row_per_device_day_and_holder UNIQUE NULLS NOT DISTINCT (device, at, lease),
    CONSTRAINT a_day_of_use_has_86400_seconds CHECK (busy + idle_held + unknown + free BETWEEN 1 AND 86400),
    CONSTRAINT who_holds_is_not_free CHECK ((team IS NULL) = (free > 0) AND (team IS NULL) = (lease IS NULL)),
    CONSTRAINT no_more_is_borrowed_than_held CHECK (borrowed BETWEEN 0 AND busy + idle_held + unknown)
);
CREATE INDEX usage_day_by_time ON usage_day (at);
CREATE INDEX usage_day_by_team ON usage_day (team, at);
CREATE INDEX usage_day_by_lease ON usage_day (lease, at);

-- A minute as hours and days are: the three read alike.
CREATE VIEW usage_by_minute AS
SELECT u.minute AS at, u.device, u.lease, u.team, d.flavor,
       CASE u.verdict WHEN 'BUSY' THEN 60 ELSE 0 END AS busy,
       CASE u.verdict WHEN 'IDLE_HELD' THEN 60 ELSE 0 END AS idle_held,
       CASE u.verdict WHEN 'UNKNOWN' THEN 60 ELSE 0 END AS unknown,
       CASE u.verdict WHEN 'FREE' THEN 60 ELSE 0 END AS free,
       CASE WHEN u.borrowed THEN 60 ELSE 0 END AS borrowed,
       u.samples::integer AS samples, u.busy_avg, u.busy_max, u.memory_used, u.power_watts
FROM usage_minute u LEFT JOIN device d ON d.id = u.device;
