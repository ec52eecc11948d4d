-- A device that no exporter tells of for long is no capacity, an admin may overrule what an exporter says of its health, and
-- what is gone for good is removed. Its row stays, for the past is told by it.
ALTER TABLE device
    -- To a few minutes. NULL where no exporter ever told of it: then its silence says nothing.
    ADD COLUMN seen_at         timestamptz,
    -- What an admin said is over, for as long as an exporter goes on telling just that.
    ADD COLUMN health_accepted text,
    ADD COLUMN removed_at      timestamptz,
    ADD CONSTRAINT a_removed_device_is_no_capacity CHECK (removed_at IS NULL OR health <> 'HEALTHY');

-- Since when what does not agree does so; what it is, is looked for anew. A restart forgets nothing.
CREATE TABLE finding (
    kind       text NOT NULL,
    subject    text NOT NULL,
    first_seen timestamptz NOT NULL,
    last_seen  timestamptz NOT NULL,
    PRIMARY KEY (kind, subject),
    CONSTRAINT a_finding_is_first_seen_first CHECK (first_seen <= last_seen)
);
