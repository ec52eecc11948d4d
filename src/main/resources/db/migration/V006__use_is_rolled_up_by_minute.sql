-- One row per device and minute. Busy is NULL where nothing was measured; FREE where nobody held the device.
-- Lease and team are not checked against their tables: these rows come by the hundred thousand, from our own inventory.
CREATE TABLE usage_minute (
    minute      timestamptz NOT NULL,
    device      uuid NOT NULL REFERENCES device,
    lease       uuid,
    team        text,
    verdict     text NOT NULL,
    busy_avg    real,
    busy_max    real,
    memory_used bigint,
    power_watts real,
    samples     smallint NOT NULL,
    PRIMARY KEY (device, minute),
    CONSTRAINT a_verdict_is_known CHECK (verdict IN ('BUSY', 'IDLE_HELD', 'UNKNOWN', 'FREE')),
    CONSTRAINT a_held_minute_has_a_team CHECK ((verdict = 'FREE') = (team IS NULL) AND (team IS NULL) = (lease IS NULL)),
    CONSTRAINT busy_is_a_ratio CHECK (busy_avg BETWEEN 0 AND 1 AND busy_max BETWEEN 0 AND 1)
);
CREATE INDEX usage_minute_by_team ON usage_minute (team, minute) INCLUDE (verdict, busy_avg);
CREATE INDEX usage_minute_by_time ON usage_minute (minute);
