-- A device that nobody holds and that is no capacity, because it is unhealthy or drained, is OUT of use and not free:
-- held + free + unhealthy = total holds over time too. Rows from before say free; nothing tells which were not.
ALTER TABLE usage_minute
    DROP CONSTRAINT a_verdict_is_known,
    DROP CONSTRAINT a_held_minute_has_a_team,
    DROP CONSTRAINT only_what_is_held_is_borrowed,
    ADD CONSTRAINT a_verdict_is_known CHECK (verdict IN ('BUSY', 'IDLE_HELD', 'UNKNOWN', 'FREE', 'OUT')),
    ADD CONSTRAINT a_held_minute_has_a_team CHECK (
        (verdict IN ('FREE', 'OUT')) = (team IS NULL) AND (team IS NULL) = (lease IS NULL)),
    ADD CONSTRAINT only_what_is_held_is_borrowed CHECK (NOT borrowed OR verdict NOT IN ('FREE', 'OUT'));

ALTER TABLE usage_hour
    ADD COLUMN unhealthy integer NOT NULL DEFAULT 0,
    DROP CONSTRAINT an_hour_of_use_has_3600_seconds,
    DROP CONSTRAINT who_holds_is_not_free,
    ADD CONSTRAINT an_hour_of_use_has_3600_seconds CHECK (busy + idle_held + unknown + free + unhealthy BETWEEN 1 AND 3600),
    ADD CONSTRAINT who_holds_is_not_free CHECK (
        (team IS NULL) = (free + unhealthy > 0) AND (team IS NULL) = (lease IS NULL));
ALTER TABLE usage_day
    ADD COLUMN unhealthy integer NOT NULL DEFAULT 0,
    DROP CONSTRAINT a_day_of_use_has_86400_seconds,
    DROP CONSTRAINT who_holds_is_not_free,
    ADD CONSTRAINT a_day_of_use_has_86400_seconds CHECK (busy + idle_held + unknown + free + unhealthy BETWEEN 1 AND 86400),
    ADD CONSTRAINT who_holds_is_not_free CHECK (
        (team IS NULL) = (free + unhealthy > 0) AND (team IS NULL) = (lease IS NULL));
ALTER TABLE team_hour
    ADD COLUMN unhealthy bigint NOT NULL DEFAULT 0,
    DROP CONSTRAINT an_hour_of_a_team_is_not_free,
    ADD CONSTRAINT an_hour_of_a_team_is_not_free CHECK ((team IS NULL) = (free + unhealthy > 0));
ALTER TABLE team_day
    ADD COLUMN unhealthy bigint NOT NULL DEFAULT 0,
    DROP CONSTRAINT a_day_of_a_team_is_not_free,
    ADD CONSTRAINT a_day_of_a_team_is_not_free CHECK ((team IS NULL) = (free + unhealthy > 0));

CREATE OR REPLACE VIEW usage_by_minute AS
SELECT u.minute AS at, u.device, u.lease, u.team, d.flavor,
       CASE u.verdict WHEN 'BUSY' THEN 60 ELSE 0 END AS busy,
       CASE u.verdict WHEN 'IDLE_HELD' THEN 60 ELSE 0 END AS idle_held,
       CASE u.verdict WHEN 'UNKNOWN' THEN 60 ELSE 0 END AS unknown,
       CASE u.verdict WHEN 'FREE' THEN 60 ELSE 0 END AS free,
       CASE WHEN u.borrowed THEN 60 ELSE 0 END AS borrowed,
       u.samples::integer AS samples, u.busy_avg, u.busy_max, u.memory_used, u.power_watts,
       CASE u.verdict WHEN 'OUT' THEN 60 ELSE 0 END AS unhealthy
FROM usage_minute u LEFT JOIN device d ON d.id = u.device;

-- Below, use as far as it is known now: an hour that is due is read from its minutes, whatever was added up before, and
-- a day with such an hour from its hours. Their rows are parts to be summed up. Few hours are
-- due, but the planner cannot know: OFFSET 0 has it look them up one by one, where else it would read all the minutes.
CREATE VIEW watched_by_hour AS
SELECT at,
       CASE WHEN NOT due THEN seconds
            ELSE (SELECT 60 * count(*)::integer FROM generate_series(at, at + interval '59 minutes', '1 minute') AS m (minute)
                  WHERE EXISTS (SELECT FROM usage_minute u WHERE u.minute = m.minute)) END AS watched
FROM watched_hour;

CREATE VIEW usage_by_hour AS
SELECT h.at, h.device, h.lease, h.team, h.flavor, h.busy, h.idle_held, h.unknown, h.free, h.unhealthy, h.borrowed, h.samples,
       h.busy_avg
FROM usage_hour h WHERE NOT EXISTS (SELECT FROM watched_hour w WHERE w.due AND w.at = h.at)
UNION ALL
SELECT w.at, u.device, u.lease, u.team, u.flavor, u.busy, u.idle_held, u.unknown, u.free, u.unhealthy, u.borrowed, u.samples,
       u.busy_avg
FROM watched_hour w CROSS JOIN LATERAL (
    SELECT * FROM usage_by_minute m WHERE m.at >= w.at AND m.at < w.at + interval '1 hour' AND m.flavor IS NOT NULL OFFSET 0) AS u
WHERE w.due;

CREATE VIEW team_by_hour AS
SELECT h.at, h.team, h.flavor, h.busy, h.idle_held, h.unknown, h.free, h.unhealthy, h.borrowed
FROM team_hour h WHERE NOT EXISTS (SELECT FROM watched_hour w WHERE w.due AND w.at = h.at)
UNION ALL
SELECT w.at, u.team, u.flavor, u.busy::bigint, u.idle_held::bigint, u.unknown::bigint, u.free::bigint, u.unhealthy::bigint,
       u.borrowed::bigint
FROM watched_hour w CROSS JOIN LATERAL (
    SELECT * FROM usage_by_minute m WHERE m.at >= w.at AND m.at < w.at + interval '1 hour' AND m.flavor IS NOT NULL OFFSET 0) AS u
WHERE w.due;

CREATE VIEW due_day AS
SELECT DISTINCT date_trunc('day', at, 'UTC') AS at FROM watched_hour WHERE due;

CREATE VIEW usage_by_day AS
SELECT d.at, d.device, d.lease, d.team, d.flavor, d.busy, d.idle_held, d.unknown, d.free, d.unhealthy, d.borrowed, d.samples,
       d.busy_avg
FROM usage_day d WHERE NOT EXISTS (SELECT FROM due_day w WHERE w.at = d.at)
UNION ALL
SELECT w.at, h.device, h.lease, h.team, h.flavor, h.busy, h.idle_held, h.unknown, h.free, h.unhealthy, h.borrowed, h.samples,
       h.busy_avg
FROM due_day w CROSS JOIN LATERAL (
    SELECT * FROM usage_by_hour p WHERE p.at >= w.at AND p.at < w.at + interval '1 day' OFFSET 0) AS h;

CREATE VIEW team_by_day AS
SELECT d.at, d.team, d.flavor, d.busy, d.idle_held, d.unknown, d.free, d.unhealthy, d.borrowed
FROM team_day d WHERE NOT EXISTS (SELECT FROM due_day w WHERE w.at = d.at)
UNION ALL
SELECT w.at, h.team, h.flavor, h.busy, h.idle_held, h.unknown, h.free, h.unhealthy, h.borrowed
FROM due_day w CROSS JOIN LATERAL (
    SELECT * FROM team_by_hour p WHERE p.at >= w.at AND p.at < w.at + interval '1 day' OFFSET 0) AS h;
